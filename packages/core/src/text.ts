import { z } from "zod";

/**
 * The form in which words are searched and compared: no tone marks, no case, one spelling of `uỷ`/`ủy`, `đ` as `d`,
 * quotation marks, apostrophes and dashes as a keyboard has them.
 * Never an identity: xã Sơn Hà and xã Sơn Hạ fold to the same text and are two communes.
 */
export const fold = (text: string): string =>
  text
    .normalize("NFD")
    .replaceAll(/\p{Mn}/gu, "")
    .replaceAll(/đ/giu, "d")
    .replaceAll(/[‘’ʼ]/gu, "'")
    .replaceAll(/[“”]/gu, '"')
    .replaceAll(/[–—]/gu, "-")
    .toLowerCase()
    .replaceAll(/\s+/gu, " ")
    .trim();

/** NFC, without control characters and halves of characters, which come with a paste and which no column holds. */
const clean = (text: string): string => text.normalize("NFC").replaceAll(/(?![\n\t])[\p{Cc}\p{Cs}]/gu, "");

const vietnamese = new Intl.Collator("vi", { numeric: true });

/** Vietnamese order, with numbers inside names in the order of their value: "tổ 2" before "tổ 10". */
export const compareNames = (a: string, b: string): number => vietnamese.compare(a, b);

/** A line of text as it enters the system: NFC, trimmed, inner white space kept to single spaces. */
export const line = (label: string, limits: { readonly min?: number; readonly max: number }) =>
  z
    .string({ error: `${label}: cần nhập chữ.` })
    .transform((text) => clean(text.replaceAll(/\s+/gu, " ")).replaceAll(/ +/gu, " ").trim())
    .refine((text) => text.length >= (limits.min ?? 0), {
      error: limits.min === 1 ? `${label}: chưa nhập.` : `${label}: cần ít nhất ${limits.min} ký tự.`,
    })
    .refine((text) => text.length <= limits.max, { error: `${label}: dài quá ${limits.max} ký tự.` });

/** Several lines of text: NFC, trimmed at both ends, line ends as `\n`. */
export const paragraph = (label: string, limits: { readonly min?: number; readonly max: number }) =>
  z
    .string({ error: `${label}: cần nhập chữ.` })
    .transform((text) => clean(text.replaceAll(/\r\n|[\r\v\f]/gu, "\n")).trim())
    .refine((text) => text.length >= (limits.min ?? 0), {
      error: limits.min === 1 ? `${label}: chưa nhập.` : `${label}: cần ít nhất ${limits.min} ký tự.`,
    })
    .refine((text) => text.length <= limits.max, { error: `${label}: dài quá ${limits.max} ký tự.` });
