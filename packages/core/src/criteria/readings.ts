import {
  type Rational,
  add,
  compare,
  divide,
  exactOf,
  multiply,
  rational,
  rationalOf,
  subtract,
} from "../ground/exact.ts";
import type { FigureValue, FigureValues, Reading, Sum, TargetFigure } from "./edition.ts";
import type { IndicatorValue } from "./input.ts";

export const zero = rational(0n);
export const hundred = rational(100n);

/** The figures a reading needs, in the order in which it names them. */
export const figuresOf = (reading: Reading): readonly string[] => {
  if ("figure" in reading) return [reading.figure];
  if ("part" in reading) return [...new Set([...figuresOfSum(reading.part), ...figuresOfSum(reading.of)])];
  if ("growthOf" in reading) return [reading.growthOf, reading.since];
  if ("dropOf" in reading) return [reading.dropOf, reading.since];
  if ("meanShareOf" in reading) return [reading.meanShareOf];
  return [...reading.yes, ...reading.zero];
};

/** The figures a sum adds or multiplies. */
export const figuresOfSum = (sum: Sum): readonly string[] =>
  typeof sum === "string" ? [sum] : sum.flatMap((term) => (typeof term === "string" ? [term] : term.product));

/** A typed figure, or `null` when it is missing. */
export const typed = (figures: FigureValues, key: string): FigureValue =>
  Object.hasOwn(figures, key) ? (figures[key] ?? null) : null;

/** A typed number; 0 where it is missing, so ask `typed` first. */
export const numberOf = (figures: FigureValues, key: string): Rational => {
  const value = typed(figures, key);
  return typeof value === "number" ? rationalOf(value) : zero;
};

/** The exact value of a sum of figures; figures that are missing add nothing. */
export const sumOf = (figures: FigureValues, sum: Sum): Rational =>
  (typeof sum === "string" ? [sum] : sum)
    .map((term) =>
      typeof term === "string"
        ? numberOf(figures, term)
        : multiply(numberOf(figures, term.product[0]), numberOf(figures, term.product[1])),
    )
    .reduce(add, zero);

/** The targets typed under a key. */
export const targetsOf = (figures: FigureValues, key: string): readonly TargetFigure[] => {
  const value = typed(figures, key);
  return Array.isArray(value) ? (value as readonly TargetFigure[]) : [];
};

const share = (part: Rational, whole: Rational): Rational => divide(multiply(hundred, part), whole);

const reached = ({ planned, done, baseline }: TargetFigure): Rational => {
  if (baseline === undefined || baseline <= planned) return share(rationalOf(done), rationalOf(planned));
  const from = rationalOf(baseline);
  return share(subtract(from, rationalOf(done)), subtract(from, rationalOf(planned)));
};

const cappedShare = (target: TargetFigure): Rational => {
  const exact = reached(target);
  if (compare(exact, zero) < 0) return zero;
  return compare(exact, hundred) > 0 ? hundred : exact;
};

/** The figures that decide whether there is anything to take a share of; none for indicators that are no share. */
export const figuresOfWhole = (reading: Reading): readonly string[] => {
  if ("part" in reading) return figuresOfSum(reading.of);
  if ("growthOf" in reading) return [reading.since];
  return "meanShareOf" in reading ? [reading.meanShareOf] : [];
};

/** What the indicator is a share of: a whole of 0 has no share. `null` for indicators that are no share. */
export const wholeOf = (reading: Reading, figures: FigureValues): Rational | null => {
  if ("part" in reading) return sumOf(figures, reading.of);
  if ("growthOf" in reading) return numberOf(figures, reading.since);
  if ("meanShareOf" in reading) return rational(BigInt(targetsOf(figures, reading.meanShareOf).length));
  return null;
};

/** The indicator. All of its figures are typed, sound (`checkFigures`), and the whole is not 0. */
export const valueOf = (reading: Reading, figures: FigureValues): IndicatorValue => {
  if ("figure" in reading) {
    const value = typed(figures, reading.figure);
    return typeof value === "number" || typeof value === "boolean" || typeof value === "string" ? value : "";
  }
  if ("part" in reading) return exactOf(share(sumOf(figures, reading.part), sumOf(figures, reading.of)));
  if ("growthOf" in reading) {
    const before = numberOf(figures, reading.since);
    return exactOf(share(subtract(numberOf(figures, reading.growthOf), before), before));
  }
  if ("dropOf" in reading)
    return exactOf(subtract(numberOf(figures, reading.since), numberOf(figures, reading.dropOf)));
  if ("meanShareOf" in reading) {
    const targets = targetsOf(figures, reading.meanShareOf);
    return exactOf(divide(targets.map(cappedShare).reduce(add, zero), rational(BigInt(targets.length))));
  }
  return (
    reading.yes.every((key) => typed(figures, key) === true) && reading.zero.every((key) => typed(figures, key) === 0)
  );
};
