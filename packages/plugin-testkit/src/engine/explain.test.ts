import { describe, expect, test } from "vitest";
import { type Sheet, scoringInput } from "@kheo/core/criteria/derive";
import type { FigureValues } from "@kheo/core/criteria/edition";
import { evaluate } from "@kheo/core/criteria/evaluate";
import { explain } from "@kheo/core/criteria/explain";
import type { ScoringInput } from "@kheo/core/criteria/input";
import { flawlessInput, flawlessSheet, sampleEdition } from "./sample-edition.ts";

const told = (input: ScoringInput, figures?: FigureValues, edition = sampleEdition) =>
  explain(edition, evaluate(edition, input), input, figures);

const reason = (code: string, input: ScoringInput, figures?: FigureValues) =>
  told(input, figures).criteria.find((each) => each.code === code)?.sentence;

const fromFigures = (code: string, changes: FigureValues, claims: readonly string[] = []) => {
  const sheet: Sheet = { ...flawlessSheet, figures: { ...flawlessSheet.figures, ...changes }, claims };
  return reason(code, scoringInput(sampleEdition, sheet), sheet.figures);
};

const withOptions = (options: Partial<ScoringInput>): ScoringInput => ({ ...flawlessInput, ...options });
const withValue = (code: string, value: ScoringInput["values"][string]) =>
  withOptions({ values: { ...flawlessInput.values, [code]: value } });

