import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Exact,
  add,
  asMillionths,
  compare,
  decimalsOf,
  divide,
  exactOf,
  formatNumber,
  isFraction,
  isInputNumber,
  multiply,
  rational,
  rationalOf,
  roundHalfUp,
  subtract,
} from "./exact.ts";

/** A decimal as its integer of millionths, and the number with that text. */
const decimals = fc
  .bigInt({ min: -(10n ** 14n), max: 10n ** 14n })
  .map((millionths) => ({ millionths, number: Number(`${millionths}e-6`) }));

const rationals = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.bigInt({ min: 1n, max: 10n ** 12n }))
  .map(([numerator, denominator]) => rational(numerator, denominator));

describe("reading numbers", () => {
  test("a number is what its shortest text says", () => {
    fc.assert(
      fc.property(decimals, ({ millionths, number }) => {
        expect(rationalOf(number)).toEqual(rational(millionths, 1_000_000n));
      }),
    );
    expect(rationalOf(0.1)).toEqual(rational(1n, 10n));
    expect(rationalOf(1e21)).toEqual(rational(10n ** 21n));
    expect(rationalOf(1.5e-7)).toEqual(rational(15n, 10n ** 8n));
  });

  test("the fast path agrees with the text, or says that it cannot", () => {
    fc.assert(
      fc.property(decimals, ({ millionths, number }) => {
        expect(asMillionths(number)).toBe(Number(millionths));
      }),
    );
    fc.assert(
      fc.property(fc.double(), (number) => {
        const fast = asMillionths(number);
        if (fast === null) return;
        expect(rationalOf(number)).toEqual(rational(BigInt(fast), 1_000_000n));
      }),
    );
    expect(asMillionths(0.1234567)).toBeNull();
    expect(asMillionths(Number.NaN)).toBeNull();
    expect(asMillionths(1e12)).toBeNull();
  });

  test.each([
    ["0", 0],
    ["-0.0", 0],
    ["100", 0],
    ["1.500", 1],
    ["0.000001", 6],
    ["0.0000010", 6],
    ["0.0000001", 7],
    ["1e3", 0],
    ["1.25e1", 1],
    ["15e-2", 2],
    ["100e-2", 0],
    ["1E-7", 7],
    ["1e400", 0],
    ["70.0000000000000000001", 19],
    ["1e-999999999999", 999_999_999_999],
    ["NaN", Number.POSITIVE_INFINITY],
    ["1.", Number.POSITIVE_INFINITY],
    ["", Number.POSITIVE_INFINITY],
  ])("%s needs %d decimals", (text, expected) => {
    expect(decimalsOf(text)).toBe(expected);
  });

  test.each([
    [0.000001, true],
    [123_456_789_012.123, true],
    [9e15, true],
    [1e300, true],
    [-3, true],
    [0.0000001, false],
    [1 / 3, false],
    [Number.NaN, false],
    [Number.POSITIVE_INFINITY, false],
    ["1", false],
    [null, false],
  ])("%s can be typed: %s", (value, expected) => {
    expect(isInputNumber(value)).toBe(expected);
  });

  test.each([
    [{ fraction: "4050/43" }, true],
    [{ fraction: "-1/3" }, true],
    [{ fraction: "1/0" }, false],
    [{ fraction: "1/-3" }, false],
    [{ fraction: "1.5/3" }, false],
    [{ fraction: 3 }, false],
    [{}, false],
    [null, false],
    ["4050/43", false],
  ])("%j is a fraction: %s", (value, expected) => {
    expect(isFraction(value)).toBe(expected);
  });

  test("what is no number is refused", () => {
    expect(() => rationalOf(Number.NaN)).toThrow(RangeError);
    expect(() => rationalOf(Number.POSITIVE_INFINITY)).toThrow(RangeError);
    expect(() => rationalOf({ fraction: "1/0" })).toThrow(RangeError);
    expect(() => rational(1n, 0n)).toThrow(RangeError);
    expect(() => divide(rational(1n), rational(0n))).toThrow(RangeError);
  });
});

describe("arithmetic", () => {
  test("obeys the laws of fractions", () => {
    fc.assert(
      fc.property(rationals, rationals, (a, b) => {
        expect(subtract(add(a, b), b)).toEqual(a);
        expect(add(a, b)).toEqual(add(b, a));
        const divisor = b.numerator === 0n ? rational(1n) : b;
        expect(divide(multiply(a, divisor), divisor)).toEqual(a);
        expect(Math.sign(compare(a, b))).toBe(-Math.sign(compare(b, a)) + 0);
        expect(compare(a, b) > 0).toBe(subtract(a, b).numerator > 0n);
      }),
    );
  });

  test("what travels comes back", () => {
    fc.assert(
      fc.property(rationals, (value) => {
        const sent = JSON.parse(JSON.stringify(exactOf(value))) as Exact;
        expect(rationalOf(sent)).toEqual(value);
      }),
    );
    expect(exactOf(rational(8100n, 86n))).toEqual({ fraction: "4050/43" });
    expect(exactOf(rational(193n, 2n))).toBe(96.5);
  });

  test("rounds half up, the nearest hundredth at or below what is half a hundredth more", () => {
    fc.assert(
      fc.property(rationals, (value) => {
        const rounded = rational(roundHalfUp(value), 100n);
        const half = rational(1n, 200n);
        expect(compare(subtract(value, half), rounded)).toBeLessThan(0);
        expect(compare(rounded, add(value, half))).toBeLessThanOrEqual(0);
      }),
    );
  });

  test.each([
    [8.055, 806n],
    [1.005, 101n],
    [2.675, 268n],
    [0.285, 29n],
    [-0.125, -12n],
    [-0.126, -13n],
    [-2, -200n],
  ])("%d is %d hundredths", (value, expected) => {
    expect(roundHalfUp(rationalOf(value))).toBe(expected);
  });
});

describe("writing numbers", () => {
  test.each<[Exact, string]>([
    [8.06, "8,06"],
    [8.5, "8,5"],
    [4, "4"],
    [0, "0"],
    [1240, "1.240"],
    [1_234_567.891, "1.234.567,89"],
    [100_000, "100.000"],
    [-3.5, "−3,5"],
    [-0.001, "0"],
    [{ fraction: "4050/43" }, "94,19"],
    [0.005, "0,01"],
  ])("%j is written %s", (value, expected) => {
    expect(formatNumber(value)).toBe(expected);
  });

  test("with more decimals where they are asked for", () => {
    expect(formatNumber({ fraction: "1/3" }, 6)).toBe("0,333333");
    expect(formatNumber(2.5, 0)).toBe("3");
  });
});
