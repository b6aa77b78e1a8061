import { describe, expect, test } from "vitest";
import { type Sheet, deriveIndicators, scoringInput } from "@kheo/core/criteria/derive";
import type { FigureValues } from "@kheo/core/criteria/edition";
import { UnscorableInput, evaluate } from "@kheo/core/criteria/evaluate";
import { checkFigures, figuresSchema } from "@kheo/core/criteria/figures";
import { preview } from "@kheo/core/criteria/preview";
import { flawlessInput, flawlessSheet, sampleEdition } from "./sample-edition.ts";

const figures = (changes: FigureValues): FigureValues => ({ ...flawlessSheet.figures, ...changes });
const sheet = (changes: FigureValues, claims: readonly string[] = []): Sheet => ({
  ...flawlessSheet,
  figures: figures(changes),
  claims,
});
const derive = (changes: FigureValues, claims: readonly string[] = []) =>
  deriveIndicators(sampleEdition, figures(changes), claims);

describe("figures as typed", () => {
  const firstMessage = (changes: FigureValues | Readonly<Record<string, unknown>>) =>
    figuresSchema(sampleEdition).safeParse({ ...flawlessSheet.figures, ...changes }).error?.issues[0]?.message;

  test("sound figures pass, missing ones too", () => {
    expect(figuresSchema(sampleEdition).parse(flawlessSheet.figures)).toEqual(flawlessSheet.figures);
    expect(firstMessage({ signed: null, cash: undefined, targets: null })).toBeUndefined();
    expect(figuresSchema(sampleEdition).safeParse({}).success).toBe(true);
  });

  test.each<[string, Readonly<Record<string, unknown>>, string]>([
    ["half a household", { signed: 80.5 }, "Số hộ đã ký: cần nhập một số nguyên."],
    ["a negative count", { signed: -1 }, "Số hộ đã ký: không được âm."],
    ["a text", { signed: "81" }, "Số hộ đã ký: cần nhập một số nguyên."],
    ["not a number", { signed: Number.NaN }, "Số hộ đã ký: cần nhập một số nguyên."],
    ["sixteen digits", { signed: 1e15 }, "Số hộ đã ký: số quá lớn."],
    ["a negative amount", { cash: -0.5 }, "Tiền mặt: không được âm."],
    ["seven decimals", { cash: 0.1234567 }, "Tiền mặt: tối đa 6 chữ số thập phân."],
    ["infinite", { cash: Number.POSITIVE_INFINITY }, "Tiền mặt: cần nhập một số."],
    ["a number for yes", { published: 1 }, "Đã công khai thu chi: cần chọn có hoặc không."],
    ["no such option", { rating: "best" }, "Xếp loại: cần chọn trong danh sách."],
    ["no list", { targets: 5 }, "Chỉ tiêu đã đăng ký: phải là danh sách chỉ tiêu."],
    [
      "a target without name",
      { targets: [{ name: " ", planned: 1, done: 1 }] },
      "Chỉ tiêu đã đăng ký: mỗi chỉ tiêu phải có tên.",
    ],
    [
      "a target of nothing",
      { targets: [{ name: "Hộ", planned: 0, done: 1 }] },
      "Chỉ tiêu đã đăng ký, số đăng ký: phải lớn hơn 0, trừ khi là giảm từ hiện trạng về 0.",
    ],
    ["an unknown figure", { households2: 5 }, "Có số liệu không thuộc bộ tiêu chí này."],
  ])("%s is refused in words", (_, changes, message) => {
    expect(firstMessage(changes)).toBe(message);
  });

  test("a signed amount may be below 0", () => {
    expect(firstMessage({ balance: -12.5 })).toBeUndefined();
  });

  test("a wrong figure is as good as missing, and reported", () => {
    const { figures: sound, problems } = checkFigures(sampleEdition, { signed: -1, households: 86, strange: 1 });
    expect(sound).toEqual({ households: 86 });
    expect(problems.map((problem) => problem.figures)).toEqual([["signed"], ["strange"]]);
    expect(derive({ signed: -1 }).missing).toEqual([{ criterion: "A1", figures: ["signed"] }]);
  });

  test("names are NFC", () => {
    const targets = [{ name: "Hộ tham gia".normalize("NFD"), planned: 1, done: 1 }];
    expect(checkFigures(sampleEdition, { targets }).figures["targets"]).toEqual([
      { name: "Hộ tham gia", planned: 1, done: 1 },
    ]);
  });
});

