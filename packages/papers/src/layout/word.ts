import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  type IParagraphStyleOptions,
  ImageRun,
  type ISectionOptions,
  LeaderType,
  LineRuleType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlign,
  WidthType,
} from "docx";
import {
  betweenColumns,
  blocksIn,
  insideColumn,
  type LaidBlock,
  type LaidPaper,
  type LaidTable,
  marginsOf,
  page,
  type Style,
  textWidth,
} from "./layout.ts";
import { scanPictures } from "./scan-pictures.ts";
import { cellPadding } from "./table-widths.ts";
import { fileWithRows, rowsMarker } from "./word-rows.ts";

const font = "Times New Roman";
/** Millimetres in twentieths of a point. */
const twips = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4);
/** Points in twentieths of a point. */
const twentieths = (points: number): number => Math.round(points * 20);

const alignments = {
  left: AlignmentType.LEFT,
  centre: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
  both: AlignmentType.BOTH,
} as const;

/** A style as Word keeps it, so that a clerk who changes the style changes every paragraph of its kind. */
const styleOf = (id: string, style: Style): IParagraphStyleOptions => ({
  id,
  name: style.name,
  basedOn: style.outline === undefined ? "Normal" : `Heading${style.outline}`,
  quickFormat: true,
  run: {
    font,
    size: style.size * 2,
    bold: style.bold ?? false,
    italics: style.italic ?? false,
    color: style.grey ? "595959" : "000000",
    ...(style.underlined && { underline: {} }),
  },
  paragraph: {
    alignment: alignments[style.align],
    keepNext: style.withNext ?? false,
    indent: { firstLine: twips(style.firstLine ?? 0) },
    spacing: {
      before: twentieths(style.before ?? 0),
      after: twentieths(style.after ?? 0),
      ...(style.line !== undefined
        ? { line: twentieths(style.line), lineRule: LineRuleType.EXACT }
        : { line: 240, lineRule: LineRuleType.AUTO }),
    },
    ...(style.outline !== undefined && { outlineLevel: style.outline - 1 }),
  },
});

const nothing = { style: BorderStyle.NONE, size: 0, color: "auto" } as const;
const noBorders = { top: nothing, bottom: nothing, left: nothing, right: nothing };
/** 0.75 pt, in eighths of a point. */
const drawn = { style: BorderStyle.SINGLE, size: 6, color: "000000", space: 0 } as const;

const gridOf = (table: LaidTable): Table =>
  new Table({
    width: { size: twips(table.widths.reduce((sum, one) => sum + one, 0)), type: WidthType.DXA },
    columnWidths: table.widths.map(twips),
    layout: TableLayoutType.FIXED,
    rows: [
      ...table.heads.map(
        (heads) =>
          new TableRow({
            tableHeader: true,
            cantSplit: true,
            children: heads.map(
              ({ title, columns, rows }) =>
                new TableCell({
                  ...(columns > 1 && { columnSpan: columns }),
                  ...(rows > 1 && { rowSpan: rows }),
                  verticalAlign: VerticalAlign.CENTER,
                  margins: { left: twips(cellPadding), right: twips(cellPadding), top: 20, bottom: 20 },
                  children: [
                    new Paragraph({
                      alignment: AlignmentType.CENTER,
                      children: [new TextRun({ text: title, font, bold: true, size: table.size * 2 })],
                    }),
                  ],
                }),
            ),
          }),
      ),
      new TableRow({ children: [new TableCell({ children: [new Paragraph(rowsMarker)] })] }),
    ],
  });

