import { fold } from "../../ground/text.ts";
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
export type Columns = Partial<Record<ColumnName, number>>;

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

/** So many rows from the top a heading is looked for. */
export const headingRows = 20;

/** The heading that says most; `null` when no row is one. */
export const findHeading = (rows: readonly SheetRow[]) => {
  let best: { form: "list" | "conversion"; columns: Columns; first: number; last: number; weight: number } | null =
    null;
  const top = rows.slice(0, headingRows);
  top.forEach(({ cells }, index) => {
    const below = top[index + 1]?.cells ?? [];
    const wide = Math.max(cells.length, below.length);
    const both = Array.from({ length: wide }, (_, column) => {
      const [above, under] = [cells[column] ?? "", below[column] ?? ""];
      return above === under ? above : `${above} ${under}`.trim();
    });
    for (const [titles, last] of [
      [cells, index],
      [both, index + 1],
    ] as const) {
      // What stands below is part of the heading only when every word of it names a column.
      if (last > index && !below.some((text, at) => text !== "" && text !== cells[at])) continue;
      if (last > index && !below.every((text) => text === "" || columnOf(text) !== null)) continue;
      const columns = columnsOf(titles);
      const form = formOf(columns);
      const weight = Object.keys(columns).length + (form === "conversion" ? 2 : 0);
      if (form !== null && (best === null || weight > best.weight))
        best = { form, columns, first: index, last, weight };
    }
  });
  return best as { form: "list" | "conversion"; columns: Columns; first: number; last: number } | null;
};
