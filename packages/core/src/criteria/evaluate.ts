import { add, asMillionths, isInputNumber, rationalOf, roundHalfUp, subtract } from "../ground/exact.ts";
import { type CompiledEdition, type CompiledFloor, compileEdition } from "./compile.ts";
import { earnedBy, noPoints } from "./earned.ts";
import { type Class, type Edition, classes, consolidations } from "./edition.ts";
import { type ClassLimits, type ScoringInput, areDescending, classRank, isClass, limitsInForce } from "./input.ts";
import { type ScoringProblem, problemOf } from "./problems.ts";

/** The points of one criterion; `null` when it is left out ("không phát sinh", policy `exclude`). */
export type CriterionPoints = { readonly code: string; readonly points: number | null };

/**
 * What an input earns. Every number is a decimal with two places at most (bonus and penalty as they were given), ready
 * to be stored; the same edition and input give the same evaluation again.
 */
export type Evaluation = {
  /** Every criterion in the edition's order. */
  readonly criteria: readonly CriterionPoints[];
  readonly raw: number;
  /** What a flawless model could have: the maxima of the criteria that count. */
  readonly applicableMax: number;
  readonly base: number;
  readonly bonus: number;
  readonly penalty: number;
  /** May be above 100 or below 0; ranking uses it as it is. */
  readonly total: number;
  /** Codes of the criteria and groups below their floor (điểm liệt), in the edition's order. */
  readonly failedFloors: readonly string[];
  readonly classification: Class;
  readonly passed: boolean;
};

/** Thrown for an input that cannot be scored; `problem` says why and names every field. */
export class UnscorableInput extends Error {
  readonly problem: ScoringProblem;
  constructor(problem: ScoringProblem) {
    super(problem.message);
    this.name = "UnscorableInput";
    this.problem = problem;
  }
}

const none: readonly string[] = [];

const failsFloor = (
  { members, share, scale }: CompiledFloor,
  criteria: CompiledEdition["criteria"],
  earned: readonly number[],
): boolean => {
  let [points, maximum] = [0, 0];
  for (const position of members) {
    const hundredths = earned[position] ?? noPoints;
    if (Number.isNaN(hundredths)) continue;
    points += hundredths;
    maximum += criteria[position]?.maxPoints ?? 0;
  }
  // Where nothing of it counts there is no floor.
  if (maximum === 0) return false;
  return share === 0 ? points === 0 : points * scale < share * maximum;
};

/** All in hundredths but bonus and penalty, which may have six decimals. */
const totalOf = (base: number, bonus: number, penalty: number): number => {
  if (bonus === 0 && penalty === 0) return base;
  const [more, less] = [asMillionths(bonus), asMillionths(penalty)];
  if (more !== null && less !== null) return Math.floor((base * 10_000 + more - less + 5_000) / 10_000);
  return Number(roundHalfUp(subtract(add(rationalOf(base / 100), rationalOf(bonus)), rationalOf(penalty))));
};

const classOf = (
  total: number,
  limits: Required<ClassLimits>,
  { edition, input, anyZero }: { edition: Edition; input: ScoringInput; anyZero: boolean },
): Class => {
  let rank = total >= limits.excellent ? 0 : total >= limits.good ? 1 : total >= limits.completed ? 2 : 3;
  if (edition.topTwoClassesNeedNoZero && anyZero && rank < 2) rank = 2;
  if (input.classCap !== undefined) rank = Math.max(rank, classRank[input.classCap]);
  return classes[rank] ?? "notCompleted";
};

const isAmount = (value: number | undefined): boolean => value === undefined || (isInputNumber(value) && value >= 0);

/** Whether the options need no closer look. */
const hasPlainOptions = (input: ScoringInput): boolean =>
  isAmount(input.bonus) &&
  isAmount(input.penalty) &&
  isAmount(input.bonusCap) &&
  isAmount(input.penaltyCap) &&
  (input.consolidation === undefined || consolidations.includes(input.consolidation)) &&
  (input.classCap === undefined || isClass(input.classCap));

const holdsOnly = (input: ScoringInput, expected: CompiledEdition["counts"]): boolean =>
  Object.keys(input.values).length === expected.values &&
  Object.keys(input.checklists).length === expected.checklists &&
  Object.keys(input.judged).length === expected.judged;

/**
 * The one place where points come from: the form's preview, the official verdict, the report and the command all end
 * here. Throws `UnscorableInput` when anything is missing, unknown, not allowed or invalid.
 */
export const evaluate = (edition: Edition, input: ScoringInput): Evaluation => {
  const { criteria, floors, counts } = compileEdition(edition);
  const { notApplicable = none, capped = none, consolidation = edition.consolidation } = input;
  const expected = notApplicable.length === 0 ? counts : { ...counts };
  const earned: number[] = [];
  const lines: CriterionPoints[] = [];
  let [raw, applicableMax, claims, caps] = [0, 0, 0, 0];
  const limits = limitsInForce(edition, input.classes);
  let [anyZero, plain] = [false, hasPlainOptions(input) && areDescending(limits)];

  for (const compiled of criteria) {
    const { criterion, code, place, maxPoints } = compiled;
    const isClaimed = notApplicable.length > 0 && notApplicable.includes(code);
    const points = earnedBy(compiled, input, consolidation, isClaimed);
    if (isClaimed) {
      claims += 1;
      expected[place] -= 1;
      plain &&= criterion.notApplicable !== undefined;
    } else plain &&= !Number.isNaN(points);
    if (capped.length > 0 && capped.includes(code)) {
      caps += 1;
      plain &&= criterion.survey === true;
    }
    earned.push(points);
    if (Number.isNaN(points)) {
      lines.push({ code, points: null });
      continue;
    }
    lines.push({ code, points: points / 100 });
    raw += points;
    applicableMax += maxPoints;
    if (points === 0) anyZero = true;
  }

  plain &&=
    claims === notApplicable.length && caps === capped.length && applicableMax > 0 && holdsOnly(input, expected);
  if (!plain) {
    const problem = problemOf(edition, input);
    if (problem) throw new UnscorableInput(problem);
  }

  const base = Math.floor((20_000 * raw + applicableMax) / (2 * applicableMax));
  const bonus = Math.min(input.bonus ?? 0, input.bonusCap ?? edition.adjustmentCaps.bonus);
  const penalty = Math.min(input.penalty ?? 0, input.penaltyCap ?? edition.adjustmentCaps.penalty);
  const total = totalOf(base, bonus, penalty) / 100;
  const failedFloors: string[] = [];
  for (const floor of floors) if (failsFloor(floor, criteria, earned)) failedFloors.push(floor.code);
  const failed = failedFloors.length > 0;
  return {
    criteria: lines,
    raw: raw / 100,
    applicableMax: applicableMax / 100,
    base: base / 100,
    bonus,
    penalty,
    total,
    failedFloors,
    classification: failed ? "notCompleted" : classOf(total, limits, { edition, input, anyZero }),
    passed: !failed && total >= limits.completed,
  };
};
