import { z } from "zod";

/**
 * Marks after one letter that are kept. Writing has three at most; a run without end makes normalising take the square
 * of its length, so it is cut before.
 */
const withFewMarks = (text: string): string => text.replaceAll(/(\p{M}{30})\p{M}+/gu, "$1");

/** The text in NFC, in time proportional to its length. The only ways to normalise are this one and `decomposed`. */
export const composed = (text: string): string => withFewMarks(text).normalize("NFC");

/** The text in NFD, in time proportional to its length. */
export const decomposed = (text: string): string => withFewMarks(text).normalize("NFD");

/**
 * The form in which words are searched and compared: no tone marks, no case, one spelling of `uỷ`/`ủy`, `đ` as `d`,
 * quotation marks, apostrophes and dashes as a keyboard has them.
 * Never an identity: xã Sơn Hà and xã Sơn Hạ fold to the same text and are two communes.
 */
export const fold = (text: string): string =>
  decomposed(text)
    .replaceAll(/\p{Mn}/gu, "")
    .replaceAll(/đ/giu, "d")
    .replaceAll(/[‘’ʼ]/gu, "'")
    .replaceAll(/[“”]/gu, '"')
    .replaceAll(/[–—]/gu, "-")
    .toLowerCase()
    .replaceAll(/\s+/gu, " ")
    .trim();

/** NFC, without control characters and halves of characters, which come with a paste and which no column holds. */
const clean = (text: string): string => composed(text).replaceAll(/(?![\n\t])[\p{Cc}\p{Cs}]/gu, "");

const vietnamese = new Intl.Collator("vi", { numeric: true });

/** Vietnamese order, with numbers inside names in the order of their value: "tổ 2" before "tổ 10". */
export const compareNames = (a: string, b: string): number => vietnamese.compare(a, b);

/**
 * What comes in at most before anything is done with it: a letter with its marks apart takes three places, a line end
 * two.
 */
const taken = (label: string, max: number) =>
  z.string({ error: `${label}: cần nhập chữ.` }).max(4 * max, { error: `${label}: dài quá ${max} ký tự.` });

/** A line of text as it enters the system: NFC, trimmed, inner white space kept to single spaces. */
export const line = (label: string, limits: { readonly min?: number; readonly max: number }) =>
  taken(label, limits.max)
    .transform((text) => clean(text.replaceAll(/\s+/gu, " ")).replaceAll(/ +/gu, " ").trim())
    .refine((text) => text.length >= (limits.min ?? 0), {
      error: limits.min === 1 ? `${label}: chưa nhập.` : `${label}: cần ít nhất ${limits.min} ký tự.`,
    })
    .refine((text) => text.length <= limits.max, { error: `${label}: dài quá ${limits.max} ký tự.` });

/** Several lines of text: NFC, trimmed at both ends, line ends as `\n`. */
export const paragraph = (label: string, limits: { readonly min?: number; readonly max: number }) =>
  taken(label, limits.max)
    .transform((text) => clean(text.replaceAll(/\r\n|[\r\v\f]/gu, "\n")).trim())
    .refine((text) => text.length >= (limits.min ?? 0), {
      error: limits.min === 1 ? `${label}: chưa nhập.` : `${label}: cần ít nhất ${limits.min} ký tự.`,
    })
    .refine((text) => text.length <= limits.max, { error: `${label}: dài quá ${limits.max} ký tự.` });
