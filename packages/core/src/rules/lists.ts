import { formatDay } from "../ground/days.ts";
import { type Stated, stateText } from "./states.ts";

/** What a list knows of a thing in one of its columns: numbers stay numbers, a day is `YYYY-MM-DD`. */
export type CellValue = string | number | null;

type Words = Readonly<Record<string, string>>;

/** One column of a list, said once for the page, for paper and for Excel. */
export type ListColumn = {
  readonly label: string;
  /** One of the facts that a card on a phone shows. */
  readonly main?: true;
  /** The column in whose cell it stands on a page, in smaller letters; in Excel it has a column of its own. */
  readonly under?: string;
} & (
  | { readonly kind: "line" | "count" | "points" | "day" }
  /** One of a few, in the order of its words. */
  | { readonly kind: "choice"; readonly options: Words }
  | { readonly kind: "state"; readonly thing: Stated }
);
export type CellKind = ListColumn["kind"];

/** A list of things of one kind, and the order in which it is read before anybody chooses another. */
export type ListDescription<Column extends string = string> = {
  /** What the table and its file are called. */
  readonly title: string;
  readonly columns: Readonly<Record<Column, ListColumn>>;
  readonly order: ListOrder<Column>;
};
export type ListOrder<Column extends string = string> = { readonly by: Column; readonly descending: boolean };
/** The names of the columns of a list. */
export type ColumnOf<List extends ListDescription> = keyof List["columns"] & string;

/** A list in the order of one of its columns. */
export const listOf = <Column extends string>(
  title: string,
  columns: Readonly<Record<Column, ListColumn & { readonly under?: NoInfer<Column> }>>,
  by: NoInfer<Column>,
  direction?: "descending",
): ListDescription<Column> => ({ title, columns, order: { by, descending: direction === "descending" } });

/** The words of a column that holds one of a few, in their order; `null` for any other. */
export const wordsOf = (column: ListColumn): Words | null =>
  column.kind === "choice" ? column.options : column.kind === "state" ? stateText[column.thing] : null;

const decimals = (value: CellValue, most: number): string =>
  Number(value).toLocaleString("vi-VN", { maximumFractionDigits: most });

/** How each kind of cell is read, whether it stands to the right, and how wide and in which format Excel shows it. */
export const cellKinds: Readonly<
  Record<
    CellKind,
    {
      readonly text: (value: CellValue, column: ListColumn) => string;
      readonly number?: true;
      /** In widths of a digit. */
      readonly width: number;
      readonly format?: string;
    }
  >
> = {
  line: { text: String, width: 40 },
  count: { text: (value) => decimals(value, 0), number: true, width: 12, format: "#,##0" },
  points: { text: (value) => decimals(value, 2), number: true, width: 12, format: "0.00" },
  day: { text: (value) => formatDay(String(value)), number: true, width: 14, format: "dd/mm/yyyy" },
  choice: { text: (value, column) => wordsOf(column)?.[String(value)] ?? String(value), width: 22 },
  state: { text: (value, column) => wordsOf(column)?.[String(value)] ?? String(value), width: 22 },
};

/** What stands in a cell, as people read it; a dash where nothing is known. */
export const cellText = (column: ListColumn, value: CellValue): string =>
  value === null || value === "" ? "—" : cellKinds[column.kind].text(value, column);
