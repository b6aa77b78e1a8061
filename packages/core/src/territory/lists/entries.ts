import { cleaned, fold } from "../../ground/text.ts";
import type { UnitName } from "../unit-names.ts";
import { chainOf, saidOf } from "./cells.ts";
import { type ColumnName, type Columns, columns } from "./columns.ts";
import type { Directory } from "./directory.ts";
import { oldEncodings, readOldEncoding } from "./old-encodings.ts";
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

/** Parts the rows below a heading into entries and what is skipped. */
export const entriesOf = (
  rows: readonly SheetRow[],
  heading: { readonly columns: Columns; readonly first: number; readonly last: number },
  headingCells: readonly (readonly string[])[],
  choices: UnitListChoices,
  outcomes: Outcomes,
  texts: Map<number, string>,
  directory: Directory,
): readonly Entry[] => {
  const entries: Entry[] = [];
  const above = new Map<ColumnName, string>();
  const known = new Set(headingCells.map((cells) => cells.join("\u0000")));
  let sectionName = "";
  const skip = (row: SheetRow, message: string) => outcomes.set(row.number, done("skipped", message));

  for (const [index, raw] of rows.entries()) {
    // Decoded first: what is another spelling in Unicode is a letter of its own in an old encoding.
    const { cells: decoded, from } = readOldEncoding(
      raw.cells.map((cell) => cell.replaceAll(/(?!\n)[\p{Cc}\p{Cs}]/gu, "").trim()),
    );
    const cells = decoded.map((cell) => cleaned(cell).trim());
    const row = { ...raw, cells };
    const filled = cells.filter((cell) => cell !== "");
    texts.set(row.number, [...new Set(filled)].join(" | ").replaceAll(/\s+/gu, " ").slice(0, 300));
    if (index < heading.first) {
      if (filled.length > 0) skip(row, "Dòng phía trên tiêu đề bảng.");
      continue;
    }
    if (index <= heading.last) {
      skip(row, "Tiêu đề bảng.");
      continue;
    }
    if (filled.length === 0 && raw.faults.length === 0) {
      skip(row, "Dòng trống.");
      continue;
    }
    if (known.has(cells.join("\u0000"))) {
      skip(row, "Tiêu đề bảng lặp lại.");
      continue;
    }
    const order = heading.columns.order;
    const rest = cells.filter((cell, column) => cell !== "" && column !== order);
    const words = [...new Set(rest)];
    if (raw.faults.length === 0 && filled.every((cell) => numbersOnly.test(cell))) {
      skip(row, "Dòng chỉ có số.");
      continue;
    }
    if (isTotal.test(fold(filled[0] ?? "")) || isTotal.test(fold(rest[0] ?? ""))) {
      skip(row, "Dòng tổng cộng.");
      continue;
    }
    const ordinal = order === undefined ? "" : (cells[order] ?? "");
    const single = words.length === 1 ? (words[0] ?? "") : words.length === 0 ? ordinal : "";
    const isSection =
      raw.faults.length === 0 &&
      single !== "" &&
      (roman.test(ordinal) ||
        ordinal === single ||
        rest.length === 0 ||
        (rest.length > 1 && ordinal === "") ||
        section.test(single));
    if (isSection) {
      const title = single.replace(section, "").trim();
      const chain = chainOf(title);
      const [name] = chain;
      const isUnit = name !== undefined && (name.kind !== null || directory.called(name).length > 0);
      sectionName = isUnit ? title : "";
      skip(row, isUnit ? `Tiêu đề mục: các dòng dưới trực thuộc “${saidOf(chain)}”.` : "Tiêu đề mục.");
      continue;
    }
    const values = new Map<ColumnName, string>();
    attempt(outcomes, row.number, () => {
      for (const column of columns) {
        const position = heading.columns[column];
        if (position === undefined) continue;
        const fault = raw.faults.find((one) => one.column === position);
        if (fault && column !== "order" && column !== "note") refuse(fault.message);
        let value = cells[position] ?? "";
        if (repeated.includes(column) && isRepeat(value)) {
          const earlier = above.get(column);
          if (earlier === undefined || earlier === "") refuse(`“${value}” (như trên), nhưng phía trên không có gì.`);
          value = earlier ?? "";
        }
        values.set(column, value);
      }
      for (const [column, value] of values) above.set(column, value);
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
  return entries;
};

/** The superiors that a row names, the lowest first; where it names none, those of its section. */
export const superiorsIn = (entry: Entry, superior: ColumnName, province: ColumnName): readonly UnitName[] => [
  ...chainOf(entry.at(superior) === "" ? entry.section : entry.at(superior)),
  ...chainOf(entry.at(province)),
];
