import type { AnnualReport } from "@kheo/core/reports/reports";
import { zipSync } from "fflate";
import type { Paper } from "./description/paper.ts";
import { laidOut } from "./layout/lay-out.ts";
import { pdfFile } from "./layout/pdf.ts";
import { wordFile } from "./layout/word.ts";
import { reportWorkbook } from "./report-workbook.ts";

/** The formats of a paper; a pair is the Word file and the PDF in one archive. */
export const paperFormats = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  pdf: "application/pdf",
  zip: "application/zip",
} as const;
export type PaperFormat = keyof typeof paperFormats;
export const workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** What is to be written. */
export type Writing =
  | { readonly format: PaperFormat; readonly paper: Paper }
  | { readonly format: "xlsx"; readonly report: AnnualReport };

/** A name that every file system takes, as long as all of them take it. */
export const fileNameOf = (title: string): string =>
  title
    .replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, "-")
    .slice(0, 120)
    .trim();

const made = "1980-01-01T00:00:00Z";

/** A file of what is described. Of one description always the same bytes. */
export const fileOf = async (writing: Writing): Promise<Uint8Array<ArrayBuffer>> => {
  if (writing.format === "xlsx") return reportWorkbook(writing.report);
  const laid = laidOut(writing.paper);
  if (writing.format === "docx") return wordFile(laid);
  if (writing.format === "pdf") return pdfFile(laid);
  const name = fileNameOf(writing.paper.title);
  const files = { [`${name}.docx`]: await wordFile(laid), [`${name}.pdf`]: pdfFile(laid) };
  return new Uint8Array(zipSync(files, { mtime: made, level: 0 }));
};
