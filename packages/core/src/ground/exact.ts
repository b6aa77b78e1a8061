/**
 * Exact numbers. Points, shares and totals are decided at limits such as 70,00, where a binary fraction that is a hair
 * off changes who is recognised; so nothing here, and nothing that gives points, calculates with binary fractions.
 *
 * A number means exactly what its shortest decimal text says: `0.1` is one tenth. Two numbers may therefore be
 * *compared* with `<` as they are, because the order of doubles is the order of their texts; they may not be added.
 */

/** A fraction of two integers in lowest terms; the denominator is above 0. */
export type Rational = { readonly numerator: bigint; readonly denominator: bigint };

/** A value that no decimal holds, as it travels and is stored: `{ "fraction": "4050/43" }`, in lowest terms. */
export type Fraction = { readonly fraction: string };

/** An exact number that survives JSON: a decimal with at most six decimals, or a fraction. */
export type Exact = number | Fraction;

/** Inputs have at most this many decimals. */
export const maximumDecimals = 6;

/** One unit of an input, as an integer of millionths: the step of everything typed. */
export const millionths = 1_000_000;

const decimalPattern = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;
const fractionPattern = /^-?\d+\/0*[1-9]\d*$/;

/** Below this bound an integer times a power of ten, and a quotient of two such integers, is exact in a double. */
const safeMagnitude = 2 ** 51;

const greatestCommonDivisor = (a: bigint, b: bigint): bigint => (b === 0n ? a : greatestCommonDivisor(b, a % b));
const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

/** The reduced fraction of two integers. Throws a `RangeError` when the denominator is 0. */
export const rational = (numerator: bigint, denominator = 1n): Rational => {
  if (denominator === 0n) throw new RangeError("a fraction cannot have 0 below the line");
  const divisor = greatestCommonDivisor(magnitude(numerator), magnitude(denominator));
  const sign = denominator < 0n ? -1n : 1n;
  return { numerator: (sign * numerator) / divisor, denominator: (sign * denominator) / divisor };
};

/**
 * How many decimals a number's text needs once needless zeros are gone: `1.500` needs 1, `15e-2` needs 2, `1e3` none.
 * The text is JSON's form of a number; anything else needs infinitely many.
 */
export const decimalsOf = (text: string): number => {
  const match = decimalPattern.exec(text);
  if (!match) return Number.POSITIVE_INFINITY;
  const [, , whole = "", decimals = "", exponent = "0"] = match;
  const digits = (whole + decimals).replace(/0+$/, "");
  if (digits === "") return 0;
  const trailingZeros = whole.length + decimals.length - digits.length;
  return Math.max(0, decimals.length - trailingZeros - Number(exponent));
};

/** Whether a number is finite and needs no more than six decimals. */
export const isInputNumber = (value: unknown): value is number =>
  typeof value === "number" &&
  (Number.isInteger(value) ||
    asMillionths(value) !== null ||
    (Number.isFinite(value) && decimalsOf(String(value)) <= maximumDecimals));

/**
 * The number as an integer of millionths, or `null` when it has more than six decimals or is too large for the fast
 * path (2 251 million); `rationalOf` still reads the latter.
 */
export const asMillionths = (value: number): number | null => {
  const scaled = Math.round(value * millionths);
  // Below 2^51 the product is less than half a unit off, and dividing back tells whether digits were lost.
  return scaled < safeMagnitude && scaled > -safeMagnitude && scaled / millionths === value ? scaled : null;
};

/** Whether a value is a well-formed fraction of integers. */
export const isFraction = (value: unknown): value is Fraction =>
  typeof value === "object" &&
  value !== null &&
  "fraction" in value &&
  typeof value.fraction === "string" &&
  fractionPattern.test(value.fraction);

/** The exact value of a number's shortest decimal text, or of a fraction. Throws a `RangeError` on anything else. */
export const rationalOf = (value: Exact): Rational => {
  if (typeof value !== "number") {
    if (!isFraction(value)) throw new RangeError("not a fraction of two integers");
    const [numerator = "", denominator = ""] = value.fraction.split("/");
    return rational(BigInt(numerator), BigInt(denominator));
  }
  const match = decimalPattern.exec(String(value));
  if (!match) throw new RangeError(`${value} is not a finite number`);
  const [, sign, whole = "", decimals = "", exponent = "0"] = match;
  const digits = BigInt(`${sign}${whole}${decimals}`);
  const shift = decimals.length - Number(exponent);
  return shift > 0 ? rational(digits, 10n ** BigInt(shift)) : rational(digits * 10n ** BigInt(-shift));
};

/** The form that travels: a plain number when a decimal with at most six decimals holds the value, else a fraction. */
export const exactOf = ({ numerator, denominator }: Rational): Exact => {
  const scaled = numerator * BigInt(millionths);
  if (scaled % denominator === 0n) {
    const inMillionths = scaled / denominator;
    if (magnitude(inMillionths) < BigInt(safeMagnitude)) return Number(inMillionths) / millionths;
  }
  return { fraction: `${numerator}/${denominator}` };
};

/** a + b */
export const add = (a: Rational, b: Rational): Rational =>
  rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);

/** a − b */
export const subtract = (a: Rational, b: Rational): Rational =>
  rational(a.numerator * b.denominator - b.numerator * a.denominator, a.denominator * b.denominator);

/** a × b */
export const multiply = (a: Rational, b: Rational): Rational =>
  rational(a.numerator * b.numerator, a.denominator * b.denominator);

/** a ÷ b. Throws a `RangeError` when b is 0. */
export const divide = (a: Rational, b: Rational): Rational =>
  rational(a.numerator * b.denominator, a.denominator * b.numerator);

/** Below 0 when a < b, 0 when they are equal, above 0 when a > b. */
export const compare = (a: Rational, b: Rational): number => {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

const floorDivision = (numerator: bigint, denominator: bigint): bigint => {
  const quotient = numerator / denominator;
  return numerator < 0n && numerator % denominator !== 0n ? quotient - 1n : quotient;
};

/**
 * Rounds half up to `decimals` places and returns that many-th parts: 8,055 at two decimals is 806. "Up" means towards
 * the greater number, so that −0,125 becomes −0,12 and adding a whole number never changes how the rest is rounded.
 */
export const roundHalfUp = ({ numerator, denominator }: Rational, decimals = 2): bigint =>
  floorDivision(2n * numerator * 10n ** BigInt(decimals) + denominator, 2n * denominator);

const grouped = (digits: string): string => digits.replaceAll(/\B(?=(\d{3})+$)/g, ".");

/**
 * A number as Vietnamese readers write it, rounded half up for display only: `1.240`, `8,06`, `−3,5`. Zeros at the end
 * are left out.
 */
export const formatNumber = (value: Exact | Rational, decimals = 2): string => {
  const exact = typeof value === "number" || "fraction" in value ? rationalOf(value) : value;
  const rounded = roundHalfUp(exact, decimals);
  const digits = magnitude(rounded)
    .toString()
    .padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  const rest = digits.slice(digits.length - decimals).replace(/0+$/, "");
  return `${rounded < 0n ? "−" : ""}${grouped(whole)}${rest === "" ? "" : `,${rest}`}`;
};
