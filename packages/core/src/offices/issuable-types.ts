import { type DocumentType, documentTypes } from "./documents.ts";
import type { Issuer, PaperFamily } from "./issuers.ts";

type Refused = Partial<Readonly<Record<DocumentType, string>>>;

const notByFront = {
  QC: "quy chế của Mặt trận và các đoàn thể được ban hành kèm theo quyết định, không có số riêng",
} as const satisfies Refused;

/**
 * What a family does not issue under a number of its own, each with the reason; where symbols are named, only the bodies
 * that have one of them. What is not named here, it issues.
 */
const rows: readonly { readonly family: PaperFamily; readonly symbols?: readonly string[]; readonly not: Refused }[] = [
  {
    family: "party",
    symbols: ["CB"],
    not: { HD: "Quy định 399-QĐ/TW, Điều 13, không giao chi bộ ban hành hướng dẫn" },
  },
  {
    family: "state",
    not: {
      NQ: "cơ quan hành chính nhà nước không ban hành nghị quyết; nội dung đó được ban hành bằng quyết định",
      KL: "kết luận không có trong các loại văn bản hành chính của Nghị định 30/2020/NĐ-CP; ý kiến kết luận được ban hành bằng thông báo",
    },
  },
  { family: "front", not: notByFront },
  { family: "youth", not: notByFront },
];

/**
 * Why a body does not issue documents of a type, in words that stand after “vì”; `null` where it issues them.
 * Source: Quy định 399-QĐ/TW for the Party, Nghị định 30/2020/NĐ-CP for state bodies, the Front and the unions.
 */
export const whyNotIssued = (
  { family, symbol }: Pick<Issuer, "family" | "symbol">,
  type: DocumentType,
): string | null =>
  rows.find((row) => row.family === family && (row.symbols?.includes(symbol) ?? true))?.not[type] ?? null;

/** Whether a body issues documents of a type under numbers of its own. */
export const mayIssue = (issuer: Pick<Issuer, "family" | "symbol">, type: DocumentType): boolean =>
  whyNotIssued(issuer, type) === null;

/** The types of document that a body issues, in the order in which they are offered. */
export const issuableTypes = (issuer: Pick<Issuer, "family" | "symbol">): readonly DocumentType[] =>
  (Object.keys(documentTypes) as DocumentType[]).filter((type) => mayIssue(issuer, type));
