import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Rational,
  add,
  compare,
  divide,
  multiply,
  rational,
  rationalOf,
  roundHalfUp,
  subtract,
} from "@kheo/core/ground/exact";
import { type Criterion, consolidations } from "@kheo/core/criteria/edition";
import { UnscorableInput, evaluate } from "@kheo/core/criteria/evaluate";
import type { ScoringInput } from "@kheo/core/criteria/input";
import { flawlessInput, sampleEdition } from "./sample-edition.ts";

const pointsAt = (code: string, input: ScoringInput) =>
  evaluate(sampleEdition, input).criteria.find((each) => each.code === code)?.points;

const withValue = (code: string, value: ScoringInput["values"][string]): ScoringInput => ({
  ...flawlessInput,
  values: { ...flawlessInput.values, [code]: value },
});

const without = (...codes: readonly string[]): ScoringInput => ({
  ...flawlessInput,
  values: Object.fromEntries(Object.entries(flawlessInput.values).filter(([code]) => !codes.includes(code))),
  notApplicable: codes,
});

const problemWith = (input: unknown) => {
  try {
    evaluate(sampleEdition, input as ScoringInput);
  } catch (error) {
    if (error instanceof UnscorableInput) return error.problem;
    throw error;
  }
  return null;
};

describe("points of a criterion", () => {
  test.each<[string, ScoringInput["values"][string], number]>([
    ["A1", 70, 0],
    ["A1", 69.999999, 0],
    ["A1", 100, 10],
    ["A1", 150, 10],
    ["A1", 94.19, 8.06],
    ["A1", { fraction: "4050/43" }, 8.06],
    ["A1", { fraction: "99999999999999999999/3" }, 10],
    ["A1", 1e300, 10],
    // 10 × (v − 70) / 30 is exactly 8,055 and 0,005: half up.
    ["A1", 94.165, 8.06],
    ["A1", 94.164999, 8.05],
    ["A1", 70.015, 0.01],
    ["A1", 70.014999, 0],
    ["A2", 0, 5],
    ["A2", 2.33, 2.67],
    ["A2", { fraction: "100/43" }, 2.67],
    ["A2", 5, 0],
    ["A2", 12, 0],
    ["A3", 12, 4],
    ["A3", 11.999999, 3],
    ["A3", 3, 1.5],
    ["A3", 0, 0],
    ["A3", { fraction: "35999999/3000000" }, 3],
    ["A4", -3, 10],
    ["A4", 0, 10],
    ["A4", 0.000001, 7],
    ["A4", 1, 7],
    ["A4", { fraction: "50/43" }, 4],
    ["A4", 3.1, 0],
    ["A5", "good", 8],
    ["A5", "poor", 0],
    ["B1", true, 3],
    ["B1", false, 0],
    ["B2", 100, 3],
    ["B2", 99.999999, 0],
    ["B2", { fraction: "300/3" }, 3],
    ["B3", 0, 0],
    ["B3", 1, 2.5],
    ["B3", 1.234567, 3.09],
    ["B3", 7, 5],
    ["B4", 0, 3],
    ["B4", 1, 1.5],
    ["B4", 9, 0],
    ["C2", -4.5, 0],
    ["C3", 0.6, 2.4],
  ])("%s at %j earns %d", (code, value, expected) => {
    expect(pointsAt(code, withValue(code, value))).toBe(expected);
  });

  test("ticks add up", () => {
    const at = (ticks: readonly boolean[]) => pointsAt("B5", { ...flawlessInput, checklists: { B5: ticks } });
    expect(at([true, true, true])).toBe(4);
    expect(at([true, false, true])).toBe(3);
    expect(at([false, false, false])).toBe(0);
  });

  const seven = [0, 3, 3, 3.5, 3.5, 4, 5];
  test.each([
    ["mean", seven, 3.14],
    ["trimmedMean", seven, 3.4],
    ["trimmedMean", seven.slice(1), 3.67],
    ["median", seven, 3.5],
    ["median", [0, 3, 3.5, 5], 3.25],
    ["median", [5, 0], 2.5],
    ["mean", [4.5], 4.5],
  ] as const)("%s of %j is %d", (consolidation, marks, expected) => {
    const judged = { ...flawlessInput.judged, B6: marks };
    expect(pointsAt("B6", { ...flawlessInput, judged, consolidation })).toBe(expected);
    expect(pointsAt("B6", { ...flawlessInput, judged: { ...judged, B6: marks.toReversed() }, consolidation })).toBe(
      expected,
    );
  });

  test("too few answers leave half of the points, rounded, at the most", () => {
    expect(pointsAt("C4", { ...flawlessInput, capped: ["C4"] })).toBe(3.5);
    expect(pointsAt("C4", { ...withValue("C4", 75), capped: ["C4"] })).toBe(1.4);
  });
});

