import { describe, expect, test } from "vitest";
import { type ColumnChoices, letterOf } from "./chosen-columns.ts";
import { before, named, preview, rows } from "./testing-province.ts";

const province = "Tỉnh Quảng Ngãi";
const read = (sheet: readonly (readonly string[])[], columns: ColumnChoices = {}) => {
  const found = preview(rows(...sheet), {}, before, columns);
  return {
    ...found,
    taken: found.columns.map(({ is }) => is),
    made: found.changes.flatMap(({ into }) => into.map(({ name, code, kind }) => [name, code, kind])),
  };
};

/** The names stand under a title that speaks of another thing, as do the codes. */
const misread = [
  ["TT", "Địa bàn ghi chú", "Tên đơn vị phụ trách", "Số hiệu"],
  ["1", "Xã Thử Sáu", "Công an tỉnh", "21998"],
  ["2", "Xã Thử Bảy", "Công an tỉnh", "21999"],
];

describe("B-23: what a column means can be said where it was guessed wrong", () => {
  test("B-23: the preview tells of every column what it was taken for, with an example", () => {
    expect(read(misread).columns).toEqual([
      { position: 0, title: "TT", example: "1", is: "order" },
      { position: 1, title: "Địa bàn ghi chú", example: "Xã Thử Sáu", is: "note" },
      { position: 2, title: "Tên đơn vị phụ trách", example: "Công an tỉnh", is: "name" },
      { position: 3, title: "Số hiệu", example: "21998", is: null },
    ]);
  });

  test("B-23: said otherwise, it is read so", () => {
    const { taken, made, notes } = read(misread, { 1: "name", 2: "unread", 3: "code" });
    expect(taken).toEqual(["order", "name", null, "code"]);
    expect(made).toEqual([
      ["Xã Thử Sáu", "21998", "commune"],
      ["Xã Thử Bảy", "21999", "commune"],
    ]);
    expect(notes).toContain("Cột không được đọc: “Tên đơn vị phụ trách”.");
  });

  test("B-23: a column without a title can be named too, and the kind that the title of names says is its own", () => {
    const { made, columns } = read(
      [
        ["TT", "Tên xã", "Tên thôn", ""],
        ["1", "Thử Sáu", "Ghi nhầm", "21998"],
      ],
      { 1: "name", 2: "unread", 3: "code" },
    );
    expect(columns.at(-1)).toEqual({ position: 3, title: "", example: "21998", is: "code" });
    expect(made).toEqual([["Xã Thử Sáu", "21998", "commune"]]);
  });

  test("B-23: a list becomes a conversion by its second column of names", () => {
    const sheet = [
      ["TT", "Tên đơn vị", "Nay thuộc"],
      ["1", "Xã Bình Châu", "Xã Đông Sơn"],
      ["2", "Xã Bình Thanh", "Xã Đông Sơn"],
    ];
    expect(read(sheet).kind).toBe("list");
    const { kind, changes } = read(sheet, { 2: "newName" });
    expect(kind).toBe("conversion");
    expect(changes[0]).toMatchObject({
      kind: "merge",
      from: [named("Xã Bình Châu").id, named("Xã Bình Thanh").id],
      into: [{ name: "Xã Đông Sơn" }],
    });
  });

  test("B-23: superiors in several columns stand from the nearest up, in whatever order they were said", () => {
    const sheet = [
      ["TT", "Tỉnh", "Nơi đặt xã", "Tên thôn"],
      ["1", province, "Xã Ba Xa", "Thôn Thử"],
    ];
    const { changes } = read(sheet, { 1: "superior", 2: "superior" });
    expect(changes.flatMap(({ into }) => into.map(({ parentId }) => parentId))).toEqual([named("Xã Ba Xa").id]);
  });

  test.each<[string, ColumnChoices, string, object]>([
    ["two columns of names", { 1: "name" }, "unitList.columnTwice", { columns: ["B", "C"] }],
    ["two columns of codes", { 1: "code", 3: "code" }, "unitList.columnTwice", { columns: ["B", "D"] }],
    ["no column of names", { 2: "unread" }, "unitList.noName", {}],
    ["a new kind without a new name", { 3: "newKind" }, "unitList.noName", { what: "Tên đơn vị mới" }],
    ["new names without the old", { 2: "newName" }, "unitList.noName", { what: "Tên đơn vị (hoặc đơn vị cũ)" }],
  ])("B-23: %s cannot be", (_, columns, code, details) => {
    expect(() => read(misread, columns)).toThrow(
      expect.objectContaining({ code, details: expect.objectContaining(details) }),
    );
  });

  test("B-23: columns are called as the spreadsheet program calls them", () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(letterOf)).toEqual(["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
  });
});
