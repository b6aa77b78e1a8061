import { describe, expect, test } from "vitest";
import type { defineEdition, FigureValues } from "../criteria/edition.ts";
import { countedFigures, registeredFigures } from "./scoring.ts";

const edition = (figures: Parameters<typeof defineEdition>[0]["figures"]) =>
  ({ figures }) as unknown as ReturnType<typeof defineEdition>;
const counting = edition({ daysLate: { kind: "count", label: "Số ngày đăng ký chậm", unit: "ngày" } });
const target = { name: "Hộ hiến đất", unit: "hộ", baseline: 0, goal: 40, dueOn: "2026-11-30" };

describe("C-01: what the register knows stays as it is, whatever a unit types over it", () => {
  test.each<[typed: FigureValues, kept: FigureValues]>([
    [{ daysLate: 0 }, { daysLate: 241 }],
    [{ daysLate: 999 }, { daysLate: 241 }],
    [{ daysLate: "không chậm" }, { daysLate: 241 }],
    [{}, { daysLate: 241 }],
    [
      { targets: [{ name: "Hộ hiến đất", planned: 1, done: 31 }] },
      { targets: [{ name: "Hộ hiến đất", planned: 40, done: 31 }], daysLate: 241 },
    ],
  ])("%j becomes %j", (typed, kept) => {
    const registered = registeredFigures(counting, { targets: [target] }, 241)(typed);
    expect(registered).toMatchObject(kept);
  });

  test("a set without such a figure is given none, and what a unit counts itself is its own", () => {
    const other = edition({ hhMet: { kind: "count", label: "Số hộ", unit: "hộ" } });
    expect(registeredFigures(other, { targets: [] }, 241)({ hhMet: 82 })).toEqual({ hhMet: 82 });
  });

  test("each figure that nobody types says how it comes about", () => {
    for (const reason of Object.values(countedFigures)) expect(reason).toMatch(/^Hệ thống tính .+không sửa ở đây\.$/u);
  });
});