describe("the reason for a criterion's points", () => {
  test.each<[string, FigureValues, string]>([
    ["A1", { signed: 81 }, "81/86 hộ = 94,19 %: được 8,06/10 điểm (0 điểm ở 70 %, đủ điểm từ 100 %)."],
    [
      "A2",
      { complaints: 2 },
      "2 đơn/86 hộ = 2,33 đơn/100 hộ: được 2,67/5 điểm (đủ điểm ở 0 đơn/100 hộ, 0 điểm từ 5 đơn/100 hộ).",
    ],
    ["A3", { months: 14 }, "14 tháng: được 4/4 điểm (mức từ 12 tháng trở lên)."],
    ["A3", { months: 7 }, "7 tháng: được 3/4 điểm (mức từ 6 đến dưới 12 tháng)."],
    ["A3", { months: 2 }, "2 tháng: được 0/4 điểm (mức dưới 3 tháng)."],
    ["A4", { balance: 0 }, "0 ngày: được 10/10 điểm (mức không quá 0 ngày)."],
    ["A4", { balance: 2.5 }, "2,5 ngày: được 4/10 điểm (mức trên 1 đến 3 ngày)."],
    ["A4", { balance: 4 }, "4 ngày: được 0/10 điểm (mức trên 3 ngày)."],
    ["A5", { rating: "poor" }, "Đã chọn “Chưa hoàn thành”: được 0/8 điểm."],
    ["B1", {}, "Đạt điều kiện “Đã công khai và nợ đọng = 0”: được 3/3 điểm."],
    ["B1", { arrears: 3 }, "Chưa đạt điều kiện “Đã công khai và nợ đọng = 0”: được 0/3 điểm."],
    ["B2", { cash: 0 }, "20.000.000/50.000.000 đồng = 40 %: được 0/3 điểm (đạt từ 100 % trở lên)."],
    ["B3", { copies: 1 }, "1 đơn vị: được 2,5/5 điểm (mỗi đơn vị 2,5 điểm)."],
    ["B4", { cases: 1 }, "1 vụ: được 1,5/3 điểm (mỗi vụ trừ 1,5 điểm)."],
    [
      "C2",
      { incomeBefore: 62.5, income: 67 },
      "Từ 62,5 thành 67 triệu đồng, tăng 7,2 %: được 3,6/5 điểm (0 điểm ở 0 %, đủ điểm từ 10 %).",
    ],
    ["C2", { income: 57 }, "Từ 60 thành 57 triệu đồng, giảm 5 %: được 0/5 điểm (0 điểm ở 0 %, đủ điểm từ 10 %)."],
    [
      "C3",
      { povertyBefore: 1.8, poverty: 1.2 },
      "Từ 1,8 thành 1,2 %, giảm 0,6 điểm %: được 2,4/4 điểm (0 điểm ở 0 điểm %, đủ điểm từ 1 điểm %).",
    ],
    [
      "C1",
      { targets: [{ name: "a", planned: 10, done: 7 }] },
      "Bình quân 1 chỉ tiêu = 70 %: được 7,5/15 điểm (0 điểm ở 40 %, đủ điểm từ 100 %).",
    ],
    [
      "C1",
      { targets: [{ name: "a", planned: 10, done: 6 }] },
      "Bình quân 1 chỉ tiêu = 60 %: được 5/15 điểm (0 điểm ở 40 %, đủ điểm từ 100 %). Dưới mức điểm liệt: cần ít nhất 7,5 điểm.",
    ],
    [
      "A1",
      { signed: 50 },
      "50/86 hộ = 58,14 %: được 0/10 điểm (0 điểm ở 70 %, đủ điểm từ 100 %). Dưới mức điểm liệt: phải trên 0 điểm.",
    ],
    [
      "C4",
      { answers: 20, pleased: 20, veryPleased: 0 },
      "20/20 phiếu = 100 %: được 3,5/7 điểm (0 điểm ở 70 %, đủ điểm từ 95 %); khảo sát có quá ít phiếu hợp lệ nên tiêu chí này chỉ được tối đa một nửa số điểm.",
    ],
  ])("%s with %j", (code, changes, expected) => {
    expect(fromFigures(code, changes)).toBe(expected);
  });

  test("without figures it tells the indicator alone", () => {
    expect(reason("A1", withValue("A1", 94.19))).toBe("94,19 %: được 8,06/10 điểm (0 điểm ở 70 %, đủ điểm từ 100 %).");
  });

  test.each<[string, Partial<ScoringInput>, string]>([
    ["B5", { checklists: { B5: [true, true, true] } }, "Có đủ 3/3 mục: được 4/4 điểm."],
    [
      "B5",
      { checklists: { B5: [false, true, false] } },
      "Có 1/3 mục, còn thiếu “có kế hoạch”, “có sơ kết”: được 1/4 điểm.",
    ],
    ["B6", { judged: { B6: [4, 3.5, 4.5], C5: [9] } }, "Trung bình của 3 phiếu (từ 3,5 đến 4,5): được 4/5 điểm."],
    [
      "B6",
      { consolidation: "median", judged: { B6: [1, 5, 4], C5: [9] } },
      "Điểm ở giữa của 3 phiếu (từ 1 đến 5): được 4/5 điểm.",
    ],
    [
      "B6",
      { consolidation: "trimmedMean", judged: { B6: [0, 4, 4, 4, 4, 4, 5], C5: [9] } },
      "Trung bình của 7 phiếu sau khi bỏ một điểm cao nhất và một điểm thấp nhất (từ 0 đến 5): được 4/5 điểm.",
    ],
    ["B6", { consolidation: "trimmedMean" }, "Trung bình của 3 phiếu (từ 5 đến 5): được 5/5 điểm."],
  ])("%s, %j", (code, options, expected) => {
    expect(reason(code, withOptions(options))).toBe(expected);
  });

  test("what did not arise", () => {
    expect(fromFigures("C2", { incomeBefore: 0 }, ["C2"])).toBe(
      "Không phát sinh nên không tính tiêu chí này; điểm còn lại được quy về thang 100.",
    );
    expect(fromFigures("B2", { plan: 0 }, ["B2"])).toBe("Không phát sinh nên không có điểm: được 0/3 điểm.");
    expect(fromFigures("C3", { poverty: 0.1 }, ["C3"])).toBe("Không phát sinh nên được đủ điểm: được 4/4 điểm.");
  });
});

