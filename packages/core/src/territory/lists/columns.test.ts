import { describe, expect, test } from "vitest";
import { previewUnitList } from "./preview.ts";
import { before, named, preview, rootId, rows } from "./testing-province.ts";
import type { SheetRow } from "./unit-list.ts";

const isRead = (sheet: readonly SheetRow[]): boolean =>
  previewUnitList(sheet, {
    units: before,
    changedLater: new Set(),
    reach: null,
    rootId,
    choices: {},
    newId: () => "n",
  }) !== null;

const province = "Tỉnh Quảng Ngãi";
const codesOf = (...sheet: readonly (readonly string[])[]) =>
  preview(rows(...sheet)).changes.flatMap(({ into }) => into.map(({ name, code }) => [name, code]));
const madeOf = (...sheet: readonly (readonly string[])[]) =>
  preview(rows(...sheet)).changes.flatMap(({ into }) =>
    into.map(({ name, kind, parentId }) => [name, kind, before.find(({ id }) => id === parentId)?.name ?? parentId]),
  );

describe("which row is the heading", () => {
  test.each<[string, readonly (readonly string[])[]]>([
    ["a list", [1, 2, 3].map((one) => [String(one), `Xã Thử ${one}`, "Xã", province])],
    ["a conversion", ["Xã Ba Xa", "Xã Ba Dinh"].map((old) => [old, "Xã Ba Vì Mới"])],
    ["names in force without their kind", [["1", "Bình Châu", "Xã", "Huyện Bình Sơn"]]],
    [
      "a mapping under a heading in another language",
      [
        ["old_ward", "old_district", "new_ward", "type"],
        ["Phường Phổ Hòa", "Thị xã Đức Phổ", "Phường Đức Phổ", "Sáp nhập đơn vị"],
        ["Xã Phổ Nhơn", "Thị xã Đức Phổ", "Xã Nguyễn Nghiêm", "Sáp nhập đơn vị"],
      ],
    ],
    ["party cells", [["1", "Chi bộ thôn 1", "Chi bộ", "Xã Ba Xa"]]],
    ["hamlets", [["1", "Tổ dân phố 3", "Phường Phổ Hòa", "Đơn vị loại 1"]]],
  ])("PC-08: a row that names a unit is no heading: %s", (_, cells) => {
    expect(isRead(rows(...cells))).toBe(false);
  });

  test.each<[string, readonly string[]]>([
    ["words of kinds", ["Tỉnh Thành Phố", "Quận Huyện", "Phường Xã", "Cấp"]],
    ["two sides", ["Xã cũ", "Xã mới"]],
    ["capitals", ["STT", "XÃ, PHƯỜNG, THỊ TRẤN", "TRỰC THUỘC"]],
    ["a place in the heading", ["TT", "Xã thuộc tỉnh Quảng Ngãi", "Loại"]],
    ["what shows nothing", ["\u200bTT", "Tên đơn vị\ufeff", "Lo\u00adại"]],
  ])("PC-08: a row of titles stays a heading: %s", (_, cells) => {
    expect(
      isRead(
        rows(
          cells,
          cells.map(() => ""),
        ),
      ),
    ).toBe(true);
  });
});