describe("indicators", () => {
  test("of flawless figures", () => {
    const { values, missing, claimable, capped, problems } = derive({});
    expect(values).toMatchObject({ A1: 100, A2: 0, A3: 12, A4: -3, A5: "good", B1: true, B2: 100, C2: 10, C3: 1 });
    expect([missing, claimable, capped, problems]).toEqual([[], [], [], []]);
  });

  test.each<[string, FigureValues, string, unknown]>([
    ["a share that no decimal holds", { signed: 81 }, "A1", { fraction: "4050/43" }],
    ["a share of hundreds", { complaints: 2 }, "A2", { fraction: "100/43" }],
    ["a sum with a product", { cash: 1, days: 2.5, dayRate: 3 }, "B2", 0.000017],
    [
      "targets count to 100 per cent each",
      {
        targets: [
          { name: "a", planned: 10, done: 25 },
          { name: "b", planned: 3, done: 1 },
        ],
      },
      "C1",
      { fraction: "200/3" },
    ],
    ["a growth", { incomeBefore: 62.5, income: 67 }, "C2", 7.2],
    ["a fall is a growth below 0", { incomeBefore: 60, income: 57 }, "C2", -5],
    ["a drop", { povertyBefore: 1.8, poverty: 1.2 }, "C3", 0.6],
    ["arrears break the condition", { arrears: 0.5 }, "B1", false],
    ["no publication breaks it too", { published: false }, "B1", false],
  ])("%s", (_, changes, code, expected) => {
    expect(derive(changes).values[code]).toEqual(expected);
  });

  test("a missing figure is never zero", () => {
    const { values, missing } = derive({
      signed: null,
      days: null,
      povertyBefore: null,
      targets: null,
      published: null,
    });
    expect(missing).toEqual([
      { criterion: "A1", figures: ["signed"] },
      { criterion: "B1", figures: ["published"] },
      { criterion: "B2", figures: ["days"] },
      { criterion: "C1", figures: ["targets"] },
      { criterion: "C3", figures: ["povertyBefore"] },
    ]);
    expect(Object.keys(values)).not.toContain("A1");
  });

  test("a whole of 0 is missing unless it is claimed", () => {
    const nothing = { plan: 0, incomeBefore: 0, targets: [] };
    expect(derive(nothing).missing).toEqual([
      { criterion: "B2", figures: [] },
      { criterion: "C1", figures: [] },
      { criterion: "C2", figures: [] },
    ]);
    expect(derive(nothing).claimable).toEqual(["B2", "C1", "C2"]);
    const claimed = derive(nothing, ["C2", "B2"]);
    expect(claimed.notApplicable).toEqual(["B2", "C2"]);
    expect(claimed.missing).toEqual([{ criterion: "C1", figures: [] }]);
  });

  test("where the whole is 0 the part is not asked for", () => {
    expect(derive({ plan: 0, cash: null }).missing).toEqual([{ criterion: "B2", figures: [] }]);
    expect(derive({ plan: 0, cash: null }, ["B2"]).notApplicable).toEqual(["B2"]);
  });

  test("without a policy a whole of 0 cannot be claimed", () => {
    const { claimable, missing, refusedClaims } = derive({ households: 0, signed: 0, complaints: 0 }, ["A2"]);
    expect(claimable).toEqual(["A1"]);
    expect(missing.map(({ criterion }) => criterion)).toEqual(["A1", "A2"]);
    expect(refusedClaims).toEqual(["A2"]);
  });

  test("a claim that the figures contradict is refused, not ignored", () => {
    expect(derive({}, ["C2"]).refusedClaims).toEqual(["C2"]);
    expect(derive({ plan: null }, ["B2"]).refusedClaims).toEqual(["B2"]);
    const valued = scoringInput(sampleEdition, sheet({}, ["C2"]));
    expect(() => evaluate(sampleEdition, valued)).toThrow(/notApplicable\.C2/);
    // Here nothing contradicts the claim yet; the value that is missing must still be asked for.
    const missing = scoringInput(sampleEdition, sheet({ income: null }, ["C2"]));
    expect(() => evaluate(sampleEdition, missing)).toThrow(/values\.C2/);
  });

  test("the set's own condition allows a claim, below the limit and not at it", () => {
    expect(derive({ poverty: 0.49 }, ["C3"]).notApplicable).toEqual(["C3"]);
    expect(derive({ poverty: 0.5 }, ["C3"]).refusedClaims).toEqual(["C3"]);
  });

  test.each([
    [30, 300, []],
    [29, 86, ["C4"]],
    [30, 301, ["C4"]],
    [31, 310, []],
  ])("%d answers from %d households: %j is limited", (answers, households, expected) => {
    expect(derive({ answers, pleased: answers, veryPleased: 0, households }).capped).toEqual(expected);
  });

  test("the limits of the survey are parameters", () => {
    const { capped } = deriveIndicators(sampleEdition, flawlessSheet.figures, [], {
      answers: 41,
      percentOfHouseholds: 0,
    });
    expect(capped).toEqual(["C4"]);
  });

  test("the survey needs to know the households", () => {
    expect(derive({ households: null }).missing).toContainEqual({ criterion: "C4", figures: ["households"] });
  });

  test("what cannot be greater is named with both numbers", () => {
    expect(derive({ signed: 1_240, pleased: 39 }).problems).toEqual([
      { figures: ["signed", "households"], message: "“Số hộ đã ký” (1.240) không thể lớn hơn “Số hộ” (86)." },
      {
        figures: ["pleased", "veryPleased", "answers"],
        message: "“Số phiếu hài lòng” (39) cộng “Số phiếu rất hài lòng” (10) không thể lớn hơn “Số phiếu hợp lệ” (40).",
      },
    ]);
    expect(derive({ signed: 1_240, households: null }).problems).toEqual([]);
  });
});

