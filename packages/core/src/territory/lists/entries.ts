import { fold, nameKey } from "../../ground/text.ts";
import { mayBeOf, readUnitName, type UnitName } from "../unit-names.ts";
import { unitKindText } from "../units.ts";
import { chainOf } from "./cells.ts";
import { type ColumnName, columns } from "./columns.ts";
import type { Directory } from "./directory.ts";
import type { Heading } from "./heading.ts";
import { type Line, readLine, type Section, sectionIn, whySkipped } from "./lines.ts";
import { type DecodedRow, oldEncodings } from "./old-encodings.ts";
import { attempt, done, type Outcomes, refuse } from "./outcomes.ts";
import type { SheetRow, UnitListChoices } from "./unit-list.ts";

/** What stands for the cell above: the word, or marks and dots alone. */
const isRepeat = (text: string): boolean =>
  /^(?:[-\s]*(?:n\/?t|nhu tren|["'″‟„〃]+|\.{2,}|…+|\/\/)[-\s.]*)$/u.test(fold(text));
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

/** A row below the heading that says something of a unit. */
export type Entry = {
  readonly row: SheetRow;
  readonly at: (column: ColumnName) => string;
  /** Units that a text names, the lowest first; names in force and in the list are known whole. */
  readonly chain: (text: string) => readonly UnitName[];
  readonly section: string;
  /** The superior that the rows above named last, where this one leaves it blank. */
  readonly aboveSuperior: string;
  readonly chosen: readonly string[];
  readonly note: string | null;
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
  section: Section,
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
    const kind = (name === "name" ? section.kind : null) ?? kinds[name];
    if (!kind || values.get(column)) continue;
    if (mayBeOf(readUnitName(values.get(name) ?? ""), kind)) values.set(column, unitKindText[kind]);
  }
  return values;
};

/** Parts the rows of a sheet into entries and what is skipped; of each, what it says in one line. */
export const entriesOf = (
  rows: readonly DecodedRow[],
  heading: Heading,
  choices: UnitListChoices,
  directory: Directory,
  outcomes: Outcomes,
): { readonly entries: readonly Entry[]; readonly texts: ReadonlyMap<number, string> } => {
  const entries: Entry[] = [];
  const texts = new Map<number, string>();
  const above: Above = new Map();
  const listed = new Set<string>();
  const isName = (text: string): boolean => {
    const name = readUnitName(text);
    return listed.has(nameKey(name.full)) || directory.called(name).length > 0;
  };
  let section: Section = { superior: "", kind: null };
  let lastSuperior = "";
  for (const [index, raw] of rows.entries()) {
    const line = readLine(raw, index, heading);
    const { row, from, filled } = line;
    texts.set(row.number, [...new Set(filled)].join(" | ").replaceAll(/\s+/gu, " ").slice(0, 300));
    if (index < heading.first && filled.length === 0) continue;
    const skipped = whySkipped(line, heading);
    if (skipped !== undefined) {
      outcomes.set(row.number, done("skipped", skipped));
      continue;
    }
    const begun = sectionIn(line, directory, isName);
    if (begun) {
      section = begun;
      lastSuperior = "";
      outcomes.set(row.number, done("skipped", begun.message));
      continue;
    }
    attempt(outcomes, row.number, () => {
      const values = valuesIn(line, heading, above, section);
      const superior = values.get("superior") ?? "";
      listed.add(nameKey(readUnitName(values.get(heading.form === "list" ? "name" : "newName") ?? "").full));
      if (superior !== "") lastSuperior = superior;
      entries.push({
        row,
        at: (column) => (values.get(column) ?? "").replaceAll(/[^\S\n]+/gu, " "),
        chain: (text) => chainOf(text, isName),
        section: section.superior,
        aboveSuperior: superior === "" && section.superior === "" ? lastSuperior : "",
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
  ...entry.chain(entry.at(superior) === "" ? entry.section : entry.at(superior)),
  ...entry.chain(entry.at(province)),
];
