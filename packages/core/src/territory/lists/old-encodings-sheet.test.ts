import { describe, expect, test } from "vitest";
import { decodeRows, type OldEncoding, oldEncodings, readOldEncoding } from "./old-encodings.ts";
import { before, preview, rows } from "./testing-province.ts";

/** What somebody with the font typed. */
const encode = (text: string, encoding: OldEncoding): string => {
  const places = new Map([...oldEncodings[encoding].letters].map(([stored, letter]) => [letter, stored] as const));
  return Array.from(text.normalize("NFC"), (letter) => places.get(letter) ?? letter).join("");
};
const fonts = ["tcvn3", "vni"] as const;
const cellsOf = (lines: readonly (readonly string[])[]) => decodeRows(rows(...lines)).map(({ cells }) => cells);

describe("one cell decides for its row", () => {
  test("PC-19: a name that could be of either font is of the font of its row", () => {
    expect(readOldEncoding(["An Cö", "Xaõ", "Tænh Quaûng Ngaõi"])).toEqual({
      cells: ["An Cư", "Xã", "Tỉnh Quảng Ngãi"],
      from: "vni",
    });
    expect(readOldEncoding(["An Cö", "X·", "TØnh Qu¶ng Ng·i"])).toEqual({
      cells: ["An Cử", "Xã", "Tỉnh Quảng Ngãi"],
      from: "tcvn3",
    });
  });

  test.each(fonts)("PC-19: every name comes back from a row of %s", (font) => {
    const names = [
      "An Cư",
      "Bô",
      "Cô Tô",
      "Chi bộ",
      "Bố Hạ",
      "Lộc",
      "Tân Mỹ",
      "Đoàn",
      "Kroong",
      "Ngọk Réo",
      "Ia Tơi",
      "Hiếu",
    ];
    for (const name of names) {
      const row = [name, "Xã", "Tỉnh Quảng Ngãi"].map((cell) => encode(cell, font));
      expect(readOldEncoding(row)).toEqual({ cells: [name, "Xã", "Tỉnh Quảng Ngãi"], from: font });
    }
  });

  test("PC-19: cells in Unicode of a row are left as they are", () => {
    for (const cells of [
      ["X· Ya T¨ng", "Xã Ya Ly", "Chi bé"],
      ["X· Ya T¨ng", "Huyện Sa Thầy", "Bé"],
    ]) {
      expect(readOldEncoding(cells).cells).toEqual(["Xã Ya Tăng", ...cells.slice(1)]);
    }
  });
});

describe("a sheet decides for rows that say nothing by themselves", () => {
  const lines = ["Phước Lộc", "Kỳ Thọ Bắc", "Đồng Vinh", "An Cư"].map((name, index) => [
    String(index + 1),
    `Chi bộ thôn ${name}`,
    "Chi bộ",
    "Xã Ba Xa",
  ]);
  const titles = ["TT", "Tên đơn vị", "Loại", "Trực thuộc"];
  const typed = (font: OldEncoding, cells: readonly string[]) => cells.map((cell) => encode(cell, font));

  test.each(fonts)("B-20: a list in %s with its kinds is read whole, under titles of any font", (font) => {
    for (const heading of [titles, typed(font, titles)]) {
      const read = preview(rows(heading, ...lines.map((line) => typed(font, line))));
      expect(read.counts).toMatchObject({ create: 4, refused: 0 });
      expect(read.changes.map(({ into: [unit] }) => [unit?.name, unit?.kind])).toEqual(
        lines.map((line) => [line[1], "partyCell"]),
      );
      expect(before.find(({ id }) => id === read.changes[0]?.into[0]?.parentId)?.name).toBe("Xã Ba Xa");
    }
  });

  test.each(fonts)("B-20: rows of %s with nothing but what is Vietnamese as it stands", (font) => {
    const sheet = [
      ["Xã Phổ Văn", "Phường"],
      ["Xã Ngọk Réo", "Xã"],
      ["3", "Chi bộ"],
    ];
    expect(cellsOf(sheet.map((line) => typed(font, line)))).toEqual(sheet);
  });

  test("B-20: rows of a sheet in Unicode are left alone, with one of an old font among them", () => {
    const sheet = [["Huyện Sa Thầy"], ["Phường Phổ Hòa"], ["Chi bé"], ["An Cö"]];
    expect(cellsOf([["X· Ya T¨ng"], ...sheet])).toEqual([
      ["Xã Ya Tăng"],
      ["Huyện Sa Thầy"],
      ["Phường Phổ Hòa"],
      ["Chi bé"],
      ["An Cử"],
    ]);
  });
});
