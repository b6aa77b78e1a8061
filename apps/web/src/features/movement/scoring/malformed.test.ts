import type { Edition } from "@kheo/core/criteria";
import { expect, test } from "vitest";
import { declarationShape, malformedIn } from "./declaration-draft.ts";
import { malformedIn as malformedInSheet, sheetShape } from "./own-sheet.ts";

// Of an edition only what it says of the targets is looked at here.
const edition = { figures: { targets: { kind: "targets", label: "Chỉ tiêu" } } } as unknown as Edition;
const draft = { figures: {}, targets: [], ticks: {}, claims: {} };
const row = { name: "Đường", unit: "km", planned: 2, done: null };

test("a remark that is too long is kept whole, and said to be how long", () => {
  const sheet = { marks: {}, comment: "a".repeat(2803) };
  expect(malformedInSheet(sheet)).toBe("Nhận xét: dài quá 2.000 ký tự (2.803).");
  expect(sheetShape.malformed(sheet)).toEqual([["comment"]]);
  expect(sheetShape.contentOf(sheet).comment).toHaveLength(2803);
});

test("so is a reason why nothing arose", () => {
  const claims = { "2.1": "a".repeat(501), "2.2": "không có dự án" };
  expect(malformedIn(edition, { ...draft, claims })).toEqual([
    { path: ["claims", "2.1"], message: "Lý do không phát sinh: dài quá 500 ký tự (501)." },
  ]);
});

test("a target whose result is no number waits with the others; one without a result keeps none from being saved", () => {
  expect(malformedIn(edition, { ...draft, targets: [row, { ...row, done: 1 }] })).toEqual([]);
  const wrong = { ...draft, targets: [row, { ...row, done: "12a" }] };
  const shape = declarationShape({ model: { form: { targets: [] } } } as never, edition);
  expect(shape.malformed(wrong)).toEqual([["targets"]]);
});
