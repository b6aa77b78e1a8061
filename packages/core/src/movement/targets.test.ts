import fc from "fast-check";
import { type Exact, rationalOf } from "../ground/exact.ts";
import { describe, expect, test } from "vitest";
import { valueOf } from "../criteria/readings.ts";
import { checkFigures } from "../criteria/figures.ts";
import { registrationForm, type RegistrationForm, emptyRegistration } from "./models.ts";
import { registeredFigures } from "./scoring.ts";

type Registered = Pick<RegistrationForm["targets"][number], "name" | "baseline" | "goal">;
type Done = { readonly name: string; readonly planned: number; readonly done: number };

const edition = { figures: { targets: { kind: "targets", label: "Chỉ tiêu" } } } as never;
const formOf = (targets: readonly Registered[]) => ({
  targets: targets.map((target) => ({ ...target, unit: "hộ", dueOn: "2026-11-30" })),
});
const figuresOf = (registered: readonly Registered[], done: readonly Done[]) =>
  registeredFigures(edition, formOf(registered), 0)({ targets: done });
/** How far the targets have come, in percent. */
const shareOf = (registered: readonly Registered[], done: readonly Done[]): number => {
  const value = valueOf({ meanShareOf: "targets" }, figuresOf(registered, done)) as Exact;
  const { numerator, denominator } = rationalOf(value);
  return Number(numerator) / Number(denominator);
};

describe("PC-02: a target below where it begins asks for fewer", () => {
  const one = (baseline: number, goal: number, done: number) =>
    shareOf([{ name: "Số hộ nghèo còn lại", baseline, goal }], [{ name: "Số hộ nghèo còn lại", planned: goal, done }]);

  test.each([
    [12, 3, 12, 0],
    [12, 3, 6, 66.67],
    [12, 3, 3, 100],
    [12, 3, 0, 100],
    // Zero is the goal.
    [40, 0, 10, 75],
    [5, 0, 0, 100],
    // Worse than at the beginning is nothing, not less than nothing.
    [12, 3, 15, 0],
    // More is better, and what was there before is no merit taken away.
    [0, 100, 40, 40],
    [100, 200, 100, 50],
    [7, 7, 7, 100],
  ])("from %d to %d, and %d reached, is %d%%", (baseline, goal, done, share) => {
    expect(one(baseline, goal, done)).toBeCloseTo(share, 2);
  });

  test("is never less for fewer, and never outside 0 to 100", () => {
    const count = fc.integer({ min: 0, max: 1_000 });
    fc.assert(
      fc.property(count, count, count, count, (goal, more, done, fewer) => {
        const baseline = goal + 1 + more;
        const [here, there] = [one(baseline, goal, done + fewer), one(baseline, goal, done)];
        expect(there).toBeGreaterThanOrEqual(here);
        expect(here).toBeGreaterThanOrEqual(0);
        expect(there).toBeLessThanOrEqual(100);
      }),
    );
  });

  test("may fall to zero, but not be nothing from nothing", () => {
    const form = (baseline: number) => ({
      ...emptyRegistration,
      title: "Đoạn đường không rác",
      topic: "politics",
      ...formOf([{ name: "Điểm rác", baseline, goal: 0 }]),
    });
    expect(registrationForm.safeParse(form(7)).error?.issues ?? []).toEqual([]);
    expect(registrationForm.safeParse(form(0)).error?.issues.map(({ message }) => message)).toEqual([
      "Mục tiêu: phải lớn hơn 0, trừ khi là giảm từ hiện trạng về 0.",
    ]);
    expect(
      checkFigures(
        edition,
        figuresOf([{ name: "Điểm rác", baseline: 7, goal: 0 }], [{ name: "Điểm rác", planned: 0, done: 2 }]),
      ),
    ).toMatchObject({ problems: [] });
  });
});

describe("PC-04: two targets of one name are two", () => {
  const twice = [
    { name: "Đất hiến", baseline: 0, goal: 100 },
    { name: "Đất hiến", baseline: 0, goal: 400 },
  ];
  const done = (planned: number, done: number) => ({ name: "Đất hiến", planned, done });

  test("each is measured by what it promised", () => {
    const rows = [done(100, 100), done(400, 200)];
    expect(figuresOf(twice, rows)["targets"]).toEqual(rows);
    expect(shareOf(twice, rows)).toBe(75);
  });

  test("in whatever order they are declared", () => {
    expect(shareOf(twice, [done(400, 200), done(100, 100)])).toBe(75);
  });

  test("when only the second has a result yet", () => {
    expect(figuresOf(twice, [done(400, 200)])["targets"]).toEqual([done(400, 200)]);
  });

  test("when nobody says what was promised, by their order", () => {
    expect(figuresOf(twice, [done(1, 100), done(1, 200)])["targets"]).toEqual([done(100, 100), done(400, 200)]);
  });

  test("one that falls and one that rises", () => {
    const both = [
      { name: "Hộ nghèo", baseline: 12, goal: 3 },
      { name: "Hộ nghèo", baseline: 0, goal: 9 },
    ];
    expect(
      shareOf(both, [
        { name: "Hộ nghèo", planned: 3, done: 12 },
        { name: "Hộ nghèo", planned: 9, done: 9 },
      ]),
    ).toBe(50);
  });
});
