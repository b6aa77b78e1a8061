import { formatDay } from "@kheo/core/ground/days";
import {
  type AnnualReport,
  type Cell,
  cellText,
  figureText,
  type Column,
  type HeadingCell,
  headingOf,
  structureLines,
  logLines,
  type ReportTable,
} from "@kheo/core/reports/reports";
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  type ISectionOptions,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from "docx";
import { strFromU8, strToU8, unzipSync, Zip, ZipDeflate } from "fflate";

const font = "Times New Roman";
/** Millimetres in twentieths of a point. */
const millimetres = (value: number): number => Math.round((value * 1440) / 25.4);
/** Margins of party papers: top 20, bottom 20, left 30, right 15 mm. */
const margin = {
  top: millimetres(20),
  bottom: millimetres(20),
  left: millimetres(30),
  right: millimetres(15),
  header: millimetres(10),
};
const page = { width: millimetres(210), height: millimetres(297) };

type Run = { readonly bold?: boolean; readonly italics?: boolean; readonly size?: number };
const run = (text: string, { size = 14, ...style }: Run = {}) => new TextRun({ text, font, size: size * 2, ...style });

const centred = (text: string, style: Run = {}, after = 0) =>
  new Paragraph({ alignment: AlignmentType.CENTER, spacing: { after }, children: [run(text, style)] });

/** Justified, first line 10 mm, 6 pt between paragraphs, exactly 18 pt a line. */
const bodyText = (text: string) =>
  new Paragraph({
    alignment: AlignmentType.BOTH,
    indent: { firstLine: millimetres(10) },
    spacing: { before: 120, after: 120, line: 360, lineRule: "exact" },
    children: [run(text)],
  });

const heading = (text: string) =>
  new Paragraph({ spacing: { before: 240, after: 120 }, keepNext: true, children: [run(text, { bold: true })] });

const nothing = { style: BorderStyle.NONE, size: 0, color: "auto" } as const;
const noBorders = { top: nothing, bottom: nothing, left: nothing, right: nothing };

const blank = (paragraphs: readonly Paragraph[]) =>
  new TableCell({ borders: noBorders, width: { size: 50, type: WidthType.PERCENTAGE }, children: [...paragraphs] });

/** The head of a party paper: the issuing body on the left, the Party's name on the right. */
const letterhead = (report: AnnualReport) =>
  new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: { ...noBorders, insideHorizontal: nothing, insideVertical: nothing },
    rows: [
      new TableRow({
        children: [
          blank([
            centred(report.unitName.toLocaleUpperCase("vi"), { bold: true, size: 13 }),
            centred("*"),
            centred("Số         -BC/ĐU"),
          ]),
          blank([
            centred("ĐẢNG CỘNG SẢN VIỆT NAM", { bold: true }, 120),
            centred(`ngày      tháng      năm ${report.cutoff.slice(0, 4)}`, { italics: true, size: 13 }),
          ]),
        ],
      }),
    ],
  });

const signatures = () =>
  new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: { ...noBorders, insideHorizontal: nothing, insideVertical: nothing },
    rows: [
      new TableRow({
        cantSplit: true,
        children: [
          blank([
            new Paragraph({ children: [run("Nơi nhận:", { size: 14 })] }),
            new Paragraph({ children: [run("- Như trên;", { size: 12 })] }),
            new Paragraph({ children: [run("- Lưu.", { size: 12 })] }),
          ]),
          blank([
            centred("T/M ĐƠN VỊ BÁO CÁO", { bold: true }),
            centred("(Ký, ghi rõ họ tên)", { italics: true, size: 13 }),
          ]),
        ],
      }),
    ],
  });

/** Share of the width by kind of column. */
const weights: Readonly<Record<Column["kind"], number>> = { text: 26, number: 9, percent: 10, points: 10, day: 18 };

const headingCell = ({ title, columns: wide, rows: high }: HeadingCell) =>
  new TableCell({
    ...(wide > 1 && { columnSpan: wide }),
    ...(high > 1 && { rowSpan: high }),
    verticalAlign: VerticalAlign.CENTER,
    margins: { left: 60, right: 60, top: 20, bottom: 20 },
    children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [run(title, { size: 11, bold: true })] })],
  });

/** Between the margins of a landscape page. */
const tableWidth = page.height - margin.left - margin.right;

/** Stands in the file where the rows of a table go: see `withRows`. */
const rowsMarker = (number: string): string => `kheo-rows-${number}`;

const tableOf = ({ number, columns }: ReportTable): Table => {
  const weightOf = ({ kind }: Column, column: number) => (column === 0 ? 5 : weights[kind]);
  const sum = columns.reduce((all, column, index) => all + weightOf(column, index), 0);
  return new Table({
    width: { size: tableWidth, type: WidthType.DXA },
    columnWidths: columns.map((column, index) => Math.floor((tableWidth * weightOf(column, index)) / sum)),
    layout: TableLayoutType.FIXED,
    rows: [
      ...headingOf(columns).map((cells) => new TableRow({ tableHeader: true, children: cells.map(headingCell) })),
      new TableRow({ children: [new TableCell({ children: [new Paragraph(rowsMarker(number))] })] }),
    ],
  });
};

const escaped = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll(/[^\P{Cc}\n]/gu, "");

