import { cleaned, fold, nameKey } from "../../ground/text.ts";
import { type UnitKind, unitKindText } from "../units.ts";
import { readUnitKind, readUnitName } from "../unit-names.ts";
import { chainOf, saidOf } from "./cells.ts";
import type { Directory } from "./directory.ts";
import { type Heading, namesUnit } from "./heading.ts";
import type { DecodedRow, OldEncoding } from "./old-encodings.ts";
import type { SheetRow } from "./unit-list.ts";

const isTotal =
  /^(?:t[oổ]ng (?:c[oộ]ng|s[oố])|cộng)(?! (?:đồng|hòa|hoà)(?:$|\s))(?:$|[^\p{L}\p{M}])|^t[oổ]ng(?:$|\s*[:(\d])|^cong$/u;
const numbersOnly = /^[\s\d.,%()+-]*$/u;
const signature = /^(?:nguoi (?:lap|ky)|lap bieu|noi nhan|ky ten|xac nhan|thu truong|t\/?m\b|k\/?t\b)/u;
const dayAndPlace = /\bngay\b.*\bthang\b.*\bnam\b/u;
const roman = /^(?:[IVXLC]+|\p{Lu})[.)]?$/u;
const section = /^(?:[IVXLC]+|\p{Lu})(?:\.\d*|\)|\s*[-–:])\s*(?=\S)/u;

/** A row with its cells in one encoding and spelling, and what of it is filled. */
export type Line = {
  readonly row: SheetRow;
  /** From 0, as the rows were handed in. */
  readonly index: number;
  readonly from: OldEncoding | null;
  readonly filled: readonly string[];
  /** What is filled beside the column of ordinals. */
  readonly rest: readonly string[];
  readonly ordinal: string;
};

/** Reads the cells of a row. */
export const readLine = (raw: DecodedRow, index: number, { columns: { order: [order] = [] } }: Heading): Line => {
  // Decoded before: what is another spelling in Unicode is a letter of its own in an old encoding.
  const cells = raw.cells.map((cell) => cleaned(cell).trim());
  return {
    row: { ...raw, cells },
    index,
    from: raw.from,
    filled: cells.filter((cell) => cell !== ""),
    rest: cells.filter((cell, column) => cell !== "" && column !== order),
    ordinal: order === undefined ? "" : (cells[order] ?? ""),
  };
};

const hasFaults = ({ row }: Line): boolean => row.faults.length > 0;

const startsWithTotal = ([first = ""]: readonly string[]): boolean => isTotal.test(nameKey(first));

const isSigned = ({ filled: [first = "", ...others] }: Line): boolean =>
  signature.test(fold(first)) || (others.length === 0 && dayAndPlace.test(fold(first)));

const repeatsHeading = ({ row: { cells } }: Line, heading: Heading): boolean =>
  heading.cells.some((title) => title.join("\u0000") === cells.join("\u0000"));

/** Rows that say nothing of a unit, and what is said of them; the first that fits. */
const skips: readonly (readonly [is: (line: Line, heading: Heading) => boolean, message: string])[] = [
  [({ index }, { first }) => index < first, "Dòng phía trên tiêu đề bảng."],
  [({ index }, { last }) => index <= last, "Tiêu đề bảng."],
  [(line) => line.filled.length === 0 && !hasFaults(line), "Dòng trống."],
  [repeatsHeading, "Tiêu đề bảng lặp lại."],
  [(line) => !hasFaults(line) && line.filled.every((cell) => numbersOnly.test(cell)), "Dòng chỉ có số."],
  [({ filled, rest }) => startsWithTotal(filled) || startsWithTotal(rest), "Dòng tổng cộng."],
  [isSigned, "Dòng ký hoặc ghi chú phía dưới bảng."],
];

/** Why a row says nothing of a unit; `undefined` where it may. */
export const whySkipped = (line: Line, heading: Heading): string | undefined =>
  skips.find(([is]) => is(line, heading))?.[1];

/** The title of a section; `null` for a row that is none. It is alone in its row, or the same in every cell. */
const sectionTitle = (line: Line): string | null => {
  const { ordinal } = line;
  const rest = line.rest.filter((cell) => !numbersOnly.test(cell));
  const [word = ordinal, ...others] = new Set(rest);
  if (hasFaults(line) || word === "" || others.length > 0) return null;
  // “H. Bình Sơn” in a row with a number is no section H.
  const isLettered = section.test(word) && !/\d/u.test(ordinal);
  const isAlone = ordinal === word || rest.length === 0 || (rest.length > 1 && ordinal === "");
  // Numbers beside a title are sums; beside a name they are what is said of the unit.
  if (roman.test(ordinal) && rest.length > 0) return word;
  return isLettered || roman.test(ordinal) || (isAlone && rest.length === line.rest.length)
    ? word.replace(section, "").trim()
    : null;
};

/** A title above rows: their superior, or the kind of what is listed below it. */
export type Section = { readonly superior: string; readonly kind: UnitKind | null };

const kindOfGroup = (title: string): UnitKind | null => {
  const group = title.replace(/^(?:các|những|nhóm|khối các)\s+/iu, "");
  return readUnitKind(group) ?? readUnitName(group).kind;
};

/** The section that a row begins, and what is said of the row; `null` for a row that begins none. */
export const sectionIn = (
  line: Line,
  directory: Directory,
  isName: (text: string) => boolean,
): (Section & { readonly message: string }) | null => {
  const title = sectionTitle(line);
  if (title === null) return null;
  const chain = chainOf(title, isName);
  const { guess = null } = chain[0] ?? {};
  const isUnit = chain[0] !== undefined && namesUnit(chain[0].full, directory) && guess !== "partyCell";
  if (isUnit) {
    const message = `Tiêu đề mục: các dòng dưới trực thuộc “${saidOf(chain)}”.`;
    return { superior: title, kind: null, message };
  }
  const kind = kindOfGroup(title);
  const message =
    kind === null ? "Tiêu đề mục." : `Tiêu đề nhóm: các dòng dưới không ghi loại được hiểu là “${unitKindText[kind]}”.`;
  return { superior: "", kind, message };
};
