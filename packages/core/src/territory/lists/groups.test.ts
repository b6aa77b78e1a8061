import { describe, expect, test } from "vitest";
import { before, preview, rows } from "./testing-province.ts";
import type { UnitListChoices } from "./unit-list.ts";

const list = ["TT", "Tên đơn vị", "Loại", "Trực thuộc"] as const;
const nameOf = (id: string | null) => before.find((unit) => unit.id === id)?.name ?? id;
const read = (lines: readonly (readonly string[])[], choices: UnitListChoices = {}) => {
  const found = preview(rows(...lines), choices);
  return {
    ...found,
    made: found.changes.flatMap(({ into }) => into.map(({ name, parentId }) => [name, nameOf(parentId)])),
    said: found.rows.map(({ status, message }) => [status, message]),
  };
};

describe("headings of groups", () => {
  const titles = ["TT", "Tên chi bộ", "Số đảng viên", "Thuộc đơn vị"];

  test("B-21: the heading of a group is no superior, and names a kind", () => {
    const found = read([
      ["TT", "Tên đơn vị", "Số đảng viên"],
      ["I", "Chi bộ tổ dân phố", ""],
      ["1", "Chi bộ tổ dân phố 19", "21"],
      ["II", "Chi bộ cơ quan", "14"],
      ["2", "Hợp tác xã Phổ Văn", "9"],
      ["III", "Các thôn", ""],
      ["3", "Tân Mỹ", "5"],
    ]);
    expect(found.said.slice(1)).toEqual([
      ["skipped", "Tiêu đề nhóm: các dòng dưới không ghi loại được hiểu là “Chi bộ”."],
      ["create", null],
      ["skipped", "Tiêu đề nhóm: các dòng dưới không ghi loại được hiểu là “Chi bộ”."],
      ["create", null],
      ["skipped", "Tiêu đề nhóm: các dòng dưới không ghi loại được hiểu là “Thôn”."],
      ["create", null],
    ]);
    expect(found.made).toEqual([
      ["Chi bộ tổ dân phố 19", "Tỉnh Quảng Ngãi"],
      ["Chi bộ Hợp tác xã Phổ Văn", "Tỉnh Quảng Ngãi"],
      ["Thôn Tân Mỹ", "Tỉnh Quảng Ngãi"],
    ]);
  });

  test.each([
    ["I – Chi bộ tổ dân phố"],
    ["A. CHI BỘ TRỰC THUỘC"],
    ["II. Chi bộ trường học"],
    ["B. Các chi bộ thôn"],
    ["III - Chi bộ quân sự, công an"],
  ])("B-21: rows below “%s” stand where the list is", (title) => {
    const found = read([titles, [title], ["1", "Chi bộ Một", "5", ""], ["2", "Chi bộ Hai", "5", "Xã Ba Xa"]]);
    expect(found.made).toEqual([
      ["Chi bộ Một", "Tỉnh Quảng Ngãi"],
      ["Chi bộ Hai", "Xã Ba Xa"],
    ]);
  });

  test("B-21: a heading that names a unit stays the superior of its rows", () => {
    expect(
      read([titles, ["I", "Xã Ba Xa"], ["1", "Chi bộ Một"], ["II", "xã hà mòn"], ["1", "Chi bộ Một"]]).made,
    ).toEqual([
      ["Chi bộ Một", "Xã Ba Xa"],
      ["Chi bộ Một", "Xã Hà Mòn"],
    ]);
  });

  test.each([
    ["", "Cộng (I)", "39", ""],
    ["", "TỔNG SỐ: 04 chi bộ", "53", ""],
    ["Người lập biểu", "", "", "Trà Câu, ngày 20 tháng 11 năm 2026"],
    ["", "", "", "Trà Câu, ngày 20 tháng 11 năm 2026"],
    ["Nơi nhận:", "", "", "T/M ĐẢNG ỦY"],
  ])("B-21: “%s%s” below the rows is no unit", (...cells) => {
    expect(read([titles, ["1", "Chi bộ Một", "5", ""], cells]).rows.at(-1)).toMatchObject({ status: "skipped" });
  });

  test.each(["Công an xã", "Tổng công ty Cà phê", "Cộng đồng Kon Kơ Tu"])("B-21: “%s” is no total", (name) => {
    expect(read([list, ["1", name, "Chi bộ", "Xã Ba Xa"]]).made).toEqual([[`Chi bộ ${name}`, "Xã Ba Xa"]]);
  });
});

