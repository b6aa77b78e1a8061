import { describe, expect, test } from "vitest";
import { latenessText, type Period, requireBegun } from "./periods.ts";

const period = {
  title: "Năm 2026",
  opensOn: "2026-01-01",
  registrationClosesOn: "2026-03-31",
  endsOn: "2026-12-31",
} as Period;

describe("C-13: what it is to be late is said before", () => {
  test.each(["2026-01-01", "2026-03-30", "2026-03-31"])("nothing on %s", (today) => {
    expect(latenessText(period, today)).toBe(null);
  });

  test.each([
    ["2026-04-01", "1 ngày"],
    ["2026-11-26", "240 ngày"],
    ["2029-03-31", "1.096 ngày"],
  ])("on %s by how much, and what it costs", (today, late) => {
    expect(latenessText(period, today)).toBe(
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
