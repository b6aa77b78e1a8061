import { describe, expect, test } from "vitest";
import { day, dayOf, daysBetween, formatDay } from "./days.ts";
import { daysLate, openPeriodInput, type Period, requireOpen } from "../movement/periods.ts";

describe("a day", () => {
  test.each(["2026-02-29", "2026-13-01", "31/03/2026", "2026-3-1", "0000-01-01", "1899-12-31", "2200-01-01", "", 5])(
    "%s is none",
    (value) => {
      const { error } = day("Ngày ký").safeParse(value);
      expect(error?.issues.map(({ message }) => message)).toEqual(["Ngày ký: cần một ngày có thật, ví dụ 31/03/2026."]);
    },
  );

  test.each(["2024-02-29", "1900-01-01", "2199-12-31"])("%s is one", (value) => {
    expect(day("Ngày ký").parse(value)).toBe(value);
  });

  test("is printed with the date first", () => {
    expect(formatDay("2026-03-01")).toBe("01/03/2026");
  });

  test("begins seven hours before it does in Greenwich", () => {
    expect(dayOf(new Date("2026-05-03T16:59:59Z"))).toBe("2026-05-03");
    expect(dayOf(new Date("2026-05-03T17:00:00Z"))).toBe("2026-05-04");
    expect(dayOf(new Date("2026-12-31T17:00:00Z"))).toBe("2027-01-01");
  });

  test("is counted to the next over months, leap days and backwards", () => {
    expect(daysBetween("2024-02-28", "2024-03-01")).toBe(2);
    expect(daysBetween("2026-02-28", "2026-03-01")).toBe(1);
    expect(daysBetween("2026-05-04", "2026-05-01")).toBe(-3);
  });
});

describe("a period", () => {
  const period: Period = {
    id: "p",
    title: "Năm 2026",
    opensOn: "2026-01-01",
    registrationClosesOn: "2026-03-31",
    extensions: [],
    endsOn: "2026-12-31",
    closedOn: null,
    editions: {},
  };

  test("is open until it is locked", () => {
    expect(() => requireOpen(period)).not.toThrow();
    expect(() => requireOpen({ ...period, closedOn: "2027-01-15" })).toThrow(
      expect.objectContaining({ code: "period.closed", details: { title: "Năm 2026", closedOn: "15/01/2027" } }),
    );
  });

  test("counts a registration as late from the day after its deadline", () => {
    expect(daysLate(period, null, "2026-03-30")).toBe(0);
    expect(daysLate(period, null, "2026-03-31")).toBe(0);
    expect(daysLate(period, null, "2026-04-02")).toBe(2);
  });

  test.each([
    [{ registrationClosesOn: "2025-12-31" }, "registrationClosesOn"],
    [{ endsOn: "2026-03-30" }, "endsOn"],
  ])("has its days in order: %o is refused", (given, path) => {
    const { error } = openPeriodInput.safeParse({ ...period, ...given });
    expect(error?.issues.map((issue) => issue.path.join("."))).toEqual([path]);
  });
});
