import type { HeadingCell } from "@kheo/core/reports/reports";

/** How letters and paragraphs of one kind look; lengths in millimetres, letters and gaps in points. */
export type Style = {
  /** As a clerk finds it in the list of styles. */
  readonly name: string;
  readonly size: number;
  readonly bold?: true;
  readonly italic?: true;
  readonly underlined?: true;
  readonly grey?: true;
  readonly align: "left" | "centre" | "right" | "both";
  readonly firstLine?: number;
  readonly before?: number;
  readonly after?: number;
  /** Exactly so many points a line; without it, as the letters need. */
  readonly line?: number;
  /** A heading of the document's outline. */
  readonly outline?: 1 | 2;
  readonly withNext?: true;
};

/** Letters that differ from their paragraph's style. */
export type Letters = { readonly text: string; readonly bold?: true; readonly italic?: true };

export type LaidParagraph = {
  readonly kind: "paragraph";
  readonly style: string;
  readonly runs: readonly Letters[];
  readonly onNewPage?: true;
  readonly withNext?: true;
};

/** A line drawn below words, centred, so many millimetres long. */
export type LaidRule = { readonly kind: "rule"; readonly length: number };

/** A dotted line to be written on by hand, over the whole width. */
export type LaidBlank = { readonly kind: "blank" };

/** Room for a signature, in points. */
export type LaidGap = { readonly kind: "gap"; readonly height: number };

export type LaidCell = { readonly text: string; readonly align: "left" | "centre" | "right" };
export type LaidRow = { readonly cells: readonly LaidCell[]; readonly as?: "total" | "computed" | "group" };

export type LaidTable = {
  readonly kind: "table";
  readonly title: string;
  /** In millimetres; they add up to the width of the text. */
  readonly widths: readonly number[];
  readonly heads: readonly (readonly HeadingCell[])[];
  readonly size: number;
  readonly rows: readonly LaidRow[];
};

/** Columns side by side without borders, kept together on a page. */
export type LaidColumns = {
  readonly kind: "columns";
  readonly widths: readonly number[];
  readonly cells: readonly (readonly LaidBlock[])[];
};

/** Between neighbouring columns, taken from the left one, in millimetres. */
export const betweenColumns = 2;

/** How wide what stands in a column may be. */
export const insideColumn = ({ widths }: LaidColumns, index: number): number =>
  (widths[index] ?? 0) - (index === widths.length - 1 ? 0 : betweenColumns);

/** A picture that a telephone reads, centred, so many millimetres wide. */
export type LaidScan = {
  readonly kind: "scan";
  readonly address: string;
  readonly label: string;
  readonly width: number;
};

export type LaidBlock = LaidParagraph | LaidRule | LaidBlank | LaidGap | LaidTable | LaidColumns | LaidScan;

export type LaidSection = { readonly landscape: boolean; readonly blocks: readonly LaidBlock[] };

/** A paper with every size and length decided; what writes Word, PDF or the page knows no family and no rule. */
export type LaidPaper = {
  readonly title: string;
  readonly styles: Readonly<Record<string, Style>>;
  readonly sections: readonly LaidSection[];
  readonly foot: readonly string[];
};

/** A4 and its margins, in millimetres. */
export const page = { width: 210, height: 297 } as const;
export const margins = {
  portrait: { top: 20, bottom: 20, left: 30, right: 15 },
  landscape: { top: 20, bottom: 15, left: 20, right: 20 },
} as const;
export const marginsOf = (landscape: boolean) => (landscape ? margins.landscape : margins.portrait);

/** How wide a line of text is: 165 mm, on a landscape page 257 mm. */
export const textWidth = (landscape: boolean): number => {
  const { left, right } = marginsOf(landscape);
  return (landscape ? page.height : page.width) - left - right;
};

/** All blocks of a paper, those in columns too. */
export const blocksIn = (blocks: readonly LaidBlock[]): readonly LaidBlock[] =>
  blocks.flatMap((block) => (block.kind === "columns" ? [block, ...block.cells.flatMap(blocksIn)] : [block]));