describe("the whole", () => {
  test("a flawless input earns everything", () => {
    expect(evaluate(sampleEdition, flawlessInput)).toMatchObject({
      raw: 100,
      applicableMax: 100,
      base: 100,
      bonus: 0,
      penalty: 0,
      total: 100,
      failedFloors: [],
      classification: "excellent",
      passed: true,
    });
  });

  test("the policies: left out, nothing, everything", () => {
    const { criteria, raw, applicableMax, base } = evaluate(sampleEdition, without("C2", "B2", "C3"));
    const at = (code: string) => criteria.find((each) => each.code === code)?.points;
    expect([at("C2"), at("B2"), at("C3")]).toEqual([null, 0, 4]);
    expect([raw, applicableMax, base]).toEqual([92, 95, 96.84]);
  });

  test("a claim named twice is one claim", () => {
    expect(evaluate(sampleEdition, { ...without("C2"), notApplicable: ["C2", "C2"] }).applicableMax).toBe(95);
  });

  test("bonus and penalty are capped, the total may leave the scale", () => {
    const total = (options: Partial<ScoringInput>) => evaluate(sampleEdition, { ...flawlessInput, ...options }).total;
    expect(total({ bonus: 9 })).toBe(105);
    expect(total({ bonus: 9, bonusCap: 7.25 })).toBe(107.25);
    expect(total({ penalty: 9 })).toBe(95);
    expect(total({ penalty: 300, penaltyCap: 250 })).toBe(-150);
    expect(total({ bonus: 0.005 })).toBe(100.01);
    expect(total({ bonus: 0.004999 })).toBe(100);
    expect(total({ penalty: 0.005 })).toBe(100);
    expect(total({ bonus: 1e20, bonusCap: 1e21 })).toBe(1e20);
  });

  test("floors use rounded points and only what counts", () => {
    const floors = (input: ScoringInput) => evaluate(sampleEdition, input).failedFloors;
    expect(floors(withValue("A1", 70))).toEqual(["A1"]);
    expect(floors(withValue("A1", 70.02))).toEqual([]);
    // 10 × 0,01499… / 30 rounds to 0: the floor looks at the rounded points.
    expect(floors(withValue("A1", 70.014))).toEqual(["A1"]);
    expect(floors(withValue("C1", 70))).toEqual([]);
    expect(floors(withValue("C1", 69.9))).toEqual(["C1"]);
    expect(floors(without("A1"))).toEqual([]);
    expect(floors(without("C1"))).toEqual(["C1"]);
    const emptyB = {
      ...flawlessInput,
      values: { ...flawlessInput.values, B1: false, B2: 0, B3: 0 },
      judged: { ...flawlessInput.judged, B6: [4] },
    };
    expect(floors(emptyB)).toEqual(["B"]);
    expect(floors({ ...emptyB, judged: { ...flawlessInput.judged, B6: [4.5] } })).toEqual([]);
  });

  test("a group's floor sums what counts of it", () => {
    const edition = {
      ...sampleEdition,
      floors: [
        { group: "C", minShare: 0.5 },
        { criterion: "C2", greaterThan: 0 as const },
      ],
    };
    const failed = (marks: number) => {
      const input = without("C2");
      // 35 count without C2: C5 alone must bring the group to 17,5.
      const values = { ...input.values, C1: 70, C3: 0.25, C4: 0 };
      return evaluate(edition, { ...input, values, judged: { ...input.judged, C5: [marks] } }).failedFloors;
    };
    expect(failed(9)).toEqual([]);
    expect(failed(8.5)).toEqual(["C"]);
  });

  test("a failed floor bars recognition whatever the total", () => {
    const { total, passed, classification } = evaluate(sampleEdition, withValue("C1", 60));
    expect([total, passed, classification]).toEqual([90, false, "notCompleted"]);
  });

  test("classes: by limits, by zeros, by the cap", () => {
    const verdict = (options: Partial<ScoringInput>, edition = sampleEdition) => {
      const { classification, passed } = evaluate(edition, { ...flawlessInput, ...options });
      return [classification, passed];
    };
    expect(verdict({ penalty: 20, penaltyCap: 20 })).toEqual(["good", true]);
    expect(verdict({ penalty: 20.01, penaltyCap: 30 })).toEqual(["completed", true]);
    expect(verdict({ penalty: 30, penaltyCap: 30 })).toEqual(["completed", true]);
    expect(verdict({ penalty: 30.01, penaltyCap: 40 })).toEqual(["notCompleted", false]);
    expect(verdict({ classes: { excellent: 100.5 } })).toEqual(["good", true]);
    expect(verdict({ classes: { excellent: 200, good: 150, completed: 100.000001 } })).toEqual(["notCompleted", false]);
    expect(verdict({ classCap: "good" })).toEqual(["good", true]);
    expect(verdict({ classCap: "notCompleted" })).toEqual(["notCompleted", true]);
    const strict = { ...sampleEdition, topTwoClassesNeedNoZero: true as const };
    expect(verdict(withValue("B1", false), strict)).toEqual(["completed", true]);
    expect(verdict(withValue("B1", false))).toEqual(["excellent", true]);
    expect(verdict(without("C2"), strict)).toEqual(["excellent", true]);
  });
});

