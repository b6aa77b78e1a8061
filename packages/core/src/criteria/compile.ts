import {
  type Exact,
  type Rational,
  asMillionths,
  compare,
  divide,
  isFraction,
  isInputNumber,
  millionths,
  multiply,
  rational,
  rationalOf,
  roundHalfUp,
  subtract,
} from "../ground/exact.ts";
import type { Band, Consolidation, Criterion, Edition, Rule } from "./edition.ts";
import { type Place, placeOf, trimmedFrom } from "./input.ts";

/**
 * The points of one criterion in hundredths, rounded; `NaN` when what is given cannot be scored by the rule.
 * `given` is trusted in nothing.
 */
export type Points = (given: unknown, consolidation: Consolidation) => number;

/** One criterion, ready to be computed. All points are integers of hundredths. */
export type CompiledCriterion = {
  readonly criterion: Criterion;
  readonly code: string;
  readonly place: Place;
  readonly points: Points;
  readonly maxPoints: number;
  /** What a criterion gets at most when the survey had too few answers. */
  readonly half: number;
};

/** A floor as integers: it fails when `points × scale < share × maximum`, or when the points are 0 and `share` is 0. */
export type CompiledFloor = {
  readonly code: string;
  /** Positions of the criteria it sums over: one, or those of a group. */
  readonly members: readonly number[];
  readonly share: number;
  readonly scale: number;
};

/** An edition turned into integer arithmetic. */
export type CompiledEdition = {
  readonly criteria: readonly CompiledCriterion[];
  readonly floors: readonly CompiledFloor[];
  /** How many criteria take their value from each place. */
  readonly counts: Record<Place, number>;
};

const safe = 2n ** 51n;

/** Points as an integer of hundredths. An edition with finer points is a mistake of its author. */
const hundredths = (points: number): number => {
  const inMillionths = asMillionths(points);
  if (inMillionths === null || inMillionths % 10_000 !== 0)
    throw new RangeError(`${points} points need three decimals`);
  return inMillionths / 10_000;
};

const isExact = (value: unknown): value is Exact => isInputNumber(value) || isFraction(value);

/** An indicator that counts things or is a share of things cannot be below 0; a growth or a drop can. */
export const cannotBeNegative = ({ kind, ...rule }: Rule): boolean =>
  kind === "perUnit" ||
  kind === "deduct" ||
  ("reading" in rule && ("part" in rule.reading || "meanShareOf" in rule.reading));

const atLeast = (value: Exact, limit: number): boolean =>
  // Plain numbers compare as their texts do, exactly.
  typeof value === "number" ? value >= limit : compare(rationalOf(value), rationalOf(limit)) >= 0;

const atMost = (value: Exact, limit: number): boolean =>
  typeof value === "number" ? value <= limit : compare(rationalOf(value), rationalOf(limit)) <= 0;

type Line = {
  /** Points in hundredths are `slope × v + start`, between `low` and `high`. */
  readonly slope: Rational;
  readonly start: Rational;
  readonly low: number;
  readonly high: number;
  /** Whether a value below 0 is refused. */
  readonly counts: boolean;
};

const clamp = (value: number, low: number, high: number) => (value < low ? low : value > high ? high : value);

/**
 * `linear`, `perUnit` and `deduct` are one straight line between two limits. Over a common denominator the rounded
 * points are `floor((2(a·n + b·d) + c·d) / (2·c·d))`; with d fixed at a million this is one multiplication, one addition
 * and one division of integers, done in doubles where none can exceed what a double holds exactly.
 */
const lineRule = ({ slope, start, low, high, counts }: Line): Points => {
  const exactly = (value: Exact): number => {
    const v = rationalOf(value);
    const c = slope.denominator * start.denominator;
    const atValue = rational(
      slope.numerator * start.denominator * v.numerator + start.numerator * slope.denominator * v.denominator,
      c * v.denominator,
    );
    // Clamped as a fraction first: the value may be far beyond what a number can hold.
    if (compare(atValue, rational(BigInt(low))) <= 0) return low;
    if (compare(atValue, rational(BigInt(high))) >= 0) return high;
    return Number(roundHalfUp(atValue, 0));
  };
  const d = BigInt(millionths);
  const c = slope.denominator * start.denominator * d;
  const factor = 2n * slope.numerator * start.denominator;
  const offset = 2n * start.numerator * slope.denominator * d + c;
  const room = (safe - (offset < 0n ? -offset : offset) - 2n * c) / (factor < 0n ? -factor : factor);
  const limit = room < 0n ? -1 : Number(room < safe ? room : safe);
  const [a, b, divisor] = [Number(factor), Number(offset), Number(2n * c)];
  return (given) => {
    if (typeof given === "number") {
      const scaled = Math.round(given * millionths);
      // False for NaN, too.
      if (scaled <= limit && scaled >= -limit && scaled / millionths === given)
        return counts && given < 0 ? Number.NaN : clamp(Math.floor((a * scaled + b) / divisor), low, high);
    }
    if (!isExact(given)) return Number.NaN;
    return counts && !atLeast(given, 0) ? Number.NaN : exactly(given);
  };
};

/** Whether a value falls into a band. */
export const fits = (value: Exact, { min, max }: Band): boolean =>
  (min === undefined || atLeast(value, min)) && (max === undefined || atMost(value, max));

const numeric =
  (counts: boolean, points: (value: Exact) => number): Points =>
  (given) =>
    isExact(given) && (!counts || atLeast(given, 0)) ? points(given) : Number.NaN;

