import type { Day } from "../ground/days.ts";
import type { Issuer } from "./issuers.ts";

/**
 * The types of document that are issued, each with its code in numbers. A letter (công văn) is named by no word at its
 * head; quyết định and quy định share a code.
 */
export const documentTypes = {
  NQ: "Nghị quyết",
  QĐ: "Quyết định",
  KL: "Kết luận",
  QC: "Quy chế",
  HD: "Hướng dẫn",
  TB: "Thông báo",
  BC: "Báo cáo",
  KH: "Kế hoạch",
  CTr: "Chương trình",
  ĐA: "Đề án",
  PA: "Phương án",
  TTr: "Tờ trình",
  CV: "Công văn",
  GM: "Giấy mời",
  BB: "Biên bản",
} as const;
export type DocumentType = keyof typeof documentTypes;

/** A number as it is printed: below ten with a zero before it; room for it where there is none yet. */
const digits = (number: number | null): string => (number === null ? "        " : String(number).padStart(2, "0"));

/**
 * Number and symbol of a document as its head prints them: `Số 45-QĐ/ĐU` of the Party, which has no colon,
 * `Số: 512/QĐ-UBND` of all others; a letter of theirs names no type, `Số: 249/MTTQ-BTT`.
 */
export const numberLine = ({ family, symbol }: Issuer, type: DocumentType, number: number | null): string => {
  if (family === "party" || family === "youth") return `Số ${digits(number)}-${type}/${symbol}`;
  return `Số: ${digits(number)}/${type === "CV" ? "" : `${type}-`}${symbol}`;
};

/** Place and date of a paper: `Trà Câu, ngày 05 tháng 10 năm 2026`; days below ten and the first two months with a zero. */
export const dateLine = (place: string, date: Day | null): string => {
  if (date === null) return `${place}, ngày       tháng       năm       `;
  const [year = "", month = "", day = ""] = date.split("-");
  return `${place}, ngày ${day} tháng ${Number(month) <= 2 ? month : Number(month)} năm ${year}`;
};
