import fc from "fast-check";
import { expect, test } from "vitest";
import { plainName } from "./names.ts";

const decomposed = "Bie\u0302n ba\u0309n ho\u0323p".normalize("NFD");

test.each([
  ["Biên bản họp dân.pdf", "pdf", "Biên bản họp dân.pdf"],
  [`${decomposed}.PDF`, "pdf", "Biên bản họp.pdf"],
  ["anh.jpg.exe", "jpeg", "anh.jpg"],
  ["anh.exe", "png", "anh.png"],
  ["Báo cáo tháng 5.2026.docx", "docx", "Báo cáo tháng 5.2026.docx"],
  ["../../etc/passwd", "pdf", "passwd.pdf"],
  ["C:\\Users\\A\\Desktop\\danh sách.xlsx", "xlsx", "danh sách.xlsx"],
  ["/", "pdf", "tep-dinh-kem.pdf"],
  ["", "jpeg", "tep-dinh-kem.jpg"],
  ["...", "jpeg", "tep-dinh-kem.jpg"],
  [".htaccess", "pdf", "htaccess.pdf"],
  ["CON", "pdf", "tep-dinh-kem.pdf"],
  ["nul.tar.pdf", "pdf", "tep-dinh-kem.pdf"],
  ["Lpt1 .docx", "docx", "tep-dinh-kem.docx"],
  ["Công ước.docx", "docx", "Công ước.docx"],
  ["anh\u202Egpj.exe", "jpeg", "anhgpj.jpg"],
  ["a\u0000b\u200B\u0007c\uFEFF.png", "png", "abc.png"],
  ["dòng một\r\nX-Header: 1.pdf", "pdf", "dòng một X-Header- 1.pdf"],
  ["a\u2028b.pdf", "pdf", "a b.pdf"],
  ['"hỏi?"*<b>|.pdf', "pdf", "-hỏi----b--.pdf"],
  ["\uD800lẻ.pdf", "pdf", "lẻ.pdf"],
  ["anh. . .jpg. ", "jpeg", "anh.jpg"],
] as const)("%j of a %s is named %j", (given, kind, named) => {
  expect(plainName(given, kind)).toBe(named);
});

test("a long name is cut at 120 letters, none of them in the middle", () => {
  expect(plainName(`${"ế".normalize("NFD").repeat(500)}.pdf`, "pdf")).toBe(`${"ế".repeat(116)}.pdf`);
  const family = "👨‍👩‍👧";
  expect(plainName(`${"n̈".repeat(300)}.docx`, "docx")).toBe(`${"n̈".repeat(115)}.docx`);
  expect(plainName(`${family.repeat(3)}.pdf`, "pdf")).not.toContain("\u200D");
  expect(plainName(".js".repeat(200_000), "pdf")).toBe("js.pdf");
  // Marks without end are one letter too.
  expect(plainName(`a${"\u0301".repeat(10_000)}.pdf`, "pdf").length).toBeLessThan(12);
});

test("whatever is given, the name is plain, and plain names stay", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary", maxLength: 300 }), fc.string({ unit: "grapheme" })), (given) => {
      const named = plainName(given, "pdf");
      expect(named).toMatch(/^[^\p{C}/\\\s.][^\p{C}/\\]*\.pdf$/u);
      expect([...new Intl.Segmenter("vi").segment(named)].length).toBeLessThanOrEqual(120);
      expect(plainName(named, "pdf")).toBe(named);
    }),
  );
});