/** The marks of one criterion after `consolidation`: their sum in millionths, and how many they are. */
const consolidated = (
  marks: readonly number[],
  consolidation: Consolidation,
): readonly [sum: number, count: number] => {
  if (consolidation === "median") {
    const sorted = marks.toSorted((one, other) => one - other);
    const middle = sorted.length >> 1;
    const upper = sorted[middle] ?? 0;
    return sorted.length % 2 === 1 ? [upper, 1] : [upper + (sorted[middle - 1] ?? 0), 2];
  }
  let [sum, lowest, highest] = [0, Number.POSITIVE_INFINITY, 0];
  for (const mark of marks) {
    sum += mark;
    if (mark < lowest) lowest = mark;
    if (mark > highest) highest = mark;
  }
  return consolidation === "trimmedMean" && marks.length >= trimmedFrom
    ? [sum - lowest - highest, marks.length - 2]
    : [sum, marks.length];
};

const judgedRule = (step: number, maxPoints: number): Points => {
  const steps = asMillionths(step) ?? Number.NaN;
  const greatest = maxPoints * 10_000;
  return (given, consolidation) => {
    if (!Array.isArray(given) || given.length === 0) return Number.NaN;
    const marks: number[] = [];
    for (const mark of given as readonly unknown[]) {
      const scaled = typeof mark === "number" ? asMillionths(mark) : null;
      if (scaled === null || scaled < 0 || scaled > greatest || scaled % steps !== 0) return Number.NaN;
      marks.push(scaled);
    }
    const [sum, count] = consolidated(marks, consolidation);
    const parts = 10_000 * count;
    return Math.floor((2 * sum + parts) / (2 * parts));
  };
};

const checklistRule = (items: readonly number[]): Points => {
  const length = items.length;
  return (given) => {
    if (!Array.isArray(given) || given.length !== length) return Number.NaN;
    let sum = 0;
    for (let position = 0; position < length; position++) {
      const ticked: unknown = given[position];
      if (ticked === true) sum += items[position] ?? 0;
      else if (ticked !== false) return Number.NaN;
    }
    return sum;
  };
};

const negate = ({ numerator, denominator }: Rational): Rational => rational(-numerator, denominator);

const compileRule = ({ rule, maxPoints }: Criterion): Points => {
  const maximum = hundredths(maxPoints);
  const whole = rational(BigInt(maximum));
  const counts = cannotBeNegative(rule);
  switch (rule.kind) {
    case "linear": {
      const at0 = rationalOf(rule.at0);
      const slope = divide(whole, subtract(rationalOf(rule.atMax), at0));
      return lineRule({ slope, start: negate(multiply(slope, at0)), low: 0, high: maximum, counts });
    }
    case "perUnit": {
      const slope = multiply(rationalOf(rule.pointsEach), rational(100n));
      return lineRule({ slope, start: rational(0n), low: 0, high: maximum, counts });
    }
    case "deduct": {
      const slope = negate(multiply(rationalOf(rule.pointsEach), rational(100n)));
      return lineRule({ slope, start: whole, low: hundredths(rule.floor), high: maximum, counts });
    }
    case "stepped": {
      const bands = rule.bands.map((band) => ({ ...band, points: hundredths(band.points) }));
      return numeric(counts, (value) => bands.find((band) => fits(value, band))?.points ?? Number.NaN);
    }
    case "choice": {
      const points = new Map(rule.options.map((option) => [option.value, hundredths(option.points)]));
      return (given) => (typeof given === "string" ? points.get(given) : undefined) ?? Number.NaN;
    }
    case "threshold": {
      if ("value" in rule) return (given) => (given === true ? maximum : given === false ? 0 : Number.NaN);
      const { min } = rule;
      return numeric(counts, (value) => (atLeast(value, min) ? maximum : 0));
    }
    case "checklist":
      return checklistRule(rule.items.map(({ points }) => hundredths(points)));
    case "judged":
      return judgedRule(rule.step, maximum);
  }
};

const compileFresh = (edition: Edition): CompiledEdition => {
  const criteria = edition.criteria.map((criterion): CompiledCriterion => {
    const maxPoints = hundredths(criterion.maxPoints);
    return {
      criterion,
      code: criterion.code,
      place: placeOf[criterion.rule.kind],
      points: compileRule(criterion),
      maxPoints,
      half: Math.floor((maxPoints + 1) / 2),
    };
  });
  const floors = edition.floors.map((floor): CompiledFloor => {
    const share = "minShare" in floor ? rationalOf(floor.minShare) : rational(0n);
    const members = [...edition.criteria.keys()].filter((position) => {
      const criterion = edition.criteria[position];
      return "group" in floor ? criterion?.group === floor.group : criterion?.code === floor.criterion;
    });
    const code = "group" in floor ? floor.group : floor.criterion;
    return { code, members, share: Number(share.numerator), scale: Number(share.denominator) };
  });
  const counts = { values: 0, checklists: 0, judged: 0 };
  for (const { place } of criteria) counts[place] += 1;
  return { criteria, floors, counts };
};

const compiled = new WeakMap<Edition, CompiledEdition>();

/**
 * The edition as integer arithmetic, built once. Throws a `RangeError` when its points need more than two decimals.
 */
export const compileEdition = (edition: Edition): CompiledEdition => {
  const known = compiled.get(edition);
  if (known) return known;
  const fresh = compileFresh(edition);
  compiled.set(edition, fresh);
  return fresh;
};
