import type { Day } from "../ground/days.ts";
import { type Fields, schemaOf } from "../ground/fields.ts";
import { nameKey } from "../ground/text.ts";
import { listOf } from "../rules/lists.ts";
import type { StateOf } from "../rules/states.ts";
import type { Issuer, PaperFamily } from "./issuers.ts";

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
/** How a document stands in the book: its number held, issued, or its number cancelled. */
export type DocumentState = StateOf<"document">;

/** A number as it is printed: below ten with a zero before it; room for it where there is none yet. */
const digits = (number: number | null): string => (number === null ? "        " : String(number).padStart(2, "0"));

/** What of an issuer stands in its numbers. */
type Numbering = Pick<Issuer, "family" | "symbol">;

const isOfParty = ({ family }: Numbering): boolean => family === "party" || family === "youth";

const numberAndSymbol = (issuer: Numbering, type: DocumentType, number: number | null): string =>
  isOfParty(issuer)
    ? `${digits(number)}-${type}/${issuer.symbol}`
    : `${digits(number)}/${type === "CV" ? "" : `${type}-`}${issuer.symbol}`;

/** Number and symbol of a document as others cite it: `45-QĐ/ĐU` of the Party, `07/TB-MTTQ-BTT` of all others. */
export const numberText = (issuer: Numbering, type: DocumentType, number: number): string =>
  numberAndSymbol(issuer, type, number);

/**
 * Number and symbol of a document as its head prints them: `Số 45-QĐ/ĐU` of the Party, which has no colon,
 * `Số: 512/QĐ-UBND` of all others; a letter of theirs names no type, `Số: 249/MTTQ-BTT`.
 */
export const numberLine = (issuer: Numbering, type: DocumentType, number: number | null): string =>
  `${isOfParty(issuer) ? "Số" : "Số:"} ${numberAndSymbol(issuer, type, number)}`;

/** A term of a party committee in years. */
const term = 5;

/**
 * The series in which a document of a day is numbered, from one on, each type for itself: of the Party the term of its
 * committee (`2025–2030`), of all others the year (`2026`; Nghị định 30/2020/NĐ-CP, Điều 15). Congresses of the Party are
 * held on different days; that all terms change on the first of July of every fifth year is this product's rule.
 */
export const seriesOf = (family: PaperFamily, day: Day): string => {
  const year = Number(day.slice(0, 4));
  if (family !== "party") return String(year);
  const begun = day.slice(5) < "07-01" ? year - 1 : year;
  const first = begun - (begun % term);
  return `${first}–${first + term}`;
};

/** The series in words: `nhiệm kỳ 2025–2030`, `năm 2026`. */
export const seriesText = (series: string): string => `${series.includes("–") ? "nhiệm kỳ" : "năm"} ${series}`;

const abstract = {
  kind: "paragraph",
  label: "Trích yếu nội dung",
  min: 5,
  max: 500,
  hint: "Ví dụ: Về việc phát động phong trào thi đua “Dân vận khéo” năm 2026",
} as const;
const signatory = { kind: "line", label: "Người ký", min: 2, max: 120, hint: "Ví dụ: Nguyễn Văn Hòa" } as const;
const issuedOn = { kind: "day", label: "Ngày ban hành", hint: "Ví dụ: 05/03/2026" } as const;

/** What is typed to take a number: of which body, and of what. */
export const reservedDocumentFields = {
  symbol: { kind: "listed", label: "Cơ quan ban hành" },
  type: { kind: "choice", label: "Loại văn bản", options: documentTypes },
  abstract,
  startAt: {
    kind: "count",
    label: "Bắt đầu từ số",
    least: 1,
    most: 99_999,
    optional: true,
    hint: "Chỉ ghi khi sổ của loại văn bản này còn trống, ví dụ vì các số trước đã ghi ở sổ giấy",
  },
} as const satisfies Fields;
export const reservedDocumentInput = schemaOf(reservedDocumentFields);

/** What is typed of a document that another body has issued, as it came. */
export const receivedDocumentFields = {
  numberText: { kind: "line", label: "Số, ký hiệu", min: 1, max: 60, hint: "Ghi như trên văn bản. Ví dụ: 07/TB-UBND" },
  issuerName: {
    kind: "line",
    label: "Cơ quan ban hành",
    min: 3,
    max: 200,
    hint: "Ví dụ: Ủy ban MTTQ Việt Nam tỉnh Quảng Ngãi",
  },
  type: reservedDocumentFields.type,
  issuedOn,
  abstract,
  signatory,
} as const satisfies Fields;
export const receivedDocumentInput = schemaOf(receivedDocumentFields);

/** What is typed to issue a document whose number is held. */
export const issuedDocumentFields = {
  issuedOn,
  signatory,
  capacity: { kind: "line", label: "Chức vụ người ký", min: 2, max: 200, hint: "Ví dụ: T/M Ban Thường vụ, Bí thư" },
  abstract,
} as const satisfies Fields;
export const issuedDocumentInput = schemaOf(issuedDocumentFields);

/** Who signs for an issuer, as a form asks for it. */
export const signingText = { head: "Cấp trưởng ký", deputy: "Cấp phó ký" } as const;

/** What is typed to issue what the product itself has written: it takes the next number and bears the day. */
export const writtenDocumentFields = {
  signatory,
  signing: { kind: "choice", label: "Ký với tư cách", options: signingText },
} as const satisfies Fields;
export const writtenDocumentInput = schemaOf(writtenDocumentFields);

/**
 * What is alike in two entries of one received document, however its number and its issuer were typed: a number comes
 * again in another year, not in the same.
 */
export const receivedKey = (received: {
  readonly numberText: string;
  readonly issuerName: string;
  readonly issuedOn: Day;
}): string => [nameKey(received.numberText), nameKey(received.issuerName), received.issuedOn.slice(0, 4)].join(" | ");

/** Whose a document in the book is, in words. */
export const documentOriginText = { own: "Văn bản đi", received: "Văn bản đến" } as const;
export type DocumentOrigin = keyof typeof documentOriginText;
export const documentOrigins = Object.keys(documentOriginText) as [DocumentOrigin, ...DocumentOrigin[]];

/** The book of documents: what the units within one's reach have issued and received. */
export const documentList = listOf(
  "Sổ văn bản",
  {
    numberText: { label: "Số, ký hiệu", kind: "line", main: true },
    origin: { label: "Đi, đến", kind: "choice", options: documentOriginText, under: "numberText" },
    type: { label: "Loại văn bản", kind: "choice", options: documentTypes, under: "numberText" },
    abstract: { label: "Trích yếu", kind: "line", main: true },
    issuerName: { label: "Cơ quan ban hành", kind: "line", main: true },
    issuedOn: { label: "Ngày ban hành", kind: "day", main: true },
    signatory: { label: "Người ký", kind: "line", under: "issuerName" },
    state: { label: "Trạng thái", kind: "state", thing: "document", main: true },
    unitName: { label: "Sổ của đơn vị", kind: "line" },
    enteredOn: { label: "Ngày vào sổ", kind: "day" },
  },
  "enteredOn",
  "descending",
);

/** Place and date of a paper: `Trà Câu, ngày 05 tháng 10 năm 2026`; days below ten and the first two months with a zero. */
export const dateLine = (place: string, date: Day | null): string => {
  if (date === null) return `${place}, ngày       tháng       năm       `;
  const [year = "", month = "", day = ""] = date.split("-");
  return `${place}, ngày ${day} tháng ${Number(month) <= 2 ? month : Number(month)} năm ${year}`;
};
