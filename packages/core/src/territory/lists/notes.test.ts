import { describe, expect, test } from "vitest";
import { listsIn } from "./preview.ts";
import { before, preview, rows } from "./testing-province.ts";

const list = ["TT", "Tên đơn vị", "Loại", "Trực thuộc"] as const;

describe("what a preview says beyond its rows", () => {
  test("B-22: hidden rows are read, and named", () => {
    const sheet = rows(
      list,
      ...["Một", "Hai", "Ba"].map((name, index) => [String(index + 1), `Thôn ${name}`, "Thôn", "Xã Ba Xa"]),
    ).map((row) => (row.number === 3 || row.number === 4 ? { ...row, isHidden: true as const } : row));
    const found = preview(sheet);
    expect(found.counts.create).toBe(3);
    expect(found.notes).toEqual(["Tệp có 2 dòng ẩn vẫn được đọc: dòng 3, 4."]);
    expect(preview(rows(list, ["1", "Thôn Một", "Thôn", "Xã Ba Xa"])).notes).toEqual([]);
  });

  test("B-22: of many hidden rows the first are named, and none above the heading", () => {
    const lines = Array.from({ length: 30 }, (_, index) => [String(index), `Thôn ${index}`, "Thôn", "Xã Ba Xa"]);
    const hidden = rows(["Danh sách"], list, ...lines).map((row) => ({ ...row, isHidden: true as const }));
    expect(preview(hidden).notes).toEqual([
      "Tệp có 30 dòng ẩn vẫn được đọc: dòng 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 và 20 dòng khác.",
    ]);
  });

  test.each<[string, readonly string[], readonly string[]]>([
    [
      "days",
      ["Ngày thành lập", "Có hiệu lực từ ngày"],
      [
        "Cột không được đọc: “Ngày thành lập”, “Có hiệu lực từ ngày”.",
        "Ngày có hiệu lực của mọi dòng là ngày của phương án.",
      ],
    ],
    ["people and numbers", ["Bí thư", "Số đảng viên"], ["Cột không được đọc: “Bí thư”, “Số đảng viên”."]],
    ["what we do not know", ["Diện tích (km2)", "", "Màu"], ["Cột không được đọc: “Diện tích (km2)”, “Màu”."]],
  ])("B-22: columns that are not read are named: %s", (_, titles, notes) => {
    const line = ["1", "Thôn Một", "Thôn", "Xã Ba Xa", ...titles.map(() => "45839")];
    const found = preview(rows([...list, ...titles], line));
    expect(found.counts).toMatchObject({ create: 1, refused: 0 });
    expect(found.notes).toEqual(notes);
  });

  test("B-22: the sheets that hold a list", () => {
    const one = rows(list, ["1", "Thôn Một", "Thôn", "Xã Ba Xa"]);
    const sheets = [
      { name: "Bìa", rows: rows(["SỞ NỘI VỤ"]) },
      { name: "Danh sách", rows: one },
      { name: "Không tiêu đề", rows: one.slice(1) },
      { name: "Danh sách 2", rows: one },
    ];
    expect(listsIn(sheets, before).map(({ name }) => name)).toEqual(["Danh sách", "Danh sách 2"]);
  });
});

describe("numbers and days where none belong", () => {
  test.each([
    ["45839", "02138"],
    ["45.839", "02138"],
    ["1.7.2025", "02138"],
    ["7-2025", "02138"],
    ["01/07/2025", "02138"],
  ])("B-24: “%s” is no name, and is said to be a number or a day", (name, code) => {
    const found = preview(
      rows(["TT", "Tên đơn vị", "Loại", "Mã", "Trực thuộc"], ["1", name, "Thôn", code, "Xã Ba Xa"]),
    );
    expect(found.row(2)).toMatchObject({
      status: "refused",
      message: `Tên đơn vị: “${name}” là số hoặc ngày, không phải là tên đơn vị.`,
    });
  });

  test.each([
    ['"02137"', "02137"],
    ["'02137", "02137"],
    ["“02137”", "02137"],
    ["45839", "45839"],
    ["02134", "02134"],
  ])("B-24: the code in %s is read as what its column is", (cell, code) => {
    const found = preview(rows(["TT", "Tên đơn vị", "Mã", "Ngày"], ["1", "Thôn Một", cell, "45839"]));
    expect(found.changes).toMatchObject([{ into: [{ name: "Thôn Một", code }] }]);
  });

  test("B-24: a row that numbers the columns, and day numbers for ordinals", () => {
    const found = preview(rows(list, ["1", "2", "3", "4"], ["45839", "Thôn Một", "Thôn", "Xã Ba Xa"]));
    expect(found.rows.map(({ status }) => status)).toEqual(["skipped", "skipped", "create"]);
  });
});
