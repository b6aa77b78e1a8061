import { type Day, formatDay } from "@kheo/core/ground/days";
import type { Issuer } from "@kheo/core/offices/issuers";
import { type AnnualReport, figureText, logLines, type ReportTable, structureLines } from "@kheo/core/reports/reports";
import { footOf, type Block, type Paper, signatureOf, type Table } from "../description/paper.ts";

/** Who sends the report and to whom, as of its cut-off. */
export type ReportOffices = {
  readonly issuer: Issuer;
  /** Those above whom it is sent to, as "Nơi nhận" names them. */
  readonly recipients: readonly string[];
};

/** A table of the report as papers draw it; the sum, where there is one, is its last row. */
export const tableOfReport = ({ title, columns, rows, total, empty }: ReportTable): Table => ({
  kind: "table",
  title,
  columns: columns.map((column, index) => (index === 0 ? { ...column, align: "centre" } : column)),
  rows: [...rows.map((cells) => ({ cells })), ...(total ? [{ cells: total, as: "total" } as const] : [])],
  empty,
});

const appendix = (report: AnnualReport, table: ReportTable): readonly Block[] => [
  {
    kind: "appendix",
    number: `Biểu ${table.number}`,
    title: table.title,
    remarks: [`(Số liệu tính đến ${formatDay(report.cutoff)})`, ...structureLines(report)],
    onNewPage: table !== report.tables[0],
  },
  tableOfReport(table),
  ...table.notes.map((text): Block => ({ kind: "remark", text })),
];

/** The annual report as a paper, a draft without number and date until it is issued: the text in portrait, its tables on landscape pages. */
export const annualReportPaper = (
  report: AnnualReport,
  { issuer, recipients }: ReportOffices,
  issued?: { readonly number: number; readonly on: Day; readonly name: string; readonly byDeputy: boolean },
): Paper => {
  const figures = report.figures.map((figure) => `- ${figure.title}: ${figureText(figure)}`);
  return {
    title: report.title,
    issuer,
    date: issued?.on ?? null,
    numbered: { type: "BC", number: issued?.number ?? null },
    codes: [],
    sections: [
      {
        landscape: false,
        blocks: [
          { kind: "name", name: "BÁO CÁO", about: [report.title.replace(/^Báo cáo /u, "")] },
          { kind: "heading", number: 1, text: "Kết quả chung" },
          ...report.narrative.map((text): Block => ({ kind: "paragraph", runs: [text] })),
          { kind: "heading", number: 2, text: "Số liệu chính" },
          ...figures.map((text, index): Block =>
            index === figures.length - 1
              ? { kind: "paragraph", runs: [`${text}.`], ends: true }
              : { kind: "paragraph", runs: [`${text};`] },
          ),
          { kind: "recipients", to: recipients, signature: signatureOf(issuer, issued) },
        ],
      },
      {
        landscape: true,
        blocks: [
          ...report.tables.flatMap((table) => appendix(report, table)),
          ...logLines(report).map((text): Block => ({ kind: "remark", text })),
        ],
      },
    ],
    foot: footOf(report),
  };
};
