import type { AnnualReport } from "@kheo/core/reports/reports";
import { reportDocument } from "./report-document.ts";
import { reportWorkbook } from "./report-workbook.ts";

/** A format in which a report is written. */
export type Paper = {
  readonly extension: string;
  readonly contentType: string;
  readonly write: (report: AnnualReport) => Promise<Uint8Array<ArrayBuffer>>;
};

/** The formats of the annual report: all from the same tables. */
export const reportPapers: Readonly<Record<"docx" | "xlsx", Paper>> = {
  docx: {
    extension: ".docx",
    contentType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    write: reportDocument,
  },
  xlsx: {
    extension: ".xlsx",
    contentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    write: reportWorkbook,
  },
};