describe("which column a code stands for", () => {
  test("PC-07a: the code of the unit is the one beside or named like its own column", () => {
    const heading = ["Tỉnh Thành Phố", "Mã TP", "Quận Huyện", "Mã QH", "Phường Xã", "Mã PX", "Cấp"];
    expect(
      codesOf(
        heading,
        [province, "51", "Huyện Ba Tơ", "535", "Xã Thử Sáu", "21998", "Xã"],
        [province, "51", "Huyện Ba Tơ", "535", "Xã Thử Bảy", "21999", "Xã"],
      ),
    ).toEqual([
      ["Xã Thử Sáu", "21998"],
      ["Xã Thử Bảy", "21999"],
    ]);
  });

  test.each<[string, readonly string[], readonly string[]]>([
    ["codes that stand first", ["Mã tỉnh", "Tỉnh", "Mã xã", "Xã"], ["51", province, "21998", "Xã Thử Sáu"]],
    ["codes without a word", ["Tỉnh", "Mã", "Tên xã", "Mã"], [province, "51", "Xã Thử Sáu", "21998"]],
    ["the unit first", ["Tên xã", "Mã số", "Tỉnh", "Mã số"], ["Xã Thử Sáu", "21998", province, "51"]],
    ["one code", ["TT", "Mã", "Tên đơn vị", "Trực thuộc"], ["1", "21998", "Xã Thử Sáu", province]],
    ["only the code of another", ["Tỉnh", "Mã tỉnh", "Tên xã", "Loại"], [province, "51", "Xã Thử Sáu", "Xã"]],
  ])("PC-07a: the code of the unit: %s", (title, heading, row) => {
    expect(codesOf(heading, row)).toEqual([["Xã Thử Sáu", title.startsWith("only") ? null : "21998"]]);
  });

  test("PC-07a: equal codes of two units are named", () => {
    const read = preview(
      rows(["Tên đơn vị", "Mã", "Loại"], ["Xã Thử Sáu", "21998", "Xã"], ["Xã Thử Bảy", "21998", "Xã"]),
    );
    expect(read.problems.map(({ message }) => message)).toEqual([
      "Mã 21998 được ghi cho hai đơn vị: “Xã Thử Sáu” và “Xã Thử Bảy”.",
    ]);
  });

  test.each<[string, readonly string[], readonly number[]]>([
    ["codes that stand first", ["Mã cũ", "Đơn vị cũ", "Mã mới", "Đơn vị mới"], [0, 1, 2, 3]],
    ["codes that stand last", ["Đơn vị cũ", "Mã cũ", "Đơn vị mới", "Mã mới"], [1, 0, 3, 2]],
    ["codes without a side, first", ["Mã", "Đơn vị cũ", "Mã", "Đơn vị mới"], [0, 1, 2, 3]],
    ["codes without a side, last", ["Xã cũ", "Mã xã", "Xã mới", "Mã xã"], [1, 0, 3, 2]],
    ["codes of the list of units", ["Mã ĐVHC cũ", "Tên cũ", "Mã ĐVHC mới", "Tên mới"], [0, 1, 2, 3]],
  ])("PC-07c: an old code is not the new unit's: %s", (_, heading, order) => {
    const lines = [
      ["21001", "Xã Bình Châu", "21999", "Xã Đông Sơn"],
      ["21004", "Xã Bình Thanh", "21999", "Xã Đông Sơn"],
    ].map((cells) => order.map((at) => cells[at] ?? ""));
    const read = preview(rows(heading, ...lines));
    expect(read.counts).toMatchObject({ change: 2, refused: 0 });
    expect(read.changes[0]).toMatchObject({
      kind: "merge",
      from: [named("Xã Bình Châu").id, named("Xã Bình Thanh").id],
      into: [{ name: "Xã Đông Sơn", code: "21999" }],
    });
  });
});

describe("which column is the unit", () => {
  test.each<[string, readonly string[], readonly string[]]>([
    [
      "the hamlet first",
      ["TT", "Thôn/TDP", "Số hộ", "Số khẩu", "Xã/phường"],
      ["1", "Thôn Tân Mỹ", "210", "800", "Xã Ba Xa"],
    ],
    ["the commune first", ["TT", "Xã", "Thôn", "Số hộ"], ["1", "Xã Ba Xa", "Thôn Tân Mỹ", "210"]],
    ["three levels", ["Huyện", "Cấp xã", "Tên thôn"], ["Huyện Ba Tơ", "Xã Ba Xa", "Thôn Tân Mỹ"]],
    ["names without their kind", ["Tỉnh", "Xã", "Tên thôn"], ["Quảng Ngãi", "Ba Xa", "Tân Mỹ"]],
    ["whoever stands for it", ["Trưởng thôn", "Thôn", "Xã, phường"], ["Đinh Văn A", "Thôn Tân Mỹ", "Xã Ba Xa"]],
  ])("PC-09: the narrowest of the named levels is the unit: %s", (_, heading, row) => {
    expect(madeOf(heading, row)).toEqual([["Thôn Tân Mỹ", "hamlet", "Xã Ba Xa"]]);
  });

  test("PC-09: two hamlets of one commune are two units", () => {
    expect(
      madeOf(
        ["TT", "Cấp xã", "Tên thôn"],
        ["1", "Xã Ba Xa", "Thôn Một"],
        ["2", "nt", "Thôn Hai"],
        ["3", "Xã Hà Mòn", "Thôn Một"],
      ),
    ).toEqual([
      ["Thôn Một", "hamlet", "Xã Ba Xa"],
      ["Thôn Hai", "hamlet", "Xã Ba Xa"],
      ["Thôn Một", "hamlet", "Xã Hà Mòn"],
    ]);
  });

  test("PC-09: a party cell stands below the commune of its own column", () => {
    expect(
      madeOf(["TT", "Xã", "Tên chi bộ", "Bí thư chi bộ"], ["1", "Xã Ba Xa", "Chi bộ thôn 1", "Đinh Văn A"]),
    ).toEqual([["Chi bộ thôn 1", "partyCell", "Xã Ba Xa"]]);
  });

  test("PC-09: both sides of a conversion by their levels", () => {
    const read = preview(
      rows(["Xã cũ", "Thôn cũ", "Xã mới", "Thôn mới"], ["Xã Ba Xa", "Thôn A", "Xã Ba Xa", "Thôn B"]),
      {},
      [...before, { ...named("Xã Ba Xa"), id: "h", name: "Thôn A", kind: "hamlet", parentId: named("Xã Ba Xa").id }],
    );
    expect(read.changes).toMatchObject([
      { kind: "rename", from: ["h"], into: [{ name: "Thôn B", kind: "hamlet", parentId: named("Xã Ba Xa").id }] },
    ]);
  });
});
