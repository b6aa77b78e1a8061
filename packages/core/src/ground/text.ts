import { z } from "zod";
import { formatNumber } from "./exact.ts";

/**
 * Marks after one letter that are kept. Writing has three at most; a run without end makes normalising take the square
 * of its length, so it is cut before.
 */
const withFewMarks = (text: string): string => text.replaceAll(/(\p{M}{30})\p{M}+/gu, "$1");

/** The text in NFC, in time proportional to its length. The only ways to normalise are this one and `decomposed`. */
export const composed = (text: string): string => withFewMarks(text).normalize("NFC");

/** The text in NFD, in time proportional to its length. */
export const decomposed = (text: string): string => withFewMarks(text).normalize("NFD");

/** What shows nothing, or turns the direction of what follows; control characters and halves of characters too. */
const unseen = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/**
 * The form in which words are searched and compared: no tone marks, no case, nothing that is not seen, one spelling of
 * `uỷ`/`ủy`, `đ` as `d`, quotation marks, apostrophes and dashes as a keyboard has them.
 * Never an identity: xã Sơn Hà and xã Sơn Hạ fold to the same text and are two communes.
 */
export const fold = (text: string): string =>
  decomposed(text)
    .replaceAll(/\p{Mn}/gu, "")
    .replaceAll(unseen, (letter) => (/\s/u.test(letter) ? " " : ""))
    .replaceAll(/đ/giu, "d")
    .replaceAll(/[‘’ʼ]/gu, "'")
    .replaceAll(/[“”]/gu, '"')
    .replaceAll(/[–—]/gu, "-")
    .toLowerCase()
    .replaceAll(/\s+/gu, " ")
    .trim();

/**
 * The form in which two names are the same name: NFC, no case, one place of the tone mark (uỷ and ủy, hoà and hòa), one
 * kind of apostrophe and dash, one space between words. Tone marks and đ stay: Xã Sơn Hà and Xã Sơn Hạ are two communes.
 * The database keeps it beside the name: what changes here needs a migration that writes `name_key` anew.
 */