describe("a superior that is left blank", () => {
  const blank = [
    ["TT", "Trực thuộc", "Tên đơn vị", "Loại"],
    ["1", "Xã Ba Xa", "Thôn Một", "Thôn"],
    ["2", "", "Thôn Hai", "Thôn"],
    ["3", "", "Thôn Ba", "Thôn"],
  ];

  test("B-18: below a row that names one is asked about", () => {
    const found = read(blank);
    expect(found.made).toEqual([["Thôn Một", "Xã Ba Xa"]]);
    for (const number of [3, 4]) {
      expect(found.row(number)).toEqual({
        number,
        text: expect.any(String),
        status: "ambiguous",
        message: "Chưa ghi nơi trực thuộc, dòng phía trên ghi “Xã Ba Xa”. Hãy chọn nơi trực thuộc.",
        choices: [
          { id: "above", label: "Như dòng trên: “Xã Ba Xa”" },
          { id: "root", label: "Trực thuộc thẳng “Tỉnh Quảng Ngãi”" },
        ],
      });
    }
    expect(read(blank, { 3: ["above"], 4: ["root"] }).made).toEqual([
      ["Thôn Một", "Xã Ba Xa"],
      ["Thôn Hai", "Xã Ba Xa"],
      ["Thôn Ba", "Tỉnh Quảng Ngãi"],
    ]);
  });

  test.each<[string, readonly (readonly string[])[], readonly string[]]>([
    [
      "no row names one",
      [
        ["1", "", "Thôn Một", "Thôn"],
        ["2", "", "Thôn Hai", "Thôn"],
      ],
      ["create", "create"],
    ],
    [
      "the first rows name none",
      [
        ["1", "", "Xã Mới A", "Xã"],
        ["2", "Xã Mới A", "Thôn Hai", "Thôn"],
      ],
      ["create", "create"],
    ],
    [
      "the one above is that of the list",
      [
        ["1", "Tỉnh Quảng Ngãi", "Xã A Bê", "Xã"],
        ["2", "", "Xã Xê", "Xã"],
      ],
      ["create", "create"],
    ],
    [
      "the unit is of the kind of the superior above",
      [
        ["1", "Xã Ba Xa", "Thôn Một", "Thôn"],
        ["2", "", "Xã Xê", "Xã"],
      ],
      ["create", "create"],
    ],
    [
      "the unit is there below that of the list",
      [
        ["1", "Huyện Ba Tơ", "Xã A Bê", "Xã"],
        ["2", "", "Huyện Sơn Hà", "Huyện"],
        ["3", "", "H. Bình Sơn", ""],
      ],
      ["create", "same", "same"],
    ],
    [
      "the section says it",
      [
        ["1", "Xã Hà Mòn", "Thôn Một", "Thôn"],
        ["I", "Xã Ba Xa", "", ""],
        ["2", "", "Thôn Hai", "Thôn"],
      ],
      ["create", "skipped", "create"],
    ],
    [
      "three rows below",
      [
        ["1", "Xã Hà Mòn", "Thôn Một", "Thôn"],
        ["2", "nt", "Thôn Hai", "Thôn"],
        ["3", "", "Thôn Ba", "Thôn"],
      ],
      ["create", "create", "ambiguous"],
    ],
  ])("B-18: is as it always was, or asked about: %s", (_, lines, statuses) => {
    expect(
      read([blank[0] ?? [], ...lines])
        .rows.slice(1)
        .map(({ status }) => status),
    ).toEqual(statuses);
  });

  test("B-18: in a column of a level", () => {
    const found = read([
      ["Tỉnh", "Xã", "Tên thôn"],
      ["Quảng Ngãi", "Xã Ba Xa", "Một"],
      ["", "", "Hai"],
    ]);
    expect(found.row(3)).toMatchObject({ status: "ambiguous" });
    expect(found.made).toEqual([["Thôn Một", "Xã Ba Xa"]]);
  });
});

describe("what repeats the row above", () => {
  test.each(["....", "…", "″", "”", "NT", "-nt-", "‟", "như trên", '- " -'])("B-18: “%s” is its superior", (mark) => {
    expect(read([list, ["1", "Thôn Một", "Thôn", "Xã Ba Xa"], ["2", "Thôn Hai", "Thôn", mark]]).made).toEqual([
      ["Thôn Một", "Xã Ba Xa"],
      ["Thôn Hai", "Xã Ba Xa"],
    ]);
  });
});
