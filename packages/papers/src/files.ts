import type { Paper } from "./description/paper.ts";
import { archiveOfFiles, fileNameOf, type Writing } from "./formats.ts";
import { laidOut } from "./layout/lay-out.ts";
import { pdfFile } from "./layout/pdf.ts";
import { wordFile } from "./layout/word.ts";
import { reportWorkbook } from "./report-workbook.ts";

/** Word file and PDF of each paper; of two with one name the later bears its place among them. */
const archived = async (papers: readonly Paper[]): Promise<Uint8Array<ArrayBuffer>> => {
  const files: Record<string, Uint8Array> = {};
  for (const [position, paper] of papers.entries()) {
    const laid = laidOut(paper);
    const title = fileNameOf(paper.title);
    const name = `${title}.pdf` in files ? `${title} (${position + 1})` : title;
    // oxlint-disable-next-line no-await-in-loop -- one after the other, so that no more than one is in memory
    files[`${name}.docx`] = await wordFile(laid);
    // oxlint-disable-next-line no-await-in-loop
    files[`${name}.pdf`] = await pdfFile(laid);
  }
  return archiveOfFiles(files);
};

/** A file of what is described. Of one description always the same bytes. */
export const fileOf = async (writing: Writing): Promise<Uint8Array<ArrayBuffer>> => {
  switch (writing.format) {
    case "xlsx":
      return reportWorkbook(writing.report);
    case "zip":
      return archived(writing.papers);
    case "docx":
      return wordFile(laidOut(writing.paper));
    case "pdf":
      return pdfFile(laidOut(writing.paper));
  }
};
