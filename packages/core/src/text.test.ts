import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fold, line, paragraph } from "./text.ts";

describe("folding", () => {
  test.each(["Ủy ban", "Uỷ ban", "ỦY BAN", "ủy  ban ", "Ủy ban".normalize("NFD"), "Uỷ ban".normalize("NFD")])(
    "“%s” is found by “uy ban”",
    (name) => {
      expect(fold(name)).toBe("uy ban");
    },
  );

  test("xã Sơn Hà and xã Sơn Hạ fold alike, and are two", () => {
    expect(fold("Sơn Hà")).toBe("son ha");
    expect(fold("Sơn Hạ")).toBe(fold("Sơn Hà"));
    expect("Sơn Hạ").not.toBe("Sơn Hà");
  });

  test.each([
    ["Đăk H'Ring", "dak h'ring"],
    ["Ia H’Drai", "ia h'drai"],
    ["Rờ Kơi", "ro koi"],
    ["Ngọk Réo", "ngok reo"],
    ["Mô hình “Dân vận khéo” – 2026", 'mo hinh "dan van kheo" - 2026'],
  ])("%s", (name, folded) => {
    expect(fold(name)).toBe(folded);
  });

  test("does the same to what is folded already, and to either form of the same text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
        expect(fold(text.normalize("NFD"))).toBe(fold(text.normalize("NFC")));
      }),
    );
  });
});

describe("text that comes in", () => {
  const name = line("Tên", { min: 2, max: 10 });
  const story = paragraph("Nội dung", { max: 20 });

  test("is kept in NFC, without space around, a line without line ends", () => {
    expect(name.parse("  Hòa\n\tBình ".normalize("NFD"))).toBe("Hòa Bình".normalize("NFC"));
    expect(story.parse(" một\r\nhai\rba\u000bbốn \n")).toBe("một\nhai\nba\nbốn");
  });

  test("loses what no column can hold", () => {
    expect(name.parse("A\u0000B\ud800C\u0007")).toBe("ABC");
    expect(story.parse("A\u0000\n\tB")).toBe("A\n\tB");
  });

  test("is measured after that, in the words of its field", () => {
    const said = (schema: typeof name, text: unknown) => schema.safeParse(text).error?.issues.map((one) => one.message);
    expect(said(name, " a ")).toEqual(["Tên: cần ít nhất 2 ký tự."]);
    expect(said(name, "a".repeat(11))).toEqual(["Tên: dài quá 10 ký tự."]);
    expect(said(name, 12)).toEqual(["Tên: cần nhập chữ."]);
    expect(said(line("Tên", { min: 1, max: 10 }), "   ")).toEqual(["Tên: chưa nhập."]);
    expect(said(name, ` ${"a".repeat(10)} `)).toBeUndefined();
  });

  test("comes out the same when it goes in again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        for (const schema of [line("Tên", { max: 200 }), paragraph("Tên", { max: 200 })]) {
          const once = schema.parse(text);
          expect(schema.parse(once)).toBe(once);
          expect(once.isWellFormed()).toBe(true);
        }
      }),
    );
  });
});
