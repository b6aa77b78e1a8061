import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { numberFrom, numberText } from "./written.ts";

describe("a number as typed", () => {
  test.each([
    ["3.5", 3.5],
    ["12.34", 12.34],
    ["3,5", 3.5],
    ["0.125", 0.125],
    ["1.234", 1234],
    ["1.234,5", 1234.5],
    ["1.234.567", 1_234_567],
    [" 48 200,5 ", 48_200.5],
    ["-3.5", -3.5],
    ["−3,5", -3.5],
    ["007", 7],
  ])("%j is read", (typed, number) => {
    expect(numberFrom(typed)).toBe(number);
  });

  test.each(["", "12a", "1.234.56", "1,234,5", "1234.567", ".5", "5.", "1e3"])("%j is no number", (typed) => {
    expect(numberFrom(typed)).toBeNaN();
  });

  const places = fc.integer({ min: 0, max: 999_999 }).map((value) => String(value));
  const whole = fc.integer({ min: -999_999_999, max: 999_999_999 });

  test("PC-28: is the same with a dot or a comma before the decimals, unless three follow the dot", () => {
    fc.assert(
      fc.property(whole, places, (before, after) => {
        fc.pre(after.length !== 3);
        expect(numberFrom(`${before}.${after}`)).toBe(numberFrom(`${before},${after}`));
        expect(numberFrom(`${before},${after}`)).toBe(Number(`${before}.${after}`));
      }),
    );
  });

  test("is what it is written as", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (thousandths) => {
        const value = thousandths / 1000;
        expect(numberFrom(numberText(value))).toBeCloseTo(value, 3);
      }),
    );
  });
});