const rowMarkup = (columns: readonly Column[], cells: readonly Cell[], bold: boolean): string => {
  const letters = `<w:rFonts w:ascii="${font}" w:hAnsi="${font}" w:cs="${font}" w:eastAsia="${font}"/>${bold ? "<w:b/>" : ""}<w:sz w:val="22"/>`;
  const marked = columns.map(({ kind }, column) => {
    const cell = cells[column] ?? null;
    const isText = kind === "text" || (typeof cell === "string" && kind === "number");
    const words = bold && column === 0 ? "" : cellText(cell, kind);
    return (
      `<w:tc><w:tcPr><w:tcMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tcMar></w:tcPr>` +
      `<w:p><w:pPr><w:jc w:val="${isText ? "left" : "right"}"/></w:pPr>` +
      `<w:r><w:rPr>${letters}</w:rPr><w:t xml:space="preserve">${escaped(words)}</w:t></w:r></w:p></w:tc>`
    );
  });
  return `<w:tr><w:trPr><w:cantSplit/></w:trPr>${marked.join("")}</w:tr>`;
};

/** The markup of a finished document with the rows of its tables put in, in pieces. */
function* withRows(markup: string, tables: readonly ReportTable[]): Generator<string> {
  let done = 0;
  for (const { number, columns, rows, total } of tables) {
    const marker = markup.indexOf(rowsMarker(number), done);
    if (marker === -1) continue;
    yield markup.slice(done, markup.lastIndexOf("<w:tr>", marker));
    for (const row of rows) yield rowMarkup(columns, row, false);
    if (total) yield rowMarkup(columns, total, true);
    done = markup.indexOf("</w:tr>", marker) + "</w:tr>".length;
  }
  yield markup.slice(done);
}

const joined = (pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
};

/**
 * Rewrites a finished file with the rows of its tables. The library builds an object for every run of letters in every
 * cell, which for a list of nine thousand models took 20 seconds and 2.6 GB; as text that is compressed piece by piece
 * it is a second, and the whole text is never in memory.
 */
const fileWithRows = (file: Uint8Array, tables: readonly ReportTable[]): Promise<Uint8Array<ArrayBuffer>> =>
  new Promise((resolve, reject) => {
    const pieces: Uint8Array[] = [];
    const zip = new Zip((error, piece, isLast) => {
      if (error) reject(error);
      else pieces.push(piece);
      if (isLast) resolve(joined(pieces));
    });
    for (const [name, content] of Object.entries(unzipSync(file))) {
      const part = new ZipDeflate(name, { level: 6 });
      zip.add(part);
      if (name === "word/document.xml") {
        for (const markup of withRows(strFromU8(content), tables)) part.push(strToU8(markup));
        part.push(new Uint8Array(), true);
      } else {
        part.push(content, true);
      }
    }
    zip.end();
  });

const appendix = (report: AnnualReport, table: ReportTable): (Paragraph | Table)[] => [
  new Paragraph({
    alignment: AlignmentType.CENTER,
    pageBreakBefore: table !== report.tables[0],
    children: [run(`Biểu ${table.number}`, { bold: true })],
  }),
  centred(table.title.toLocaleUpperCase("vi"), { bold: true }),
  centred(`(Số liệu tính đến ${formatDay(report.cutoff)})`, { italics: true, size: 13 }, 160),
  ...structureLines(report).map((line) => centred(line, { italics: true, size: 13 }, 160)),
  table.rows.length === 0 ? centred(table.empty, { italics: true, size: 13 }) : tableOf(table),
  ...table.notes.map(
    (note) => new Paragraph({ spacing: { before: 60 }, children: [run(note, { italics: true, size: 11 })] }),
  ),
];

const linesBelow = (report: AnnualReport): readonly string[] => [
  ...(report.demonstration ? ["Dữ liệu minh họa"] : []),
  ...logLines(report),
];

/**
 * The page number stands in the top margin, not on the first page; the head of the log, and that it is a demonstration,
 * in the bottom margin of every page.
 */
const frame = (report: AnnualReport, below = linesBelow(report)): Pick<ISectionOptions, "headers" | "footers"> => ({
  headers: {
    default: new Header({
      children: [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          children: [new TextRun({ font, size: 28, children: [PageNumber.CURRENT] })],
        }),
      ],
    }),
    first: new Header({ children: [new Paragraph({ children: [] })] }),
  },
  ...(below.length > 0 && {
    footers: Object.fromEntries(
      ["default", "first"].map((which) => [
        which,
        new Footer({ children: below.map((line) => centred(line, { italics: true, size: 11 })) }),
      ]),
    ),
  }),
});

/** The report as a Word file: the text in portrait, each appendix on a landscape page. */
export const reportDocument = async (report: AnnualReport): Promise<Uint8Array<ArrayBuffer>> => {
  const document = new Document({
    title: report.title,
    creator: "Khéo",
    styles: { default: { document: { run: { font, size: 28, language: { value: "vi-VN" } } } } },
    sections: [
      {
        ...frame(report),
        properties: { titlePage: true, page: { size: page, margin } },
        children: [
          letterhead(report),
          centred("", {}, 120),
          centred("BÁO CÁO", { bold: true, size: 15 }),
          centred(report.title.replace(/^Báo cáo /u, ""), { bold: true }, 240),
          heading("1. Kết quả chung"),
          ...report.narrative.map(bodyText),
          heading("2. Số liệu chính"),
          ...report.figures.map((figure) => bodyText(`- ${figure.title}: ${figureText(figure)}.`)),
          signatures(),
        ],
      },
      {
        ...frame(report),
        properties: { page: { size: { ...page, orientation: PageOrientation.LANDSCAPE }, margin } },
        children: report.tables.flatMap((table) => appendix(report, table)),
      },
    ],
  });
  return fileWithRows(await Packer.toBuffer(document), report.tables);
};