const written = (block: LaidBlock, width: number, pictures: ReadonlyMap<string, Buffer>): Paragraph | Table => {
  switch (block.kind) {
    case "scan": {
      // In the pixels that Word counts, 96 to an inch.
      const side = Math.round((block.width * 96) / 25.4);
      const transformation = { width: side, height: side };
      const data = pictures.get(block.address) ?? Buffer.alloc(0);
      const altText = { name: block.label, title: block.label, description: block.label };
      return new Paragraph({
        alignment: AlignmentType.CENTER,
        spacing: { before: 120, after: 60 },
        children: [new ImageRun({ type: "png", data, transformation, altText })],
      });
    }
    case "paragraph":
      return new Paragraph({
        style: block.style,
        ...(block.onNewPage && { pageBreakBefore: true }),
        ...(block.withNext && { keepNext: true }),
        children: block.runs.map(
          ({ text, bold, italic }) => new TextRun({ text, ...(bold && { bold }), ...(italic && { italics: true }) }),
        ),
      });
    case "rule": {
      const beside = twips((width - block.length) / 2);
      return new Paragraph({
        spacing: { before: 30, line: 40, lineRule: LineRuleType.EXACT },
        indent: { left: beside, right: beside },
        border: { top: drawn },
        children: [],
      });
    }
    case "blank":
      return new Paragraph({
        spacing: { line: 360, lineRule: LineRuleType.EXACT },
        tabStops: [{ type: TabStopType.RIGHT, position: twips(width), leader: LeaderType.DOT }],
        children: [new TextRun({ font, children: [new Tab()] })],
      });
    case "gap":
      return new Paragraph({
        keepNext: true,
        spacing: { line: twentieths(block.height), lineRule: LineRuleType.EXACT },
        children: [],
      });
    case "table":
      return gridOf(block);
    case "columns":
      return new Table({
        width: { size: twips(width), type: WidthType.DXA },
        columnWidths: block.widths.map(twips),
        layout: TableLayoutType.FIXED,
        borders: { ...noBorders, insideHorizontal: nothing, insideVertical: nothing },
        rows: [
          new TableRow({
            cantSplit: true,
            children: block.cells.map(
              (cell, index) =>
                new TableCell({
                  borders: noBorders,
                  margins: { left: 0, right: index === block.cells.length - 1 ? 0 : twips(betweenColumns) },
                  width: { size: twips(block.widths[index] ?? 0), type: WidthType.DXA },
                  children: cell.map((one) => written(one, insideColumn(block, index), pictures)),
                }),
            ),
          }),
        ],
      });
  }
};

/** The page number stands in the top margin, not on the first page; what is at the foot, on every page. */
const frame = (foot: readonly string[], isFirst: boolean): Pick<ISectionOptions, "headers" | "footers"> => ({
  headers: {
    default: new Header({
      children: [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          children: [new TextRun({ font, size: 27, children: [PageNumber.CURRENT] })],
        }),
      ],
    }),
    ...(isFirst && { first: new Header({ children: [new Paragraph({ children: [] })] }) }),
  },
  ...(foot.length > 0 && {
    footers: Object.fromEntries(
      (isFirst ? ["default", "first"] : ["default"]).map((which) => [
        which,
        new Footer({
          children: foot.map((text) => new Paragraph({ style: "foot", children: [new TextRun({ text })] })),
        }),
      ]),
    ),
  }),
});

/** A paper as a Word file, whose styles bear the names of the parts of a document. */
export const wordFile = async (paper: LaidPaper): Promise<Uint8Array<ArrayBuffer>> => {
  const { title, styles, sections, foot } = paper;
  const pictures = await scanPictures(paper);
  const document = new Document({
    title,
    creator: "Khéo",
    styles: {
      default: {
        document: { run: { font, size: 28, language: { value: "vi-VN" } } },
        heading1: { run: { font, color: "000000" } },
        heading2: { run: { font, color: "000000" } },
      },
      paragraphStyles: Object.entries(styles).map(([id, style]) => styleOf(id, style)),
    },
    sections: sections.map(({ landscape, blocks }, index) => {
      const { top, bottom, left, right } = marginsOf(landscape);
      const margin = {
        top: twips(top),
        bottom: twips(bottom),
        left: twips(left),
        right: twips(right),
        header: twips(10),
        footer: twips(8),
      };
      return {
        ...frame(foot, index === 0),
        properties: {
          titlePage: index === 0,
          page: {
            size: {
              width: twips(page.width),
              height: twips(page.height),
              ...(landscape && { orientation: PageOrientation.LANDSCAPE }),
            },
            margin,
          },
        },
        children: blocks.map((block) => written(block, textWidth(landscape), pictures)),
      };
    }),
  });
  const tables = sections
    .flatMap(({ blocks }) => blocksIn(blocks))
    .flatMap((block) => (block.kind === "table" ? [block] : []));
  return fileWithRows(await Packer.toBuffer(document), tables);
};
