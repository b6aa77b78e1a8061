import { compileEdition } from "./compile.ts";
import {
  type Derivation,
  type ScoringOptions,
  type Sheet,
  type SurveyLimits,
  deriveIndicators,
  inputOf,
  surveyLimits,
} from "./derive.ts";
import { earnedBy } from "./earned.ts";
import type { Edition } from "./edition.ts";
import { type Evaluation, evaluate } from "./evaluate.ts";
import type { ScoringInput } from "./input.ts";
import { problemOf } from "./problems.ts";

/** One criterion of a form that is being filled in. */
export type PreviewedCriterion = {
  readonly code: string;
  readonly maxPoints: number;
  readonly state: "scored" | "missing" | "notApplicable";
  /** `null` when something is missing, or when the criterion is left out. */
  readonly points: number | null;
  /** What is still to be typed; empty where ticks or marks are missing, or where the whole is 0. */
  readonly missingFigures: readonly string[];
};

/** The points of what can be computed so far. */
export type Preview = {
  readonly criteria: readonly PreviewedCriterion[];
  /** Sum of the points so far. */
  readonly points: number;
  /** What `points` is out of: the maxima of the criteria that have points. */
  readonly pointsPossible: number;
  /** Criteria that still miss a figure, ticks or marks. */
  readonly missing: readonly string[];
  readonly derivation: Derivation;
  /** The whole evaluation, once nothing is missing or refused. */
  readonly evaluation: Evaluation | null;
};

const soFar = (edition: Edition, input: ScoringInput) =>
  compileEdition(edition).criteria.map((compiled) => {
    const { criterion, code, place, maxPoints } = compiled;
    // What has a value is no longer claimed, whatever was said before.
    const isClaimed = input[place][code] === undefined && input.notApplicable?.includes(code) === true;
    const earned = earnedBy(compiled, input, input.consolidation ?? edition.consolidation, isClaimed);
    const points = Number.isNaN(earned) ? null : earned;
    const state = isClaimed ? ("notApplicable" as const) : points === null ? ("missing" as const) : ("scored" as const);
    return { criterion, maxPoints, state, points };
  });

/**
 * What a form shows beside each question while it is being filled in. Where everything is there, `evaluation` is the
 * official computation, not a copy of it.
 */
export const preview = (
  edition: Edition,
  sheet: Sheet,
  options: ScoringOptions = {},
  limits: SurveyLimits = surveyLimits,
): Preview => {
  const derivation = deriveIndicators(edition, sheet.figures, sheet.claims, limits);
  const input = inputOf(derivation, sheet, options);
  // In hundredths.
  let [sum, possible] = [0, 0];
  const criteria = soFar(edition, input).map(({ criterion, maxPoints, state, points }): PreviewedCriterion => {
    if (points !== null) {
      sum += points;
      possible += maxPoints;
    }
    return {
      code: criterion.code,
      maxPoints: criterion.maxPoints,
      state,
      points: points === null ? null : points / 100,
      missingFigures: derivation.missing.find((missing) => missing.criterion === criterion.code)?.figures ?? [],
    };
  });
  return {
    criteria,
    points: sum / 100,
    pointsPossible: possible / 100,
    missing: criteria.filter(({ state }) => state === "missing").map(({ code }) => code),
    derivation,
    evaluation: problemOf(edition, input) ? null : evaluate(edition, input),
  };
};
