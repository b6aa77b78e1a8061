import { fold } from "../../ground/text.ts";
import { readOldEncoding } from "./old-encodings.ts";
import type { SheetRow } from "./unit-list.ts";

/** What a column may say; of a conversion table, the new side beside the old. */
export const columns = [
  "order",
  "name",
  "kind",
  "superior",
  "province",
  "code",
  "form",
  "share",
  "note",
  "newName",
  "newKind",
  "newSuperior",
  "newProvince",
] as const;

/** The name of a column. */
export type ColumnName = (typeof columns)[number];

/** Where the columns of a sheet stand, from 0. */
type Columns = Partial<Record<ColumnName, number>>;

const isNewSide = /\b(?:moi|sau|hinh thanh|thanh lap)\b/u;

/** What a heading calls its column; the first that fits. */
const headings: readonly (readonly [pattern: RegExp, old: ColumnName, after: ColumnName])[] = [
  [/^(?:tt|stt|so tt|so thu tu|thu tu|#)$/u, "order", "order"],
  [/ghi chu|can cu/u, "note", "note"],
  [/hinh thuc|phuong an/u, "form", "form"],
  [/ty le|ti le|%|phan tram/u, "share", "share"],
  [/\bma\b/u, "code", "code"],
  [/truc thuoc|cap tren|thuoc don vi|cap huyen|^(?:thuoc )?huyen|quan[/, ]+huyen|^thuoc\b/u, "superior", "newSuperior"],
  [/^(?:thuoc )?tinh\b|cap tinh/u, "province", "newProvince"],
  [/\bloai\b|^cap$/u, "kind", "newKind"],
  [/\bten\b|don vi|\bxa\b|phuong|chi bo|to chuc|^(?:cu|moi)$/u, "name", "newName"],
];

const columnOf = (heading: string): ColumnName | null => {
  const text = fold(heading)
    .replaceAll(/[*:.()]/gu, " ")
    .replaceAll(/\s+/gu, " ")
    .trim();
  if (text === "" || text.length > 60) return null;
  const found = headings.find(([pattern]) => pattern.test(text));
  if (!found) return null;
  return isNewSide.test(text) ? found[2] : found[1];
};

const columnsOf = (titles: readonly string[]): Columns => {
  const found: Columns = {};
  titles.forEach((title, index) => {
    const column = columnOf(title);
    if (column !== null) found[column] ??= index;
  });
  return found;
};

/** A heading says at least a name and one thing more, in cells of their own. */
const formOf = (found: Columns): "list" | "conversion" | null => {
  if (found.name !== undefined && found.newName !== undefined) return "conversion";
  return found.name !== undefined && Object.keys(found).length > 1 ? "list" : null;
};

/** The rows that name the columns of a sheet, and what they name. */
export type Heading = {
  readonly form: "list" | "conversion";
  readonly columns: Columns;
  /** From 0: one row, or two of which the lower parts the upper. */
  readonly first: number;
  readonly last: number;
  readonly cells: readonly (readonly string[])[];
};

const headingOf = (
  titles: readonly string[],
  first: number,
  cells: readonly (readonly string[])[],
): readonly Heading[] => {
  const found = columnsOf(titles);
  const form = formOf(found);
  return form === null ? [] : [{ form, columns: found, first, last: first + cells.length - 1, cells }];
};

/** What stands below is part of the heading only when every word of it names a column. */
const isPartOf = (cells: readonly string[], below: readonly string[]): boolean =>
  below.some((text, column) => text !== "" && text !== cells[column]) &&
  below.every((text) => text === "" || columnOf(text) !== null);

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
export const findHeading = (rows: readonly SheetRow[]): Heading | null => {
  const top = rows.slice(0, headingRows).map(({ cells }) => readOldEncoding(cells.map((cell) => cell.trim())).cells);
  const found = top.flatMap((cells, index) => {
    const below = top[index + 1] ?? [];
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
