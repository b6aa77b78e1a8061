import type { PaperFamily } from "@kheo/core/offices/issuers";
import type { Style } from "./layout.ts";

/** What every style of a paper is for, with its name in Word's list of styles. */
const common = {
  superior: { name: "Cơ quan cấp trên", size: 13, align: "centre" },
  body: { name: "Cơ quan ban hành", size: 13, bold: true, align: "centre" },
  mark: { name: "Dấu sao", size: 14, align: "centre" },
  number: { name: "Số, ký hiệu", size: 13, align: "centre", before: 4 },
  code: { name: "Mã phiếu", size: 12, align: "centre", before: 2 },
  motto: { name: "Quốc hiệu", size: 12.5, bold: true, align: "centre" },
  secondMotto: { name: "Tiêu ngữ", size: 13, bold: true, align: "centre" },
  date: { name: "Địa danh, ngày tháng", size: 13, italic: true, align: "centre", before: 4 },
  typeName: { name: "Tên loại", size: 14, bold: true, align: "centre", before: 18, outline: 1, withNext: true },
  about: { name: "Trích yếu", size: 14, bold: true, align: "centre", withNext: true },
  dashes: { name: "Gạch dưới trích yếu", size: 14, align: "centre" },
  remark: { name: "Ghi chú dưới tên loại", size: 13, italic: true, align: "centre" },
  addressee: { name: "Nơi kính gửi", size: 14, align: "centre", before: 8, after: 6 },
  heading: { name: "Đề mục", size: 14, bold: true, align: "both", before: 8, after: 4, outline: 2, withNext: true },
  text: { name: "Nội dung", size: 14, align: "both", firstLine: 10, before: 6, line: 18.5 },
  point: { name: "Mục của phiếu", size: 13, align: "both", before: 4, line: 17 },
  choices: { name: "Ô đánh dấu", size: 13, align: "left", before: 4, line: 17 },
  note: { name: "Ghi chú", size: 11, italic: true, align: "left", before: 3 },
  appendixNumber: { name: "Số phụ lục", size: 14, bold: true, align: "centre", outline: 1, withNext: true },
  appendixTitle: { name: "Tên phụ lục", size: 13, bold: true, align: "centre", withNext: true },
  appendixRemark: { name: "Kèm theo phụ lục", size: 13, italic: true, align: "centre", after: 4, withNext: true },
  empty: { name: "Không phát sinh", size: 13, italic: true, align: "centre", before: 6 },
  signing: { name: "Quyền hạn ký", size: 13, bold: true, align: "centre", withNext: true },
  post: { name: "Chức vụ ký", size: 13, bold: true, align: "centre", withNext: true },
  signed: { name: "Họ tên ký", size: 13, bold: true, align: "centre" },
  recipientsLabel: { name: "Nơi nhận", size: 12, bold: true, italic: true, align: "left" },
  recipient: { name: "Tên nơi nhận", size: 11, align: "left" },
  foot: { name: "Cuối trang", size: 9, italic: true, grey: true, align: "centre" },
} as const satisfies Readonly<Record<string, Style>>;
export type StyleName = keyof typeof common;

/** What distinguishes the papers of one family; lengths in millimetres. */
type FamilyLook = {
  readonly head: readonly [left: number, right: number];
  readonly foot: readonly [left: number, right: number];
  /** Beside the issuer; the last line is underlined by a line as long as itself. */
  readonly motto: readonly { readonly text: string; readonly style: "motto" | "secondMotto" }[];
  /** Between the issuing body and the number. */
  readonly mark: string | null;
  /** A line below the issuing body and below what the paper is about, as a part of their own length; none for dashes. */
  readonly ruled: number | null;
  /** What stands between the numeral of a part and its name. */
  readonly afterNumeral: "." | "-";
  /** What a document ends with. */
  readonly end: "." | "./.";
  readonly styles: Readonly<Record<StyleName, Style>>;
};

const national = [
  { text: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", style: "motto" },
  { text: "Độc lập - Tự do - Hạnh phúc", style: "secondMotto" },
] as const;

const partyStyles: Readonly<Record<StyleName, Style>> = {
  ...common,
  motto: { ...common.motto, name: "Tiêu đề Đảng", size: 14 },
  number: { ...common.number, size: 14 },
  date: { ...common.date, size: 14 },
  typeName: { ...common.typeName, size: 15 },
  text: { ...common.text, before: 6, after: 6, line: 18 },
  signing: { ...common.signing, size: 14 },
  post: { name: common.post.name, size: 14, align: "centre", withNext: true },
  signed: { ...common.signed, size: 14 },
  recipientsLabel: { name: common.recipientsLabel.name, size: 14, underlined: true, align: "left" },
  recipient: { ...common.recipient, size: 12 },
};

/**
 * How the papers of each family look: the Party's by Hướng dẫn 05-HD/VPTW (27/5/2026) as party offices carry it out, the
 * state's by Phụ lục I of Nghị định 30/2020/NĐ-CP, the Front's with the marks that its public papers show.
 */
export const families: Readonly<Record<PaperFamily, FamilyLook>> = {
  party: {
    head: [75, 90],
    foot: [77.6, 87.4],
    motto: [{ text: "ĐẢNG CỘNG SẢN VIỆT NAM", style: "motto" }],
    mark: "*",
    ruled: null,
    afterNumeral: "-",
    end: ".",
    styles: partyStyles,
  },
  state: {
    head: [70, 95],
    foot: [80, 85],
    motto: national,
    mark: null,
    ruled: 0.4,
    afterNumeral: ".",
    end: "./.",
    styles: common,
  },
  front: {
    head: [72, 93],
    foot: [80, 85],
    motto: national,
    mark: null,
    ruled: 0.4,
    afterNumeral: ".",
    end: "./.",
    styles: common,
  },
  youth: {
    head: [75, 90],
    foot: [77.6, 87.4],
    motto: [{ text: "ĐOÀN TNCS HỒ CHÍ MINH", style: "motto" }],
    mark: "***",
    ruled: null,
    afterNumeral: ".",
    end: "./.",
    styles: { ...partyStyles, motto: { ...partyStyles.motto, name: "Tiêu đề Đoàn" } },
  },
};