describe("the whole in one sentence", () => {
  const whole = (options: Partial<ScoringInput>, edition = sampleEdition) =>
    told(withOptions(options), undefined, edition).whole;

  test("at the top", () => {
    expect(whole({})).toBe("Tổng 100 điểm, đạt mức 70 điểm, xếp loại Tiêu biểu.");
  });

  test("how far to the next class", () => {
    expect(whole({ penalty: 20.35, penaltyCap: 30 })).toBe(
      "Tổng 79,65 điểm, đạt mức 70 điểm, xếp loại Đạt; thiếu 0,35 điểm để xếp loại Tốt.",
    );
  });

  test("how far to recognition", () => {
    expect(whole({ penalty: 30.92, penaltyCap: 40 })).toBe(
      "Tổng 69,08 điểm, chưa đạt: thiếu 0,92 điểm so với mức 70 điểm.",
    );
  });

  test("a failed floor comes first", () => {
    expect(told(withValue("C1", 60)).whole).toBe(
      "Tổng 90 điểm, chưa đạt vì dưới mức điểm liệt: C1 “Hoàn thành chỉ tiêu” được 5/15 điểm, cần ít nhất 7,5 điểm.",
    );
  });

  test("every failed floor, a group's too, and a total that is short besides", () => {
    const values = { ...flawlessInput.values, A1: 60, B1: false, B2: 0, B3: 0 };
    const judged = { B6: [3], C5: [9] };
    expect(whole({ values, judged, penalty: 9, penaltyCap: 20 })).toBe(
      "Tổng 68 điểm, chưa đạt vì dưới mức điểm liệt: A1 “Hộ đồng thuận” được 0/10 điểm, phải trên 0 điểm; nhóm B “Thực hiện” được 10/23 điểm, cần ít nhất 11,5 điểm; ngoài ra còn thiếu 2 điểm so với mức 70 điểm.",
    );
  });

  test("a class that was limited says so", () => {
    expect(whole({ classCap: "good" })).toBe(
      "Tổng 100 điểm, đạt mức 70 điểm, xếp loại Tốt; đủ điểm nhưng bị giới hạn nên không xếp loại Tiêu biểu.",
    );
    expect(whole({ classCap: "good", penalty: 10, penaltyCap: 10 })).toBe(
      "Tổng 90 điểm, đạt mức 70 điểm, xếp loại Tốt; đủ điểm nhưng bị giới hạn nên không xếp loại Tiêu biểu.",
    );
    const strict = { ...sampleEdition, topTwoClassesNeedNoZero: true as const };
    expect(whole({ values: { ...flawlessInput.values, B1: false } }, strict)).toBe(
      "Tổng 97 điểm, đạt mức 70 điểm, xếp loại Đạt; đủ điểm nhưng không xếp loại Tốt vì có tiêu chí 0 điểm (B1).",
    );
  });

  test("the limits in force are told, not the defaults", () => {
    expect(whole({ classes: { excellent: 110, good: 105, completed: 101 } })).toBe(
      "Tổng 100 điểm, chưa đạt: thiếu 1 điểm so với mức 101 điểm.",
    );
  });

  test("the edition's limits and its way of making one mark of several are told", () => {
    const edition = { ...sampleEdition, classLimits: { excellent: 101, good: 80 }, consolidation: "median" as const };
    expect(whole({}, edition)).toBe(
      "Tổng 100 điểm, đạt mức 70 điểm, xếp loại Tốt; thiếu 1 điểm để xếp loại Tiêu biểu.",
    );
    expect(told(flawlessInput, undefined, edition).criteria.find(({ code }) => code === "B6")?.sentence).toBe(
      "Điểm ở giữa của 3 phiếu (từ 5 đến 5): được 5/5 điểm.",
    );
  });

  test("a class below what the points reach although they pass", () => {
    expect(whole({ classCap: "notCompleted" })).toBe(
      "Tổng 100 điểm, đạt mức 70 điểm, xếp loại Chưa đạt; đủ điểm nhưng bị giới hạn nên không xếp loại Đạt.",
    );
  });
});