export const nameKey = (name: string): string =>
  composed(
    decomposed(name)
      .toLowerCase()
      .replaceAll(/(o)([ae])([\u0300\u0301\u0303\u0309\u0323])/gu, "$1$3$2")
      .replaceAll(/(u)(y)([\u0300\u0301\u0303\u0309\u0323])/gu, "$1$3$2")
      .replaceAll(/[‘’ʼ`´]/gu, "'")
      .replaceAll(/[–—]/gu, "-"),
  )
    .replaceAll(/\s+/gu, " ")
    .trim();

/** Letters that are drawn like the Latin ones beside them: of the Cyrillic and of the Greek alphabet. */
const drawnAlike = (foreign: string, latin: string): readonly (readonly [string, string])[] =>
  Array.from(foreign, (letter, index) => [letter, latin[index] ?? letter]);
const latinOf: ReadonlyMap<string, string> = new Map([
  ...drawnAlike("АВЕЅІЈКМНОРСТХҮԌԚԜаеіјорсхуѕһԁԛԝү", "ABESIJKMHOPCTXYGQWaeijopcxyshdqwy"),
  ...drawnAlike("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo"),
]);

/** Other spellings of one letter: the Icelandic and the African Đ, wide and mathematical letters. */
const plain = (text: string): string =>
  text
    .replaceAll(/[\u00d0\u0189]/gu, "Đ")
    .replaceAll(/[\u00f0\u0256]/gu, "đ")
    .replaceAll(/[\uff01-\uff5e\u{1d400}-\u{1d7ff}]/gu, (letter) => letter.normalize("NFKC"));

const words = /[\p{L}\p{M}]+/gu;
const isLatin = (text: string): boolean => /\p{Script=Latin}/u.test(text);

/** A word of nothing but Latin letters and what is drawn like them, in Latin letters; any other word as it is. */
const inLatin = (word: string): string => {
  const letters = Array.from(word, (letter) => latinOf.get(letter) ?? letter);
  return letters.every((letter) => /[\p{Script=Latin}\p{M}]/u.test(letter)) ? letters.join("") : word;
};

/**
 * Text as it enters the system: NFC, one spelling for what looks the same, nothing that is not seen. What comes with a
 * paste is mended; what somebody typed to look like something else is no other text than that.
 */
export const cleaned = (text: string): string =>
  composed(composed(plain(text.replaceAll(unseen, ""))).replaceAll(words, inLatin));

/** Signs of measures that stand beside Latin letters: μm, kΩ, Δt, πr. */
const measures = /^[μΩΔπ]$/u;

/** The first letter of another script in a word of Latin letters, and the word; `null` where there is none. */
const strayLetter = (text: string): { readonly letter: string; readonly word: string } | null => {
  for (const [word] of text.matchAll(words)) {
    if (!isLatin(word)) continue;
    const letter = Array.from(word).find((one) => /\p{L}/u.test(one) && !isLatin(one) && !measures.test(one));
    // Letters of no script in particular, such as the micro sign, are nobody's disguise.
    if (letter !== undefined && !/\p{Script=Common}|\p{Script=Inherited}/u.test(letter)) return { letter, word };
  }
  return null;
};

const vietnamese = new Intl.Collator("vi", { numeric: true });

/** Vietnamese order, with numbers inside names in the order of their value: "tổ 2" before "tổ 10". */
export const compareNames = (a: string, b: string): number => vietnamese.compare(a, b);

/** Why a text is refused for its length: by how much it is to be shortened stands in it. */
const tooLongText = (label: string, max: number, text: unknown): string =>
  `${label}: dài quá ${formatNumber(max)} ký tự (${formatNumber(typeof text === "string" ? text.length : 0)}).`;

/**
 * What comes in at most before anything is done with it: a letter with its marks apart takes three places, a line end
 * two.
 */
const taken = (label: string, max: number) =>
  z.string({ error: `${label}: cần nhập chữ.` }).max(4 * max, { error: ({ input }) => tooLongText(label, max, input) });

type Limits = { readonly min?: number; readonly max: number };

/** Why a text is refused for its letters; empty when it is not. */
export const strayLetterText = (label: string, text: string): string => {
  const stray = strayLetter(text);
  return stray === null
    ? ""
    : `${label}: chữ “${stray.letter}” trong “${stray.word}” không phải chữ cái Latinh; cần gõ lại từ này.`;
};

/** What is checked of a text once it is cleaned. */
const within = (label: string, limits: Limits, cleaning: (text: string) => string) =>
  taken(label, limits.max)
    .transform(cleaning)
    .refine((text) => text.length >= (limits.min ?? 0), {
      error: limits.min === 1 ? `${label}: chưa nhập.` : `${label}: cần ít nhất ${limits.min} ký tự.`,
    })
    .refine((text) => text.length <= limits.max, {
      error: ({ input }) => tooLongText(label, limits.max, input),
    })
    .refine((text) => strayLetter(text) === null, { error: ({ input }) => strayLetterText(label, String(input)) });

/** A line of text as it enters the system: cleaned, trimmed, inner white space kept to single spaces. */
export const line = (label: string, limits: Limits) =>
  within(label, limits, (text) =>
    cleaned(text.replaceAll(/[^\S\ufeff]+/gu, " "))
      .replaceAll(/ +/gu, " ")
      .trim(),
  );

/** Several lines of text: cleaned, trimmed at both ends, line ends as `\n`. */
export const paragraph = (label: string, limits: Limits) =>
  within(label, limits, (text) => cleaned(text.replaceAll(/\r\n|[\r\v\f\u2028\u2029]/gu, "\n")).trim());

/** Words that are searched for: cleaned like what they are to find, and never refused for their letters. */
export const searchWords = z.string().max(100).transform(cleaned);
