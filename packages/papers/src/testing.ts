import { inflateSync } from "node:zlib";
import { unzipSync } from "fflate";
import mammoth from "mammoth";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { composed } from "@kheo/core/ground/text";
import { issuerAt, type Issuer, issuerOf, type NamedUnit } from "@kheo/core/offices/issuers";

/** Everything that a Word file says, its footers included. */
export const documentText = async (file: Uint8Array): Promise<string> =>
  Object.entries(unzipSync(file))
    .filter(([name]) => /^word\/(?:document|footer\d*|header\d*)\.xml$/u.test(name))
    .map(([, content]) =>
      new TextDecoder()
        .decode(content)
        .replaceAll("</w:p>", "\n")
        .replaceAll(/<w:br\/>|<w:tab\/>/gu, " ")
        .replaceAll(/<[^>]+>/gu, "")
        .replaceAll("&lt;", "<")
        .replaceAll("&gt;", ">")
        .replaceAll("&amp;", "&")
        .replaceAll("\u2060", ""),
    )
    .join("\n");

/** The words of a text, whatever stands between them; no boxes, no dots to write on, no place of a page's number. */
export const wordsIn = (text: string): readonly string[] =>
  composed(text)
    .replaceAll("\u2060", "")
    .replaceAll(/[☐☒×]/gu, " ")
    .split(/[\s\u00A0]+/u)
    .filter((word) => word !== "" && !/^(?:\.+|PAGE)$/u.test(word));

/** One part of a Word or Excel file as it is written. */
export const partText = (file: Uint8Array, part: string): string =>
  new TextDecoder().decode(unzipSync(file, { filter: ({ name }) => name === part })[part] ?? new Uint8Array());

/** What another program reads in a Word file: its paragraphs and cells, one after the other. */
export const wordsOfWord = async (file: Uint8Array): Promise<string> =>
  (await mammoth.extractRawText({ buffer: Buffer.from(file) })).value.replaceAll("\u2060", "");

/** The tables of a Word file as another program reads them, row by row. */
export const tablesOfWord = async (file: Uint8Array): Promise<string> =>
  (await mammoth.convertToHtml({ buffer: Buffer.from(file) })).value;

export type ReadPdf = {
  readonly pages: readonly string[];
  readonly title: string;
  readonly language: string;
  /** What is marked in it for whoever has it read out: `H1`, `Table`, `TH`, … */
  readonly marks: ReadonlySet<string>;
  readonly fonts: ReadonlySet<string>;
  readonly sizes: ReadonlySet<number>;
};

type Mark = { readonly role?: string; readonly children?: readonly Mark[] };
const rolesIn = ({ role, children = [] }: Mark): readonly string[] => [
  ...(role === undefined ? [] : [role]),
  ...children.flatMap(rolesIn),
];

/** The names of the fonts that are embedded; they stand in compressed parts. */
const fontsIn = (file: Uint8Array): ReadonlySet<string> => {
  const bytes = Buffer.from(file);
  const found = new Set<string>();
  for (let at = bytes.indexOf("stream\n"); at !== -1; at = bytes.indexOf("stream\n", at + 7)) {
    let part: string;
    try {
      part = inflateSync(bytes.subarray(at + 7), { finishFlush: 2 }).toString("latin1");
    } catch {
      continue;
    }
    for (const [, name] of part.matchAll(/\/BaseFont\s*\/(?:[A-Z]{6}\+)?([\w-]+)/gu)) found.add(name ?? "");
  }
  for (const [, name] of bytes.toString("latin1").matchAll(/\/BaseFont\s*\/(?:[A-Z]{6}\+)?([\w-]+)/gu))
    found.add(name ?? "");
  return found;
};

/** What another program reads in a PDF. */
export const readPdf = async (file: Uint8Array): Promise<ReadPdf> => {
  const document = await getDocument({ data: new Uint8Array(file), verbosity: 0 }).promise;
  const { info } = (await document.getMetadata()) as { info: { Title?: string; Language?: string } };
  const pages: string[] = [];
  const marks = new Set<string>();
  const sizes = new Set<number>();
  for (let number = 1; number <= document.numPages; number += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one page after the other
    const page = await document.getPage(number);
    // oxlint-disable-next-line no-await-in-loop
    const { items } = await page.getTextContent();
    let text = "";
    let [end, line] = [0, 0];
    for (const item of items) {
      if (!("str" in item)) continue;
      const [x, y] = [Number(item.transform[4]), Number(item.transform[5])];
      // Words of neighbouring cells stand apart on the page, not in what is read.
      if (Math.abs(y - line) > 1 || x - end > item.height / 6) text += " ";
      text += item.str + (item.hasEOL ? "\n" : "");
      [end, line] = [x + item.width, y];
      if (item.str.trim() !== "") sizes.add(Math.round(item.height * 10) / 10);
    }
    pages.push(text);
    // oxlint-disable-next-line no-await-in-loop
    for (const role of rolesIn(((await page.getStructTree()) ?? {}) as Mark)) marks.add(role);
  }
  await document.loadingTask.destroy();
  return { pages, title: info.Title ?? "", language: info.Language ?? "", marks, fonts: fontsIn(file), sizes };
};

const province: NamedUnit = { name: "Tỉnh Quảng Ngãi", kind: "province" };
const ward: NamedUnit = { name: "Phường Trà Câu", kind: "ward" };
const inWard = (name: string, kind: NamedUnit["kind"]): Issuer => {
  const issuer = issuerOf({ name, kind }, [ward, province]);
  if (!issuer) throw new Error(`${name} issues nothing`);
  return issuer;
};

/** An issuer of each family, as of 2026. */
export const issuers = {
  party: inWard("Chi bộ tổ dân phố 3", "partyCell"),
  state: inWard("UBND phường Trà Câu", "government"),
  front: issuerAt(ward, [province], { name: "Ủy ban MTTQ Việt Nam phường Trà Câu", family: "front" }),
  youth: inWard("Đoàn Thanh niên phường Trà Câu", "union"),
} as const;
