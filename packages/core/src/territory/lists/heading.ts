import { cleaned } from "../../ground/text.ts";
import { isProperName, readUnitName } from "../unit-names.ts";
import { columnsOf, type FoundColumns } from "./columns.ts";
import type { Directory } from "./directory.ts";
import { readTitle } from "./titles.ts";
import type { SheetRow } from "./unit-list.ts";

/** A heading says at least a name and one thing more, in cells of their own. */
const formOf = ({ columns }: FoundColumns): "list" | "conversion" | null => {
  if (columns.name !== undefined && columns.newName !== undefined) return "conversion";
  return columns.name !== undefined && Object.keys(columns).length > 1 ? "list" : null;
};

/** The rows that name the columns of a sheet, and what they name. */
export type Heading = FoundColumns & {
  readonly form: "list" | "conversion";
  /** From 0: one row, or two of which the lower parts the upper. */
  readonly first: number;
  readonly last: number;
  readonly cells: readonly (readonly string[])[];
  /** What stands above each column. */
  readonly titles: readonly string[];
};

const headingOf = (
  titles: readonly string[],
  first: number,
  cells: readonly (readonly string[])[],
): readonly Heading[] => {
  const found = columnsOf(titles);
  const form = formOf(found);
  return form === null ? [] : [{ ...found, form, first, last: first + cells.length - 1, cells, titles }];
};

/** Whether a text names one unit, in force or not: a word of a kind with a name, or a name in force. */
export const namesUnit = (text: string, directory: Directory): boolean => {
  const name = readUnitName(text);
  return isProperName(text) || ((name.kind !== null || readTitle(text) === null) && directory.called(name).length > 0);
};

/** What stands below is part of the heading only when every word of it names a column. */
const isPartOf = (cells: readonly string[], below: readonly string[]): boolean =>
  below.some((text, column) => text !== "" && text !== cells[column]) &&
  below.every((text) => text === "" || readTitle(text) !== null);

const titlesOfBoth = (cells: readonly string[], below: readonly string[]): readonly string[] =>
  Array.from({ length: Math.max(cells.length, below.length) }, (_, column) => {
    const [above, under] = [cells[column] ?? "", below[column] ?? ""];
    return above === under ? above : `${above} ${under}`.trim();
  });

const weightOf = ({ form, columns: found }: Heading): number =>
  Object.keys(found).length + (form === "conversion" ? 2 : 0);

/** So many rows from the top a heading is looked for. */
const headingRows = 20;

/** The heading that says most, the upper one of two that say as much; `null` when no row is one. */
export const findHeading = (rows: readonly SheetRow[], directory: Directory): Heading | null => {
  const top = rows.slice(0, headingRows).map(({ cells }) => cells.map((cell) => cleaned(cell).trim()));
  const isData = top.map((cells) => cells.some((cell) => namesUnit(cell, directory)));
  const found = top.flatMap((cells, index) => {
    if (isData[index] === true) return [];
    const below = isData[index + 1] === true ? [] : (top[index + 1] ?? []);
    return [
      ...headingOf(cells, index, [cells]),
      ...(isPartOf(cells, below) ? headingOf(titlesOfBoth(cells, below), index, [cells, below]) : []),
    ];
  });
  return found.reduce<Heading | null>(
    (best, one) => (best === null || weightOf(one) > weightOf(best) ? one : best),
    null,
  );
};
