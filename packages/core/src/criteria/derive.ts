import { compare, formatNumber, multiply, rationalOf } from "../ground/exact.ts";
import type { Criterion, Edition, FigureValues, Reading } from "./edition.ts";
import { type FigureProblem, checkFigures } from "./figures.ts";
import type { IndicatorValue, ScoringInput } from "./input.ts";
import {
  figuresOf,
  figuresOfSum,
  figuresOfWhole,
  hundred,
  numberOf,
  sumOf,
  typed,
  valueOf,
  wholeOf,
  zero,
} from "./readings.ts";

/** From how many valid answers on, and from which share of the target households on, a survey counts in full. */
export type SurveyLimits = { readonly answers: number; readonly percentOfHouseholds: number };

/** Fewer than 30 valid answers, or fewer than 10 % of the target households, limit a survey to half of its points. */
export const surveyLimits: SurveyLimits = { answers: 30, percentOfHouseholds: 10 };

/** Why an indicator has no value: figures that were not typed, or a whole of 0 without an approved claim. */
export type MissingIndicator = {
  readonly criterion: string;
  /** Figures that were not typed, or not soundly; empty when the whole is 0. */
  readonly figures: readonly string[];
};

/** What the figures say, before anybody judges anything. */
export type Derivation = {
  /** Exact indicators by criterion code; a criterion that is missing or not applicable has none. */
  readonly values: Readonly<Record<string, IndicatorValue>>;
  readonly missing: readonly MissingIndicator[];
  /** Criteria of which "không phát sinh" may be claimed: their whole is 0, or the set's own condition holds. */
  readonly claimable: readonly string[];
  /** The claims that may stand. */
  readonly notApplicable: readonly string[];
  /** Claims that the figures contradict or the set does not allow: to be refused, never to be ignored. */
  readonly refusedClaims: readonly string[];
  /** Survey criteria with too few answers. */
  readonly capped: readonly string[];
  readonly problems: readonly FigureProblem[];
};

/** Whether a survey has too few answers to count in full; never where the edition has no guard. */
const hasTooFewAnswers = ({ surveyGuard }: Edition, figures: FigureValues, limits: SurveyLimits): boolean => {
  if (!surveyGuard) return false;
  const valid = numberOf(figures, surveyGuard.valid);
  const enoughOfHouseholds = multiply(
    rationalOf(limits.percentOfHouseholds),
    numberOf(figures, surveyGuard.targetHouseholds),
  );
  return compare(valid, rationalOf(limits.answers)) < 0 || compare(multiply(hundred, valid), enoughOfHouseholds) < 0;
};

/** A figure as its label and, where it is a number, its value: `“Hộ bị ảnh hưởng” (86)`. */
const named = ({ figures: descriptions }: Edition, figures: FigureValues, key: string): string => {
  const value = typed(figures, key);
  return `“${descriptions[key]?.label ?? key}”${typeof value === "number" ? ` (${formatNumber(value, 6)})` : ""}`;
};

const contradictions = (edition: Edition, figures: FigureValues): readonly FigureProblem[] =>
  edition.atMost.flatMap(([part, whole]) => {
    const keys = [...figuresOfSum(part), whole];
    if (keys.some((key) => typed(figures, key) === null)) return [];
    if (compare(sumOf(figures, part), numberOf(figures, whole)) <= 0) return [];
    const parts = figuresOfSum(part).map((key) => named(edition, figures, key));
    return [{ figures: keys, message: `${parts.join(" cộng ")} không thể lớn hơn ${named(edition, figures, whole)}.` }];
  });

const isBelow = (value: unknown, limit: number): boolean => typeof value === "number" && value < limit;

const hasNothingToShare = (reading: Reading, figures: FigureValues): boolean => {
  const whole = wholeOf(reading, figures);
  const isTyped = figuresOfWhole(reading).every((key) => typed(figures, key) !== null);
  return whole !== null && isTyped && compare(whole, zero) === 0;
};

const isClaimable = ({ notApplicable, claimableBelow }: Criterion, reading: Reading, figures: FigureValues): boolean =>
  notApplicable !== undefined &&
  ((claimableBelow !== undefined && isBelow(typed(figures, claimableBelow.figure), claimableBelow.limit)) ||
    hasNothingToShare(reading, figures));

