/**
 * Texts typed with the fonts of the 1990s, in which a Vietnamese letter was stored in the place of a Western one. They
 * still come out of old Word and Excel files: `X· Phæ V¨n` (TCVN3, the fonts .VnTime) and `Xaõ Phoå Vaên` (VNI).
 */
import { composed, decomposed } from "../../ground/text.ts";
import type { SheetRow } from "./unit-list.ts";

const tones = ["\u0300", "\u0309", "\u0303", "\u0301", "\u0323"] as const;

const toned = (letters: string): string[] =>
  Array.from(letters).flatMap((letter) => tones.map((tone) => composed(`${letter}${tone}`)));

/** TCVN3: one place for each letter; capitals with a tone are small letters in a font of capitals. */
const tcvn3Letters = new Map<string, string>();
for (const [letters, places] of [
  [toned("a"), "µ¶·¸¹"],
  [toned("ă"), "»¼½¾Æ"],
  [toned("â"), "ÇÈÉÊË"],
  [toned("e"), "ÌÎÏÐÑ"],
  [toned("ê"), "ÒÓÔÕÖ"],
  [toned("i"), "×ØÜÝÞ"],
  [toned("o"), "ßáâãä"],
  [toned("ô"), "åæçèé"],
  [toned("ơ"), "êëìíî"],
  [toned("u"), "ïñòóô"],
  [toned("ư"), "õö÷øù"],
  [toned("y"), "úûüýþ"],
  [Array.from("ăâêôơư"), "¨©ª«¬\u00AD"],
  [Array.from("ĂÂÊÔƠƯĐđ"), "¡¢£¤¥¦§®"],
] as const) {
  Array.from(places).forEach((place, index) => tcvn3Letters.set(place, letters[index] ?? ""));
}

/** VNI: the bare letter, then a letter that stands for its marks; ơ, ư, đ and toned i have places of their own. */
const vniLetters = new Map<string, string>();
{
  const marks = "øûõùï";
  const single: readonly (readonly [string, string])[] = [
    ...Array.from("aeouy").flatMap((letter) =>
      toned(letter).map((made, index) => [`${letter}${marks[index] ?? ""}`, made] as const),
    ),
    ...Array.from("ôö").flatMap((letter) =>
      toned(letter === "ô" ? "ơ" : "ư").map((made, index) => [`${letter}${marks[index] ?? ""}`, made] as const),
    ),
    ...Array.from("aeo").flatMap((letter) => {
      const hat = composed(`${letter}\u0302`);
      return [
        [`${letter}â`, hat] as const,
        ...toned(hat).map((made, index) => [`${letter}${"àåãáä"[index] ?? ""}`, made] as const),
      ];
    }),
    ["aê", "ă"],
    ...toned("ă").map((made, index) => [`a${"èúüéë"[index] ?? ""}`, made] as const),
    ...toned("i").map((made, index) => ["ìæóíò"[index] ?? "", made] as const),
    ["ô", "ơ"],
    ["ö", "ư"],
    ["ñ", "đ"],
    ["î", "ỵ"],
  ];
  for (const [stored, letter] of single) {
    vniLetters.set(stored, letter);
    vniLetters.set(stored.toUpperCase(), letter.toUpperCase());
    const [first = "", second = ""] = Array.from(stored);
    // A capital at the beginning of a word is often followed by a mark in small.
    if (second !== "") vniLetters.set(first.toUpperCase() + second, letter.toUpperCase());
  }
  // `yï` is not used: ỵ has its own place.
  vniLetters.delete("yï");
  vniLetters.delete("Yï");
  vniLetters.delete("YÏ");
}

const decodeTcvn3 = (text: string): string => Array.from(text, (letter) => tcvn3Letters.get(letter) ?? letter).join("");

const decodeVni = (text: string): string => {
  const letters = Array.from(text);
  let decoded = "";
  for (let index = 0; index < letters.length; index++) {
    const one = letters[index] ?? "";
    const pair = vniLetters.get(one + (letters[index + 1] ?? " "));
    if (pair !== undefined) index++;
    decoded += pair ?? vniLetters.get(one) ?? one;
  }
  return decoded;
};

/** The encodings, as they are named in the fonts. */
export const oldEncodings = {
  tcvn3: { name: "TCVN3 (ABC)", letters: tcvn3Letters, decode: decodeTcvn3 },
  vni: { name: "VNI", letters: vniLetters, decode: decodeVni },
} as const;
export type OldEncoding = keyof typeof oldEncodings;

/** A syllable as Vietnamese and the names of the Central Highlands write it, its tone mark taken off. */
const syllable =
  /^(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|pl|bl|kl|kr|hr|br|dr|đr|pr|tl|b|c|d|đ|g|h|j|k|l|m|n|p|q|r|s|t|v|w|x|y)?(?:(?<open>iêu|yêu|uôi|ươi|ươu|oai|oay|oao|oeo|uây|uyu|uya|uêu|ai|ay|ao|au|ây|âu|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu)|(?:uyê|iê|yê|ia|ya|uô|ua|ưa|ươ|oa|oă|oe|oo|ôô|uâ|uê|uơ|uy|a|ă|â|e|ê|i|o|ô|ơ|u|ư|y)(?:ng|nh|ch|c|k|m|n|p|t|r|l|h)?)$/u;