describe("what cannot be scored is refused", () => {
  test.each<[string, unknown, string, readonly string[]]>([
    ["a value is missing", withValue("A1", null as never), "score.missing", ["values.A1"]],
    ["there are no marks", { ...flawlessInput, judged: { B6: [], C5: [9] } }, "score.missing", ["judged.B6"]],
    ["a code is unknown", withValue("Z9", 1), "score.unknown", ["values.Z9"]],
    ["a claim without policy", { ...flawlessInput, notApplicable: ["A2"] }, "score.notAllowed", ["notApplicable.A2"]],
    ["an unknown claim", { ...flawlessInput, notApplicable: ["Z9"] }, "score.unknown", ["notApplicable.Z9"]],
    ["an unknown cap", { ...flawlessInput, capped: ["Z9"] }, "score.unknown", ["capped.Z9"]],
    ["a cap on no survey", { ...flawlessInput, capped: ["A1"] }, "score.notAllowed", ["capped.A1"]],
    ["a valued claim", { ...flawlessInput, notApplicable: ["C2"] }, "score.notAllowed", ["notApplicable.C2"]],
    ["a number is too fine", withValue("A1", 99.1234567), "score.invalid", ["values.A1"]],
    ["a number too fine beyond the line's end", withValue("A1", 199.1234567), "score.invalid", ["values.A1"]],
    ["a share is below 0", withValue("A1", { fraction: "-1/3" }), "score.invalid", ["values.A1"]],
    ["an infinite number", withValue("A3", Number.POSITIVE_INFINITY), "score.invalid", ["values.A3"]],
    ["the bonus is negative", { ...flawlessInput, bonus: -1 }, "score.invalid", ["bonus"]],
    ["limits rise", { ...flawlessInput, classes: { good: 95 } }, "score.invalid", ["classes"]],
    ["no such way", { ...flawlessInput, consolidation: "best" }, "score.invalid", ["consolidation"]],
    ["no such class", { ...flawlessInput, classCap: "toString" }, "score.invalid", ["classCap"]],
  ])("%s", (_, input, code, fields) => {
    expect(problemWith(input)).toMatchObject({ code, fields });
  });

  test("nothing that counts", () => {
    const only: Criterion = { ...sampleEdition.criteria[0]!, maxPoints: 100 };
    const edition = { ...sampleEdition, criteria: [only], floors: [] };
    const input: ScoringInput = { values: {}, checklists: {}, judged: {}, notApplicable: ["A1"] };
    expect(() => evaluate(edition, input)).toThrow(UnscorableInput);
  });

  test("points finer than a hundredth are the author's mistake", () => {
    const edition = { ...sampleEdition, criteria: [{ ...sampleEdition.criteria[0]!, maxPoints: 10.005 }] };
    expect(() => evaluate(edition, flawlessInput)).toThrow(RangeError);
  });
});