/** The figures an indicator needs, with those of the survey guard where it applies. */
const neededFigures = ({ surveyGuard }: Edition, { survey }: Criterion, reading: Reading): readonly string[] => [
  ...new Set([
    ...figuresOf(reading),
    ...(survey && surveyGuard ? [surveyGuard.valid, surveyGuard.targetHouseholds] : []),
  ]),
];

/**
 * Indicators from figures, exactly, with all that stands in the way. `claims` are the criteria whose "không phát sinh"
 * the office approved (or, in a preview, that the unit claims). A figure that `figuresSchema` refuses is reported and
 * otherwise taken as missing.
 */
export const deriveIndicators = (
  edition: Edition,
  typedFigures: FigureValues,
  claims: readonly string[],
  limits: SurveyLimits = surveyLimits,
): Derivation => {
  const { figures, problems } = checkFigures(edition, typedFigures);
  const values: Record<string, IndicatorValue> = {};
  const missing: MissingIndicator[] = [];
  const claimable: string[] = [];
  const capped: string[] = [];
  const tooFew = hasTooFewAnswers(edition, figures, limits);
  for (const criterion of edition.criteria) {
    const { code, rule, survey } = criterion;
    if (!("reading" in rule)) continue;
    const { reading } = rule;
    const mayBeClaimed = isClaimable(criterion, reading, figures);
    if (mayBeClaimed) claimable.push(code);
    if (mayBeClaimed && claims.includes(code)) continue;
    const nothingToShare = hasNothingToShare(reading, figures);
    const absent = neededFigures(edition, criterion, reading).filter((key) => typed(figures, key) === null);
    if (nothingToShare || absent.length > 0) {
      missing.push({ criterion: code, figures: nothingToShare ? [] : absent });
      continue;
    }
    values[code] = valueOf(reading, figures);
    if (survey && tooFew) capped.push(code);
  }
  const notApplicable = claimable.filter((code) => claims.includes(code));
  return {
    values,
    missing,
    claimable,
    notApplicable,
    refusedClaims: claims.filter((code) => !notApplicable.includes(code)),
    capped,
    problems: [...problems, ...contradictions(edition, figures)],
  };
};

/** What is known about a subject at one stage: figures are facts, ticks are verified facts, marks are opinions. */
export type Sheet = {
  readonly figures: FigureValues;
  /** Ticks by criterion code, in the order of the items. */
  readonly ticks: Readonly<Record<string, readonly boolean[]>>;
  /** The assessors' marks by criterion code. */
  readonly marks: Readonly<Record<string, readonly number[]>>;
  /** Criteria whose "không phát sinh" is approved. */
  readonly claims: readonly string[];
};

/** What the period and the office add to a sheet. */
export type ScoringOptions = Pick<
  ScoringInput,
  "bonus" | "penalty" | "bonusCap" | "penaltyCap" | "consolidation" | "classes" | "classCap"
>;

/** `scoringInput` of indicators that were derived before. */
export const inputOf = (
  { values, missing, notApplicable, refusedClaims, capped }: Derivation,
  { ticks, marks }: Pick<Sheet, "ticks" | "marks">,
  options: ScoringOptions = {},
): ScoringInput => ({
  ...options,
  values,
  checklists: ticks,
  judged: marks,
  notApplicable: [
    ...notApplicable,
    // A claim that may not stand must not hide that a value is missing; where there is a value, `evaluate` refuses both.
    ...refusedClaims.filter((code) => !missing.some(({ criterion }) => criterion === code)),
  ],
  capped,
});

/**
 * Everything that points come from, made from what was typed. It may be incomplete, and then `evaluate` says what is
 * missing. A claim that may not stand is never dropped in silence: `evaluate` refuses it.
 */
export const scoringInput = (
  edition: Edition,
  sheet: Sheet,
  options: ScoringOptions = {},
  limits: SurveyLimits = surveyLimits,
): ScoringInput => inputOf(deriveIndicators(edition, sheet.figures, sheet.claims, limits), sheet, options);
