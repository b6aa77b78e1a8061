import { formatDay } from "@kheo/core/ground/days";
import {
  type AnnualReport,
  type Cell,
  cellText,
  type Column,
  headingOf,
  logLines,
  type ReportTable,
  structureLines,
} from "@kheo/core/reports/reports";
import type { Table } from "./description/paper.ts";
import { tableOfReport } from "./forms/annual-report.ts";
import { textWidth } from "./layout/layout.ts";
import { linesIn } from "./layout/measure.ts";
import { cellPadding, tableWidths } from "./layout/table-widths.ts";
import { type CellStyle, type CellValue, type MergeRange, type WriteSheet, writeXlsx } from "hucre/xlsx";

const font = { name: "Times New Roman", size: 12 };
const line = { style: "thin", color: { rgb: "999999" } } as const;
const border = { top: line, right: line, bottom: line, left: line };

/** Excel shows these with a comma for decimals and dots for thousands where its language is Vietnamese. */
const formats: Readonly<Record<Column["kind"], string | undefined>> = {
  text: undefined,
  number: "#,##0",
  percent: "0.00",
  points: "0.00",
  day: "dd/mm/yyyy",
};

/** Excel counts the width of a column in digits of the file's own letters, of which each is 12 pt high and 6 wide. */
const digitsIn = (millimetres: number): number => millimetres / ((6 * 25.4) / 72);

/** Numbers stay numbers and days become real days, so that a reader can go on calculating. */
const valueOf = (cell: Cell, kind: Column["kind"]): CellValue =>
  kind === "day" && typeof cell === "string" ? new Date(`${cell}T00:00:00Z`) : (cell ?? "—");

const styleOf = (kind: Column["kind"], bold: boolean, size: number): CellStyle => ({
  font: { ...font, size, bold },
  border,
  alignment: { horizontal: kind === "text" ? "left" : "right", vertical: "top", wrapText: kind === "text" },
  ...(formats[kind] !== undefined && { numFmt: formats[kind] }),
});

type Styles = Readonly<Record<Column["kind"], CellStyle>>;
// One object for all cells of a kind: a list of nine thousand rows has a hundred thousand cells.
const stylesOf = (bold: boolean, size = font.size): Styles => ({
  text: styleOf("text", bold, size),
  number: styleOf("number", bold, size),
  percent: styleOf("percent", bold, size),
  points: styleOf("points", bold, size),
  day: styleOf("day", bold, size),
});

const headingStyleOf = (size = font.size): CellStyle => ({
  font: { ...font, size, bold: true },
  border,
  fill: { type: "pattern", pattern: "solid", fgColor: { rgb: "F3F0EA" } },
  alignment: { horizontal: "center", vertical: "center", wrapText: true },
});

type StyledCell = { readonly value: CellValue; readonly style: CellStyle };

/** Rows of styled cells; only what differs from its column's style is kept cell by cell. */
const sheetOf = (
  name: string,
  lines: readonly (readonly StyledCell[])[],
  more: Pick<WriteSheet, "columns" | "merges" | "freezePane" | "pageSetup" | "rowDefs">,
): WriteSheet => ({
  name,
  rows: lines.map((cells) => cells.map(({ value }) => value)),
  cells: new Map(
    lines.flatMap((cells, row) =>
      cells.flatMap(({ style }, column) =>
        style === more.columns?.[column]?.style ? [] : [[`${row},${column}`, { style }] as const],
      ),
    ),
  ),
  ...more,
});

const text = (value: string, style: CellStyle = { font }): StyledCell[] => [{ value, style }];

const onPaper = {
  paperSize: "a4",
  orientation: "landscape",
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
} as const;

const titleLines = (report: AnnualReport, title: string): StyledCell[][] => [
  text(title, { font: { ...font, size: 14, bold: true } }),
  text(
    `${report.unitName} – ${report.periodTitle} – số liệu tính đến ${formatDay(report.cutoff)}${report.demonstration ? " – DỮ LIỆU MINH HỌA" : ""}`,
    { font: { ...font, italic: true } },
  ),
  ...structureLines(report).map((line) => text(line, { font: { ...font, italic: true } })),
  [],
];

const nameOfSheet = (number: ReportTable["number"]): string => `Biểu ${number}`;

