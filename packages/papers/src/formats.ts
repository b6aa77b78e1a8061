import type { AnnualReport } from "@kheo/core/reports/reports";
import { zipSync } from "fflate";
import type { Paper } from "./description/paper.ts";

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
  | { readonly format: Exclude<PaperFormat, "zip">; readonly paper: Paper }
  | { readonly format: "zip"; readonly papers: readonly Paper[] }
  | { readonly format: "xlsx"; readonly report: AnnualReport };

/** A name that every file system takes, as long as all of them take it. */
export const fileNameOf = (title: string): string =>
  title
    .replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, "-")
    .slice(0, 120)
    .trim();

const made = "1980-01-01T00:00:00Z";

/** An archive of files by their names. Of the same files always the same bytes. */
export const archiveOfFiles = (files: Readonly<Record<string, Uint8Array>>): Uint8Array<ArrayBuffer> =>
  new Uint8Array(zipSync({ ...files }, { mtime: made, level: 0 }));

/** How a paper is written in a format: a pair is an archive of one. */
export const writingOf = (format: PaperFormat, paper: Paper): Writing =>
  format === "zip" ? { format, papers: [paper] } : { format, paper };
