import { cleaned, fold } from "../../ground/text.ts";
import { mayBeOf, readUnitName, type UnitName } from "../unit-names.ts";
import { unitKindText } from "../units.ts";
import { chainOf, saidOf } from "./cells.ts";
import { type ColumnName, columns } from "./columns.ts";
import type { Directory } from "./directory.ts";
import type { Heading } from "./heading.ts";
import { type OldEncoding, oldEncodings, readOldEncoding } from "./old-encodings.ts";
import { attempt, done, type Outcomes, refuse } from "./outcomes.ts";
import type { SheetRow, UnitListChoices } from "./unit-list.ts";

const repeats = new Set([
  "nt",
  "n/t",
  "nhu tren",
  '"',
  "''",
  '""',
  "...",
  "…",
  "-nt-",
  "- nt -",
  "//",
  "〃",
  '-"-',
  "như trên",
]);
const isRepeat = (text: string): boolean => repeats.has(fold(text)) || repeats.has(text);
const repeated: readonly ColumnName[] = [
  "name",
  "kind",
  "superior",
  "province",
  "form",
  "newName",
  "newKind",
  "newSuperior",
  "newProvince",
];

const isTotal = /^(?:tong(?: cong| so)?|cong)(?:$|[ :(])/u;
const numbersOnly = /^[\s\d.,%()+-]*$/u;
const roman = /^(?:[IVXLC]+|\p{Lu})[.)]?$/u;
const section = /^(?:[IVXLC]+|\p{Lu})(?:\.\d*|\)|\s*[-–:])\s*(?=\S)/u;

/** A row below the heading that says something of a unit. */
export type Entry = {
  readonly row: SheetRow;
  readonly at: (column: ColumnName) => string;
  readonly section: string;
  readonly chosen: readonly string[];
  readonly note: string | null;
};

/** A row with its cells in one encoding and spelling, and what of it is filled. */
type Line = {
  readonly row: SheetRow;
  /** From 0, as the rows were handed in. */
  readonly index: number;
  readonly from: OldEncoding | null;
  readonly filled: readonly string[];
  /** What is filled beside the column of ordinals. */
  readonly rest: readonly string[];
  readonly ordinal: string;
};

const readLine = (raw: SheetRow, index: number, { columns: { order: [order] = [] } }: Heading): Line => {
  // Decoded first: what is another spelling in Unicode is a letter of its own in an old encoding.
  const { cells: decoded, from } = readOldEncoding(
    raw.cells.map((cell) => cell.replaceAll(/(?!\n)[\p{Cc}\p{Cs}]/gu, "").trim()),
  );
  const cells = decoded.map((cell) => cleaned(cell).trim());
  return {
    row: { ...raw, cells },
    index,
    from,
    filled: cells.filter((cell) => cell !== ""),
    rest: cells.filter((cell, column) => cell !== "" && column !== order),
    ordinal: order === undefined ? "" : (cells[order] ?? ""),
  };
};

const hasFaults = ({ row }: Line): boolean => row.faults.length > 0;

const startsWithTotal = ([first = ""]: readonly string[]): boolean => isTotal.test(fold(first));

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
];

/** The title of a section; `null` for a row that is none. It is alone in its row, or the same in every cell. */
const sectionTitle = (line: Line): string | null => {
  const { rest, ordinal } = line;
  const [word = ordinal, ...others] = new Set(rest);
  if (hasFaults(line) || word === "" || others.length > 0) return null;
  const isTitle =
    roman.test(ordinal) ||
    ordinal === word ||
    rest.length === 0 ||
    (rest.length > 1 && ordinal === "") ||
    section.test(word);
  return isTitle ? word.replace(section, "").trim() : null;
};

/** The kind of a name that says none, as the title of its column says it. */
const kindColumns = [
  ["name", "kind"],
  ["newName", "newKind"],
] as const;

/** What the cells of the row above say, by their place: cells that repeat it are written out. */
type Above = Map<number, string>;

/** The values of a row by what its columns say; what repeats the row above is written out. */
const valuesIn = (
  { row: { cells, faults } }: Line,
  { columns: positions, kinds }: Heading,
  above: Above,
): ReadonlyMap<ColumnName, string> => {
  const valueAt = (column: ColumnName, position: number): string => {
    const fault = faults.find((one) => one.column === position);
    if (fault && column !== "order" && column !== "note") refuse(fault.message);
    const value = cells[position] ?? "";
    if (!repeated.includes(column) || !isRepeat(value)) return value;
    return above.get(position) ?? refuse(`“${value}” (như trên), nhưng phía trên không có gì.`);
  };
  const values = new Map<ColumnName, string>();
  for (const column of columns) {
    const read = (positions[column] ?? []).map((position) => [position, valueAt(column, position)] as const);
    for (const [position, value] of read) {
      if (value === "") above.delete(position);
      else above.set(position, value);
    }
    const said = read.map(([, value]) => value).filter((value) => value !== "");
    if (read.length > 0) values.set(column, said.join("\n"));
  }
  for (const [name, column] of kindColumns) {
    const { [name]: kind } = kinds;
    if (!kind || values.get(column)) continue;
    if (mayBeOf(readUnitName(values.get(name) ?? ""), kind)) values.set(column, unitKindText[kind]);
  }
  return values;
};

/** Parts the rows of a sheet into entries and what is skipped; of each, what it says in one line. */
export const entriesOf = (
  rows: readonly SheetRow[],
  heading: Heading,
  choices: UnitListChoices,
  directory: Directory,
  outcomes: Outcomes,
): { readonly entries: readonly Entry[]; readonly texts: ReadonlyMap<number, string> } => {
  const entries: Entry[] = [];
  const texts = new Map<number, string>();
  const above: Above = new Map();
  let sectionName = "";
  for (const [index, raw] of rows.entries()) {
    const line = readLine(raw, index, heading);
    const { row, from, filled } = line;
    texts.set(row.number, [...new Set(filled)].join(" | ").replaceAll(/\s+/gu, " ").slice(0, 300));
    if (index < heading.first && filled.length === 0) continue;
    const skip = skips.find(([is]) => is(line, heading));
    if (skip) {
      outcomes.set(row.number, done("skipped", skip[1]));
      continue;
    }
    const title = sectionTitle(line);
    if (title !== null) {
      const chain = chainOf(title);
      const [name] = chain;
      const isUnit = name !== undefined && (name.kind !== null || directory.called(name).length > 0);
      sectionName = isUnit ? title : "";
      const message = isUnit ? `Tiêu đề mục: các dòng dưới trực thuộc “${saidOf(chain)}”.` : "Tiêu đề mục.";
      outcomes.set(row.number, done("skipped", message));
      continue;
    }
    attempt(outcomes, row.number, () => {
      const values = valuesIn(line, heading, above);
      entries.push({
        row,
        at: (column) => (values.get(column) ?? "").replaceAll(/[^\S\n]+/gu, " "),
        section: sectionName,
        chosen: choices[row.number] ?? [],
        note: from === null ? null : `Chữ đã chuyển từ bảng mã ${oldEncodings[from].name}.`,
      });
      return null;
    });
  }
  return { entries, texts };
};

/** The superiors that a row names, the lowest first; where it names none, those of its section. */
export const superiorsIn = (entry: Entry, superior: ColumnName, province: ColumnName): readonly UnitName[] => [
  ...chainOf(entry.at(superior) === "" ? entry.section : entry.at(superior)),
  ...chainOf(entry.at(province)),
];