/** A tone mark on the last letter of a vowel that glides away, where nobody writes it. */
const toneAtTheEnd = /(?:[aeiouy]|\u0302|\u0306|\u031B)[iuoy]\u031B?(?:\u0300|\u0301|\u0303|\u0309|\u0323)$/u;

const isPlausible = (word: string): boolean => {
  const apart = decomposed(word).toLowerCase();
  const marks = apart.match(/[\u0300\u0301\u0303\u0309\u0323]/gu)?.length ?? 0;
  if (marks > 1) return false;
  const found = syllable.exec(composed(apart.replaceAll(/[\u0300\u0301\u0303\u0309\u0323]/gu, "")));
  if (!found) return false;
  return found.groups?.["open"] === undefined || !toneAtTheEnd.test(apart);
};

/** Words with a letter that no typewriter of the English has; figures and common signs part words. */
const accented = (text: string): string[] =>
  text.split(/[\s\d!-/:-@[-`{-~“”‘’–—…]+/u).filter((word) => /[^\p{ASCII}]/u.test(word));

/** Letters that the old encodings have no place for: where one stands, the text is Unicode already. */
const beyondLatin1 = /[^\p{ASCII}\u0080-\u00FF“”‘’–—…]/u;

/** Letters that Unicode and the old encodings both have, in a word that only Unicode makes of them. */
const onlyUnicode = /(?:^|\s)xã(?:\s|$)/iu;

const isUnicode = (text: string): boolean => beyondLatin1.test(text) || onlyUnicode.test(text);

/** Whether some word is no Vietnamese as it stands. */
const isStrange = (text: string): boolean =>
  accented(text).some((word) => /[^\p{L}]|\p{L}.|.\p{L}/u.test(word) && /\p{L}/u.test(word) && !isPlausible(word));

const decodesWell = (text: string, encoding: OldEncoding): boolean => {
  const decoded = accented(oldEncodings[encoding].decode(text));
  return decoded.length > 0 && decoded.every(isPlausible);
};

/** The old encodings that a text may be in; none where it is Vietnamese as it stands, or nothing we know. */
const possibleEncodings = (text: string): readonly OldEncoding[] => {
  if (!/[^\p{ASCII}]/u.test(text) || beyondLatin1.test(text) || !isStrange(text)) return [];
  return (["tcvn3", "vni"] as const).filter((encoding) => decodesWell(text, encoding));
};

/**
 * In which old encoding a text is by itself, `null` for Unicode: some word of it is no Vietnamese as it stands, and all
 * are when decoded.
 */
export const oldEncodingOf = (text: string): OldEncoding | null => possibleEncodings(text)[0] ?? null;

/** What stands most often, `null` where nothing or as much of two. */
const mostOf = <T>(all: readonly T[]): T | null => {
  const [first, second] = [...Map.groupBy(all, (one) => one)].toSorted(([, a], [, b]) => b.length - a.length);
  return first && first[1].length > (second?.[1].length ?? 0) ? first[0] : null;
};

/** In which encoding a row is, by the cells that can be in one only; `null` where none says it. */
const encodingOfRow = (cells: readonly string[]): OldEncoding | "unicode" | null => {
  if (cells.some(isUnicode)) return "unicode";
  return mostOf(
    cells
      .map(possibleEncodings)
      .filter(({ length }) => length === 1)
      .flat(),
  );
};

/** The encoding of a cell, by itself or else by the row or sheet around it. */
const encodingOfCell = (text: string, around: OldEncoding | null): OldEncoding | null => {
  const possible = possibleEncodings(text);
  const [first = null] = possible;
  if (around === null || possible.length === 1 || isUnicode(text)) return first;
  return possible.includes(around) || isStrange(text) || decodesWell(text, around) ? around : first;
};

/** The cells of one row in Unicode NFC, and the encoding that the first of them came from. */
export const readOldEncoding = (
  cells: readonly string[],
  ofSheet: OldEncoding | null = null,
): { readonly cells: readonly string[]; readonly from: OldEncoding | null } => {
  const unicode = cells.map(composed);
  const ofRow = encodingOfRow(unicode) ?? ofSheet;
  const read = unicode.map((cell) => {
    // Rows are pasted together from files of different fonts: a cell that can be in one only is in that one.
    const from = encodingOfCell(cell, ofRow === "unicode" ? null : ofRow);
    return { from, text: from === null ? cell : composed(oldEncodings[from].decode(cell)) };
  });
  return { cells: read.map(({ text }) => text), from: read.find(({ from }) => from !== null)?.from ?? null };
};

/** A row in Unicode, and the encoding that it came from. */
export type DecodedRow = SheetRow & { readonly from: OldEncoding | null };

/** The rows of a sheet in Unicode. What most rows are in decides where a row says nothing by itself. */
export const decodeRows = (rows: readonly SheetRow[]): readonly DecodedRow[] => {
  // Control characters go before: in an old encoding they part no letters. A soft hyphen is a letter of TCVN3.
  const raw = rows.map(({ cells }) => cells.map((cell) => cell.replaceAll(/(?!\n)[\p{Cc}\p{Cs}]/gu, "").trim()));
  const most = mostOf(raw.flatMap((cells) => encodingOfRow(cells.map(composed)) ?? []));
  return rows.map((row, index) => ({
    ...row,
    ...readOldEncoding(raw[index] ?? [], most === "unicode" ? null : most),
  }));
};
