import { strFromU8, strToU8, unzipSync, Zip, ZipDeflate } from "fflate";
import type { LaidRow, LaidTable } from "./layout.ts";
import { cellPadding } from "./table-widths.ts";

/** Stands in a file where the rows of its next table go. */
export const rowsMarker = "kheo-rows";

const escaped = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll(/[^\P{Cc}\n]/gu, "");

const padding = Math.round((cellPadding * 1440) / 25.4);
const cellMargins = `<w:tcMar><w:left w:w="${padding}" w:type="dxa"/><w:right w:w="${padding}" w:type="dxa"/></w:tcMar>`;
const alignments = { left: "left", centre: "center", right: "right" } as const;

const rowMarkup = ({ cells, as }: LaidRow, { size, widths }: LaidTable): string => {
  const isBold = as === "total" || as === "group";
  const letters = `<w:rPr>${isBold ? "<w:b/>" : ""}<w:sz w:val="${size * 2}"/><w:szCs w:val="${size * 2}"/></w:rPr>`;
  const shade = as === "computed" ? '<w:shd w:val="clear" w:color="auto" w:fill="E6E6E6"/>' : "";
  const span = as === "group" ? `<w:gridSpan w:val="${widths.length}"/>` : "";
  const marked = cells.map(({ text, align }) => {
    const lines = text.split("\n").map((line) => `<w:t xml:space="preserve">${escaped(line)}</w:t>`);
    return (
      `<w:tc><w:tcPr>${span}${shade}${cellMargins}</w:tcPr>` +
      `<w:p><w:pPr><w:jc w:val="${alignments[align]}"/></w:pPr>` +
      `<w:r>${letters}${lines.join("<w:br/>")}</w:r></w:p></w:tc>`
    );
  });
  return `<w:tr><w:trPr><w:cantSplit/></w:trPr>${marked.join("")}</w:tr>`;
};

/** The paragraph that ends a section takes no room: after a full page it would begin another. */
const closed = (markup: string): string =>
  markup.replaceAll(
    "<w:p><w:pPr><w:sectPr",
    '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/><w:sectPr',
  );

/** The markup of a finished document with the rows of its tables put in, in pieces. */
function* withRows(document: string, tables: readonly LaidTable[]): Generator<string> {
  const markup = closed(document);
  let done = 0;
  for (const table of tables) {
    const marker = markup.indexOf(rowsMarker, done);
    yield markup.slice(done, markup.lastIndexOf("<w:tr>", marker));
    for (const row of table.rows) yield rowMarkup(row, table);
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

/** Of one content always one file: when it was made stands in no part of it. */
const made = "1980-01-01T00:00:00Z";
const undated = (markup: string): string =>
  markup.replaceAll(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/gu, `$1${made}`);

/**
 * Rewrites a finished file with the rows of its tables. The library builds an object for every run of letters in every
 * cell, which for a list of nine thousand models took 20 seconds and 2.6 GB; as text that is compressed piece by piece
 * it is a second, and the whole text is never in memory.
 */
export const fileWithRows = (file: Uint8Array, tables: readonly LaidTable[]): Promise<Uint8Array<ArrayBuffer>> =>
  new Promise((resolve, reject) => {
    const pieces: Uint8Array[] = [];
    const zip = new Zip((error, piece, isLast) => {
      if (error) reject(error);
      else pieces.push(piece);
      if (isLast) resolve(joined(pieces));
    });
    for (const [name, content] of Object.entries(unzipSync(file))) {
      const part = new ZipDeflate(name, { level: 6 });
      part.mtime = made;
      zip.add(part);
      if (name === "word/document.xml") {
        for (const markup of withRows(strFromU8(content), tables)) part.push(strToU8(markup));
        part.push(new Uint8Array(), true);
      } else if (name === "docProps/core.xml") {
        part.push(strToU8(undated(strFromU8(content))), true);
      } else {
        part.push(content, true);
      }
    }
    zip.end();
  });