/** The contract's arithmetic once more, word for word and all in fractions. */
const reference = ({ rule, maxPoints }: Criterion, input: ScoringInput, code: string): Rational => {
  const m = rationalOf(maxPoints);
  const zero = rational(0n);
  const clamp = (value: Rational, low: Rational, high: Rational) =>
    compare(value, low) < 0 ? low : compare(value, high) > 0 ? high : value;
  const v = () => rationalOf(input.values[code] as number);
  switch (rule.kind) {
    case "linear": {
      const [at0, atMax] = [rationalOf(rule.at0), rationalOf(rule.atMax)];
      return multiply(m, clamp(divide(subtract(v(), at0), subtract(atMax, at0)), zero, rational(1n)));
    }
    case "stepped": {
      const band = rule.bands.find(
        ({ min, max }) =>
          (min === undefined || compare(v(), rationalOf(min)) >= 0) &&
          (max === undefined || compare(v(), rationalOf(max)) <= 0),
      );
      return rationalOf(band?.points ?? Number.NaN);
    }
    case "choice":
      return rationalOf(rule.options.find(({ value }) => value === input.values[code])?.points ?? Number.NaN);
    case "threshold":
      return ("value" in rule ? input.values[code] === true : compare(v(), rationalOf(rule.min)) >= 0) ? m : zero;
    case "perUnit":
      return clamp(multiply(v(), rationalOf(rule.pointsEach)), zero, m);
    case "deduct":
      return clamp(subtract(m, multiply(v(), rationalOf(rule.pointsEach))), rationalOf(rule.floor), m);
    case "checklist":
      return rule.items
        .filter((_, position) => input.checklists[code]?.[position])
        .map(({ points }) => rationalOf(points))
        .reduce(add, zero);
    case "judged": {
      const marks = (input.judged[code] ?? []).map(rationalOf).toSorted(compare);
      const trimmed = input.consolidation === "trimmedMean" && marks.length >= 7 ? marks.slice(1, -1) : marks;
      const middle = marks.slice(Math.ceil(marks.length / 2) - 1, Math.floor(marks.length / 2) + 1);
      const counting = input.consolidation === "median" ? middle : trimmed;
      return divide(counting.reduce(add, zero), rational(BigInt(counting.length)));
    }
  }
};

const number = fc.oneof(
  fc.integer({ min: 0, max: 120_000_000 }).map((millionths) => millionths / 1_000_000),
  fc.integer({ min: 0, max: 24_000 }).map((halves) => halves / 200),
  fc.integer({ min: 0, max: 100 }),
  fc
    .tuple(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 1, max: 300 }))
    .map(([part, whole]) => ({ fraction: `${part}/${whole}` })),
);
const marks = (most: number) =>
  fc.array(
    fc.integer({ min: 0, max: most * 2 }).map((steps) => steps / 2),
    { minLength: 1 },
  );

const inputs: fc.Arbitrary<ScoringInput> = fc.record({
  values: fc.record({
    ...Object.fromEntries(Object.keys(flawlessInput.values).map((code) => [code, number])),
    A5: fc.constantFrom("good", "poor"),
    B1: fc.boolean(),
  }) as fc.Arbitrary<ScoringInput["values"]>,
  checklists: fc.record({ B5: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }) }),
  judged: fc.record({ B6: marks(5), C5: marks(9) }),
  consolidation: fc.constantFrom(...consolidations),
  bonus: fc.integer({ min: 0, max: 6_000_000 }).map((millionths) => millionths / 1_000_000),
  penalty: fc.integer({ min: 0, max: 6_000_000 }).map((millionths) => millionths / 1_000_000),
});

test("what the input leaves open is the edition's: how marks become one, the limits of the classes, the caps", () => {
  const cap = fc.integer({ min: 0, max: 8 });
  const limit = fc.integer({ min: 70, max: 100 });
  fc.assert(
    fc.property(inputs, limit, limit, cap, cap, (given, one, other, bonus, penalty) => {
      const { consolidation = "mean", ...input } = given;
      const classLimits = { excellent: Math.max(one, other), good: Math.min(one, other) };
      const edition = { ...sampleEdition, consolidation, classLimits, adjustmentCaps: { bonus, penalty } };
      const named = { ...given, classes: classLimits, bonusCap: bonus, penaltyCap: penalty };
      expect(evaluate(edition, input)).toEqual(evaluate(sampleEdition, named));
      expect(evaluate(edition, named)).toEqual(evaluate(edition, input));
    }),
  );
});

test("agrees with the contract's formulas computed in fractions", () => {
  const hundredths = (value: Rational) => rational(roundHalfUp(value), 100n);
  fc.assert(
    fc.property(inputs, (input) => {
      const evaluation = evaluate(sampleEdition, input);
      const expected = sampleEdition.criteria.map((criterion) =>
        hundredths(reference(criterion, input, criterion.code)),
      );
      expect(evaluation.criteria.map(({ points }) => rationalOf(points ?? -1))).toEqual(expected);
      const base = hundredths(expected.reduce(add));
      const cap = (value = 0) => rationalOf(Math.min(value, 5));
      expect(rationalOf(evaluation.base)).toEqual(base);
      expect(rationalOf(evaluation.total)).toEqual(
        hundredths(subtract(add(base, cap(input.bonus)), cap(input.penalty))),
      );
    }),
    { numRuns: 1_000 },
  );
});
