import type { CompiledCriterion } from "./compile.ts";
import type { Consolidation } from "./edition.ts";
import type { ScoringInput } from "./input.ts";

/** The points of a criterion that has none: it is left out, or what it takes is missing. */
export const noPoints = Number.NaN;

const asNotApplicable = ({ criterion, maxPoints }: CompiledCriterion): number => {
  if (criterion.notApplicable === "full") return maxPoints;
  return criterion.notApplicable === "zero" ? 0 : noPoints;
};

/**
 * What a criterion earns, in hundredths, or `noPoints`: the one place where a claim and a cap are decided, for the form
 * that is being filled in and for the verdict.
 * @param isClaimed Whether it is to be taken as not applicable.
 */
export const earnedBy = (
  compiled: CompiledCriterion,
  input: ScoringInput,
  consolidation: Consolidation,
  isClaimed: boolean,
): number => {
  if (isClaimed) return asNotApplicable(compiled);
  const { code, place, half } = compiled;
  const points = compiled.points(input[place][code], consolidation);
  return input.capped?.includes(code) ? Math.min(points, half) : points;
};