describe("the input made from a sheet", () => {
  test("earns what the same indicators earn", () => {
    const input = scoringInput(sampleEdition, flawlessSheet, { bonus: 2, consolidation: "median" });
    expect(input).toMatchObject({ bonus: 2, consolidation: "median", checklists: flawlessInput.checklists });
    expect(evaluate(sampleEdition, input).total).toBe(102);
  });

  test("that misses something is refused by evaluate", () => {
    expect(() => evaluate(sampleEdition, scoringInput(sampleEdition, sheet({ signed: null })))).toThrow(
      UnscorableInput,
    );
  });

  test("survives JSON", () => {
    const input = scoringInput(sampleEdition, sheet({ signed: 81 }));
    const stored = JSON.parse(JSON.stringify(input)) as typeof input;
    expect(evaluate(sampleEdition, stored)).toEqual(evaluate(sampleEdition, input));
  });
});

describe("preview", () => {
  test("of an empty sheet misses everything and computes nothing", () => {
    const empty = preview(sampleEdition, { figures: {}, ticks: {}, marks: {}, claims: [] });
    expect(empty).toMatchObject({ points: 0, pointsPossible: 0, evaluation: null });
    expect(empty.missing).toEqual(sampleEdition.criteria.map(({ code }) => code));
    expect(empty.criteria[0]).toEqual({
      code: "A1",
      maxPoints: 10,
      state: "missing",
      points: null,
      missingFigures: ["signed", "households"],
    });
  });

  test("adds up what is known so far", () => {
    const { points, pointsPossible, missing, evaluation } = preview(sampleEdition, {
      figures: { households: 86, signed: 81, months: 7 },
      ticks: { B5: [true, false, false] },
      marks: { B6: [4, 4.5] },
      claims: [],
    });
    // 8,06 of 10, 3 of 4, 2 of 4 and 4,25 of 5.
    expect([points, pointsPossible]).toEqual([17.31, 23]);
    expect(missing).toHaveLength(12);
    expect(evaluation).toBeNull();
  });

  test("shows claims with their policy", () => {
    const { criteria } = preview(sampleEdition, sheet({ plan: 0, incomeBefore: 0, poverty: 0.1 }, ["B2", "C2", "C3"]));
    const shown = criteria.filter(({ state }) => state === "notApplicable").map(({ code, points }) => [code, points]);
    expect(shown).toEqual([
      ["B2", 0],
      ["C2", null],
      ["C3", 4],
    ]);
  });

  test("limits a survey with too few answers", () => {
    const { criteria } = preview(sampleEdition, sheet({ answers: 20, pleased: 20, veryPleased: 0 }));
    expect(criteria.find(({ code }) => code === "C4")?.points).toBe(3.5);
  });

  test("of a whole sheet is the evaluation itself", () => {
    const { evaluation } = preview(sampleEdition, flawlessSheet, { penalty: 1 });
    expect(evaluation).toEqual(evaluate(sampleEdition, scoringInput(sampleEdition, flawlessSheet, { penalty: 1 })));
    expect(evaluation?.total).toBe(99);
  });
});
