import { expect, test } from "vitest";
import fc from "fast-check";
import { type OldEncoding, oldEncodingOf, oldEncodings, readOldEncoding } from "./old-encodings.ts";

const small = Array.from("aăâeêioôơuưy");
const marks = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"];
const alphabet = [...small.flatMap((letter) => marks.map((mark) => (letter + mark).normalize("NFC"))), "đ"];

/** What somebody with the font typed: the other way round, which the product never needs. */
const encode = (text: string, encoding: OldEncoding): string => {
  const places = new Map([...oldEncodings[encoding].letters].map(([stored, letter]) => [letter, stored] as const));
  return Array.from(text.normalize("NFC"), (letter) => places.get(letter) ?? letter).join("");
};

test.each(["tcvn3", "vni"] as const)("every letter of the alphabet comes back from %s", (encoding) => {
  for (const letter of alphabet) {
    expect(oldEncodings[encoding].decode(encode(letter, encoding))).toBe(letter);
    // Beside another letter it is the same letter.
    expect(oldEncodings[encoding].decode(encode(`b${letter}ng`, encoding))).toBe(`b${letter}ng`);
  }
  expect(new Set(alphabet.map((letter) => encode(letter, encoding))).size).toBe(alphabet.length);
});

test("capitals come back: all from VNI, those without a tone from TCVN3", () => {
  for (const letter of alphabet.map((one) => one.toUpperCase())) {
    expect(oldEncodings.vni.decode(encode(letter, "vni"))).toBe(letter);
  }
  for (const letter of "ĂÂÊÔƠƯĐ") expect(oldEncodings.tcvn3.decode(encode(letter, "tcvn3"))).toBe(letter);
});

const names = [
  "Xã Phổ Văn",
  "Phường Nguyễn Nghiêm",
  "Thị trấn Đăk Glei",
  "Huyện Tu Mơ Rông",
  "Xã Ngọk Réo",
  "Đặc khu Lý Sơn",
  "Thành phố Quảng Ngãi",
  "Xã Ya Xiêr",
  "Xã Pờ Ê",
  "Xã Nghĩa Dõng",
  "Chi bộ tổ dân phố 3",
  "Hội Liên hiệp Phụ nữ xã Tịnh Ấn Đông",
];

test("what people typed with old fonts is recognised", () => {
  expect(readOldEncoding(["X· Phæ V¨n"])).toEqual({ cells: ["Xã Phổ Văn"], from: "tcvn3" });
  expect(readOldEncoding(["Xaõ Phoå Vaên"])).toEqual({ cells: ["Xã Phổ Văn"], from: "vni" });
  expect(readOldEncoding(["Phöôøng Traø Caâu"])).toEqual({ cells: ["Phường Trà Câu"], from: "vni" });
  // Of the capitals with a tone TCVN3 has none; “Chi bộ” alone is “Chi bé” there, which is Vietnamese as it stands.
  const typed = names.filter((name) => !/[ẤỐỜ]/u.test(name) && !name.startsWith("Chi bộ tổ"));
  for (const encoding of ["tcvn3", "vni"] as const) {
    for (const name of typed)
      expect(readOldEncoding([encode(name, encoding)])).toEqual({ cells: [name], from: encoding });
  }
});

test("a cell in Unicode beside one of an old font stays as it is", () => {
  expect(readOldEncoding(["X· Ya T¨ng", "Xã Ya Ly", "Chi bé"]).cells).toEqual(["Xã Ya Tăng", "Xã Ya Ly", "Chi bé"]);
});

test("Unicode Vietnamese is never touched but for the form of its letters", () => {
  for (const name of [...names, "Hoà Bình", "Uỷ ban", "Hòa Hải", "Bé", "Mỹ", "Toán", "Hoá", "Quý", "Bình Hòa"]) {
    expect(oldEncodingOf(name)).toBeNull();
    expect(readOldEncoding([name.normalize("NFD")]).cells).toEqual([name]);
  }
  const onset = fc.constantFrom("b", "c", "đ", "gi", "h", "kh", "ngh", "ph", "qu", "th", "tr", "x", "");
  const rime = fc.constantFrom("àng", "ình", "ướng", "oà", "òa", "uyễn", "áo", "ời", "ế", "ũ", "ô", "ẳng", "íu", "ùi");
  const word = fc.tuple(onset, rime).map((parts) => parts.join(""));
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
      const text = words.join(" ").normalize("NFC");
      expect(readOldEncoding([text]).cells).toEqual([text]);
    }),
  );
});

test("other languages are never touched", () => {
  for (const text of [
    "Commune",
    "façade",
    "naïve",
    "Zürich",
    "Señor",
    "São Paulo",
    "Malmö",
    "© 2025",
    "« xã »",
    "5 × 3",
    "garçon",
    "Ærø",
    "R&D®",
    "10 km²",
    "",
  ]) {
    expect(readOldEncoding([text])).toEqual({ cells: [text], from: null });
  }
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(readOldEncoding([text.replaceAll(/[^ -~]/gu, "")]).from).toBeNull();
    }),
  );
});