/** How high the rows must be for all lines of their cells: a program that opens the file does not ask for it by itself. */
const heightsBelow = (
  top: number,
  heading: ReturnType<typeof headingOf>,
  { columns, rows }: Table,
  { size, widths }: ReturnType<typeof tableWidths>,
): Map<number, { height: number }> => {
  const heightOf = (lines: readonly number[]) => ({ height: Math.max(1, ...lines) * size * 1.25 + 3 });
  const inside = (column: number, over = 1) =>
    widths.slice(column, column + over).reduce((sum, width) => sum + width, 0) - 2 * cellPadding;
  return new Map([
    ...heading.map((cells, row): [number, { height: number }] => [
      top + row,
      heightOf(
        cells.map(({ title, column, columns: over, rows: high }) =>
          Math.ceil(linesIn(title, inside(column, over), size, "bold") / high),
        ),
      ),
    ]),
    ...rows.map(({ cells, as }, row): [number, { height: number }] => [
      top + heading.length + row,
      heightOf(
        columns.map(({ kind }, column) =>
          kind === "text"
            ? linesIn(cellText(cells[column] ?? null, kind), inside(column), size, as === "total" ? "bold" : "regular")
            : 1,
        ),
      ),
    ]),
  ]);
};

const tableSheet = (report: AnnualReport, table: ReportTable): WriteSheet => {
  const { columns, rows, total, notes, empty } = table;
  const printed = tableOfReport(table);
  const { size, widths } = tableWidths(printed, textWidth(true));
  const [plain, bold, headingStyle] = [stylesOf(false, size), stylesOf(true, size), headingStyleOf(size)];
  const top = titleLines(report, `Biểu ${table.number}. ${table.title}`);
  const heading = headingOf(columns);
  const headingLines = heading.map(() => columns.map((): StyledCell => ({ value: "", style: headingStyle })));
  const merges: MergeRange[] = [];
  for (const [row, cells] of heading.entries()) {
    for (const { title, column, columns: wide, rows: high } of cells) {
      const styled = headingLines[row];
      if (styled) styled[column] = { value: title, style: headingStyle };
      if (wide > 1 || high > 1) {
        const startRow = top.length + row;
        merges.push({ startRow, startCol: column, endRow: startRow + high - 1, endCol: column + wide - 1 });
      }
    }
  }
  const lineOf = (cells: readonly Cell[], styles: Styles): StyledCell[] =>
    columns.map(({ kind }, column) => {
      const cell = cells[column] ?? null;
      return {
        value: styles === bold && column === 0 ? "" : valueOf(cell, kind),
        style: styles[typeof cell === "string" && kind === "number" ? "text" : kind],
      };
    });
  return sheetOf(
    nameOfSheet(table.number),
    [
      ...top,
      ...headingLines,
      ...rows.map((row) => lineOf(row, plain)),
      ...(rows.length === 0 ? [text(empty)] : []),
      ...(total ? [lineOf(total, bold)] : []),
      [],
      ...notes.map((note) => text(note, { font: { ...font, italic: true } })),
    ],
    {
      columns: columns.map(({ kind }, column) => ({ width: digitsIn(widths[column] ?? 0), style: plain[kind] })),
      merges,
      rowDefs: heightsBelow(top.length, heading, printed, { size, widths }),
      freezePane: { rows: top.length + heading.length, columns: 2 },
      pageSetup: onPaper,
    },
  );
};

/**
 * The heads of an appendix, repeated on each printed page. The library writes the name of the sheet as it is; one with a
 * space or a letter beyond ASCII must stand in quotation marks, else Excel repairs the file.
 */
const repeatedHead = (report: AnnualReport, { number, title, columns }: ReportTable) => {
  const above = titleLines(report, title).length;
  const scope = nameOfSheet(number);
  const rows = `$${above + 1}:$${above + headingOf(columns).length}`;
  return { name: "_xlnm.Print_Titles", scope, range: `'${scope.replaceAll("'", "''")}'!${rows}` };
};

const summarySheet = (report: AnnualReport): WriteSheet => {
  const [plain, bold] = [stylesOf(false), stylesOf(true)];
  return sheetOf(
    "Tổng hợp",
    [
      ...titleLines(report, report.title),
      ["Chỉ tiêu", "Giá trị", "Cách tính"].map((value) => ({ value, style: headingStyleOf() })),
      ...report.figures.map(({ title, value, kind, definition }) => [
        { value: title, style: plain.text },
        { value: valueOf(value, kind), style: bold[kind] },
        { value: definition, style: plain.text },
      ]),
      [],
      ...report.narrative.map((paragraph) => text(paragraph)),
      [],
      ...logLines(report).map((line) => text(line, { font: { ...font, italic: true } })),
    ],
    {
      columns: [{ width: 28 }, { width: 14 }, { width: 90 }],
      freezePane: { rows: 4 },
      pageSetup: onPaper,
    },
  );
};

/** The report as a workbook: a sheet of headline figures, then a sheet for each appendix. */
export const reportWorkbook = async (report: AnnualReport): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(
    await writeXlsx({
      sheets: [summarySheet(report), ...report.tables.map((table) => tableSheet(report, table))],
      namedRanges: report.tables.map((table) => repeatedHead(report, table)),
      defaultFont: font,
      properties: { title: report.title, creator: "Khéo" },
    }),
  );
