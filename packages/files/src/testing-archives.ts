import { crc32, deflateRawSync } from "node:zlib";

/** An entry as it is written; what is not said is as it should be. */
export type Packed = {
  readonly name: string;
  readonly content: Buffer | string;
  /** What the list announces instead of the real size. */
  readonly announced?: number;
  readonly sum?: number;
  /** The name in front of the bytes, when it is another than that in the list. */
  readonly localName?: string;
  readonly isLocked?: boolean;
  readonly isStored?: boolean;
  readonly method?: number;
  /** Bytes between this entry and the next. */
  readonly after?: string;
};

type Whole = { readonly before?: string; readonly comment?: string; readonly behind?: string; readonly gap?: string };

/** An archive, written by hand so that it can lie. */
export const archive = (
  entries: readonly Packed[],
  { before = "", comment = "", behind = "", gap = "" }: Whole = {},
) => {
  const written: Buffer[] = [];
  const list: Buffer[] = [];
  let at = 0;
  const write = (bytes: Buffer) => {
    written.push(bytes);
    at += bytes.length;
  };
  for (const entry of entries) {
    const content = Buffer.from(entry.content);
    const data = entry.isStored === true ? content : deflateRawSync(content);
    const name = Buffer.from(entry.name);
    const localName = Buffer.from(entry.localName ?? entry.name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(entry.isLocked === true ? 1 : 0, 2);
    common.writeUInt16LE(entry.method ?? (entry.isStored === true ? 0 : 8), 4);
    common.writeUInt32LE(entry.sum ?? crc32(content), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(entry.announced ?? content.length, 18);
    common.writeUInt16LE(localName.length, 22);
    const head = Buffer.alloc(46);
    head.writeUInt32LE(0x02014b50, 0);
    common.copy(head, 6);
    head.writeUInt16LE(name.length, 28);
    head.writeUInt32LE(at, 42);
    list.push(head, name);
    write(Buffer.concat([Buffer.from("PK\u0003\u0004"), common, localName, data, Buffer.from(entry.after ?? "")]));
  }
  write(Buffer.from(gap));
  const listed = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([Buffer.from(before), ...written, listed, end, Buffer.from(comment), Buffer.from(behind)]);
};

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const relationships = "http://schemas.openxmlformats.org/package/2006/relationships";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const documentTypes = "application/vnd.openxmlformats-officedocument";

export const types = (main: string, more = ""): string =>
  `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${main}${more}</Types>`;

const wordMain = `<Override PartName="/word/document.xml" ContentType="${documentTypes}.wordprocessingml.document.main+xml"/>`;
const excelMain = `<Override PartName="/xl/workbook.xml" ContentType="${documentTypes}.spreadsheetml.sheet.main+xml"/>`;

export const relationship = (type: string, target: string, mode = ' TargetMode="External"'): string =>
  `<Relationship Id="rId1" Type="${office}/${type}" Target="${target}"${mode}/>`;

export const rels = (inner: string): string => `${xml}<Relationships xmlns="${relationships}">${inner}</Relationships>`;

const wordDocument = (body: string): string =>
  `${xml}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p>${body}</w:p></w:body></w:document>`;

type Word = {
  readonly body?: string;
  readonly more?: readonly Packed[];
  readonly types?: string;
  readonly main?: string;
};

/** The parts of the smallest Word file, and what is put into it. */
export const wordParts = ({
  body = "<w:r><w:t>Biên bản</w:t></w:r>",
  more = [],
  ...given
}: Word = {}): readonly Packed[] => [
  { name: "[Content_Types].xml", content: types(given.main ?? wordMain, given.types) },
  { name: "_rels/.rels", content: rels(relationship("officeDocument", "word/document.xml", "")) },
  { name: "word/document.xml", content: wordDocument(body) },
  ...more,
];

/** The parts of the smallest Excel file. */
export const excelParts = (more: readonly Packed[] = [], moreTypes = ""): readonly Packed[] => [
  { name: "[Content_Types].xml", content: types(excelMain, moreTypes) },
  { name: "_rels/.rels", content: rels(relationship("officeDocument", "xl/workbook.xml", "")) },
  {
    name: "xl/workbook.xml",
    content: `${xml}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>`,
  },
  ...more,
];

/** A Word file with these relationships of its text. */
export const wordWith = (inner: string): Buffer =>
  archive(wordParts({ more: [{ name: "word/_rels/document.xml.rels", content: rels(inner) }] }));
