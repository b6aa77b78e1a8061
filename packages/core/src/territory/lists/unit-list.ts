import type { ColumnChoices } from "./chosen-columns.ts";
import type { ColumnName } from "./columns.ts";
import type { PlannedChange, PlanProblem, TreeBefore } from "../reorganisations.ts";

/** A row of a sheet as people see it; a fault is a cell of which the sheet shows no value (column from 0). */
export type SheetRow = {
  /** As the spreadsheet program counts it. */
  readonly number: number;
  readonly cells: readonly string[];
  readonly faults: readonly { readonly column: number; readonly message: string }[];
  /** Whether whoever opens the sheet does not see the row: hidden, or filtered away. */
  readonly isHidden?: true;
};

/** What may become of a row, in words. */
export const unitListRowText = {
  create: "Lập mới",
  change: "Thay đổi",
  same: "Giữ nguyên",
  ambiguous: "Cần chọn",
  refused: "Không nhận",
  skipped: "Bỏ qua",
} as const;
/** What became of a row. */
export type UnitListRowStatus = keyof typeof unitListRowText;

/** A row as its reading is shown. */
export type UnitListRow = {
  readonly number: number;
  readonly status: UnitListRowStatus;
  /** What the row says, in one line. */
  readonly text: string;
  readonly message: string | null;
  /** Of an ambiguous row: what it may mean. One of the ids is handed in with the next preview. */
  readonly choices: readonly { readonly id: string; readonly label: string }[];
};

/** A column of a sheet and what it was taken for; `null` where nothing is made of it. */
export type UnitListColumn = {
  /** From 0. */
  readonly position: number;
  readonly title: string;
  readonly example: string;
  readonly is: ColumnName | null;
};

/** What a list would do, row by row and as changes of a plan. */
export type UnitListPreview = {
  readonly kind: "list" | "conversion";
  readonly columns: readonly UnitListColumn[];
  readonly rows: readonly UnitListRow[];
  readonly changes: readonly PlannedChange[];
  readonly counts: Readonly<Record<UnitListRowStatus, number>>;
  /** What the list does beyond its rows. */
  readonly notes: readonly string[];
  /** What stands against carrying the changes out. */
  readonly problems: readonly PlanProblem[];
};

/** Ids that a person chose for ambiguous rows, by the number of the row; a row may have asked more than once. */
export type UnitListChoices = Readonly<Record<string, readonly string[]>>;

/** The tree on the eve of the effective day, and what a person decided. */
export type UnitListContext = TreeBefore & {
  /** The unit whose administrators read the list: the superior of what names none. */
  readonly rootId: string;
  readonly choices: UnitListChoices;
  readonly columns?: ColumnChoices;
  readonly newId: () => string;
};
