import { describe, expect, test } from "vitest";
import { fold, searchWords } from "../../ground/text.ts";
import { named, preview, rows, table } from "./testing-province.ts";

const unseen = ["\u200B", "\u200C", "\u200D", "\u2060", "\uFEFF", "\u00AD"] as const;
const said = (letter: string): string => `U+${letter.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0")}`;
const list = ["TT", "Tên đơn vị", "Loại", "Trực thuộc"] as const;

describe.each(unseen.map((letter) => [said(letter), letter] as const))("PC-15: %s is dropped", (_, letter) => {
  test.each([
    ["at the end", `Xã Ba Xa${letter}`, "", "Huyện Ba Tơ"],
    ["within", `Xã Ba${letter} Xa`, "", "Huyện Ba Tơ"],
    ["within a word", `Xã Bình Ch${letter}âu`, "", "Huyện Bình Sơn"],
    ["between the kind and the name", `Xã ${letter}Ba Xa`, `Xã${letter}`, `Huyện${letter} Ba Tơ`],
    ["in the superior", "Xã Ba Xa", "", `Huyện Ba${letter} Tơ`],
  ])("PC-15: of a list, %s", (__, name, kind, superior) => {
    expect(preview(rows(list, ["1", name, kind, superior])).row(2)).toMatchObject({
      status: "same",
      message: "Đơn vị đã có, không thay đổi.",
    });
  });

  test("PC-15: of a conversion, and of its titles and marks of repetition", () => {
    const [titles, ...lines] = table(
      [`Xã${letter} Bình Châu`, `Huyện Bình Sơn${letter}`, `Xã Đông${letter} Sơn`],
      ["Xã Bình Thanh", `nt${letter}`, "Xã Đông Sơn"],
    );
    const heading = {
      ...titles,
      number: 1,
      faults: [],
      cells: (titles?.cells ?? []).map((cell) => `${letter}${cell}`),
    };
    expect(preview([heading, ...lines]).changes[0]).toMatchObject({
      kind: "merge",
      from: [named("Xã Bình Châu").id, named("Xã Bình Thanh").id],
      into: [{ name: "Xã Đông Sơn" }],
    });
  });

  test("PC-15: of what is searched for and compared", () => {
    expect(searchWords.parse(`trà câu${letter}`)).toBe("trà câu");
    expect(fold(`Trà${letter} Câu${letter}`)).toBe("tra cau");
  });
});
