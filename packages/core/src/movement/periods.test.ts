import { describe, expect, test } from "vitest";
import {
  daysLate,
  deadlineOf,
  deadlineText,
  type Extension,
  latenessText,
  type Period,
  requireBegun,
  requireExtensible,
} from "./periods.ts";

const period: Period = {
  id: "2026",
  closedOn: null,
  editions: {},
  title: "Năm 2026",
  opensOn: "2026-01-01",
  registrationClosesOn: "2026-03-31",
  extensions: [],
  endsOn: "2026-12-31",
};

describe("C-13: what it is to be late is said before", () => {
  test.each(["2026-01-01", "2026-03-30", "2026-03-31"])("nothing on %s", (today) => {
    expect(latenessText(period, null, today)).toBe(null);
  });

  test.each([
    ["2026-04-01", "1 ngày"],
    ["2026-11-26", "240 ngày"],
    ["2029-03-31", "1.096 ngày"],
  ])("on %s by how much, and what it costs", (today, late) => {
    expect(latenessText(period, null, today)).toBe(
      `Hạn đăng ký của kỳ là 31/03/2026, đã qua ${late}. Phiếu gửi hôm nay vẫn được nhận nhưng ghi là trễ hạn; ` +
        "bộ tiêu chí có chấm thời hạn đăng ký sẽ trừ hoặc không cho điểm ở tiêu chí đó.",
    );
  });
});

test("C-06: a period has begun on its first day and not on the one before", () => {
  expect(() => {
    requireBegun(period, "2026-01-01");
  }).not.toThrow();
  expect(() => {
    requireBegun(period, "2025-12-31");
  }).toThrow("period.notBegun");
});

describe("C-25: a deadline that was moved by decision", () => {
  const extension = (until: string, unitId: string | null, recordedOn = "2026-04-02"): Extension => ({
    unitId,
    holdsFor: unitId === "ward" ? ["ward", "hamlet"] : unitId === null ? [] : [unitId],
    until,
    reason: "Do bão.",
    number: "12-CV/ĐU",
    signedOn: "2026-04-01",
    recordedOn,
  });
  const extended: Period = {
    ...period,
    extensions: [
      extension("2026-04-30", "cell", "2026-04-20"),
      extension("2026-04-15", null),
      extension("2026-05-31", "ward"),
    ],
  };

  test.each([
    ["cell", "2026-04-30"],
    ["ward", "2026-05-31"],
    ["hamlet", "2026-05-31"],
    ["elsewhere", "2026-04-15"],
    [null, "2026-04-15"],
  ])("C-25: is for %s the latest of its own, of what is above it, and of everybody's", (unitId, deadline) => {
    expect(deadlineOf(extended, unitId)).toBe(deadline);
    expect(daysLate(extended, unitId, deadline)).toBe(0);
    expect(deadlineOf(period, unitId)).toBe("2026-03-31");
  });

  test.each([
    ["2026-04-01", "2026-03-31"],
    ["2026-04-02", "2026-04-15"],
    ["2026-04-19", "2026-04-15"],
    ["2026-04-20", "2026-04-30"],
  ])("C-25: as of %s was what had been recorded by then", (asOf, deadline) => {
    expect(deadlineOf(extended, "cell", asOf)).toBe(deadline);
  });

  test("C-25: is said with the decision that moved it", () => {
    expect(deadlineText(period, "cell")).toBe("31/03/2026");
    expect(deadlineText(extended, "cell")).toBe("30/04/2026 (gia hạn theo văn bản số 12-CV/ĐU ngày 01/04/2026)");
    expect(latenessText(extended, "cell", "2026-04-30")).toBe(null);
    expect(latenessText(extended, "cell", "2026-05-02")).toContain(
      "là 30/04/2026 (gia hạn theo văn bản số 12-CV/ĐU ngày 01/04/2026), đã qua 2 ngày.",
    );
  });

  test.each([
    [null, "2026-04-15", "period.extensionNotLater"],
    ["elsewhere", "2026-04-15", "period.extensionNotLater"],
    ["cell", "2026-04-20", "period.extensionNotLater"],
    [null, "2027-01-01", "period.extensionAfterEnd"],
  ])("C-25: is not moved for %s to %s", (unitId, until, code) => {
    const move = (given: object, today = "2026-05-02") => {
      requireExtensible(extended, { unitId, until, signedOn: "2026-05-01", ...given }, today);
    };
    expect(() => {
      move({});
    }).toThrow(code);
    expect(() => {
      move({ until: "2026-12-31" });
    }).not.toThrow();
    expect(() => {
      move({ until: "2026-12-31", signedOn: "2026-05-03" });
    }).toThrow("decision.signedInFuture");
  });
});
