import { DomainError, isDomainError } from "@kheo/core/rules/errors";
import { SaxesParser } from "saxes";
import { type Part, partsOf } from "./archive.ts";
import { refusal } from "./store.ts";

const document = "application/vnd.openxmlformats-officedocument.";
const mainParts = [
  [`${document}wordprocessingml.document.main+xml`, "docx"],
  [`${document}spreadsheetml.sheet.main+xml`, "xlsx"],
] as const;

/** A list of parts or of relationships is never longer. */
const longestList = 2 * 1024 * 1024;

/** How programs, other archives and old containers begin, under whatever name they lie. */
const foreign = [
  "PK\u0003\u0004",
  "MZ",
  "\u007FELF",
  "Rar!",
  "7z\u00BC\u00AF",
  "\u001F\u008B",
  "\u00D0\u00CF\u0011\u00E0",
  "%PDF-",
];

const written = (content: Buffer): string => {
  if (content[0] === 0xff && content[1] === 0xfe) return content.toString("utf16le");
  if (content[0] === 0xfe && content[1] === 0xff && content.length % 2 === 0) {
    return Buffer.from(content).swap16().toString("utf16le");
  }
  return content.toString("utf8");
};

/** A part as text. In a script of which we do not know how it is read, anything could stand. */
const textOf = (content: Buffer): string => {
  const text = written(content).replace(/^\uFEFF/u, "");
  const declared = /^<\?xml[^>]*?\sencoding\s*=\s*["'](?<name>[^"']*)/u.exec(text)?.groups?.["name"] ?? "utf-8";
  const isKnown = /^(?:utf-?8|utf-?16|us-ascii)$/iu.test(declared) && /^\s*(?:<|$)/u.test(text);
  if (!isKnown) throw new DomainError("file.unreadable");
  return text;
};

type Element = { readonly name: string; readonly attributes: Readonly<Record<string, string>> };

/** The elements of a short part, as any program reads them: character references and name spaces are resolved. */
const elementsOf = (content: Buffer): readonly Element[] => {
  if (content.length > longestList) throw new DomainError("file.unpacksTooLarge");
  const elements: Element[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on("opentag", ({ local, attributes }) => {
    const values = Object.values(attributes).map(({ local, value }) => [local, value] as const);
    elements.push({ name: local, attributes: Object.fromEntries(values) });
  });
  try {
    parser.write(textOf(content)).close();
  } catch (error) {
    throw refusal(new DomainError("file.unreadable"), error);
  }
  return elements;
};

/** What people click is theirs to open; whatever else is elsewhere is fetched without asking. */
const requireInside = (content: Buffer): void => {
  for (const { name, attributes } of elementsOf(content)) {
    if (name !== "Relationship") continue;
    const { Type: type = "", Target: target = "", TargetMode: mode = "" } = attributes;
    const isElsewhere = mode.trim().toLowerCase() === "external" || /^\s*(?:[a-z][a-z\d+.-]*:|\/\/|\\)/iu.test(target);
    const isLink =
      type.endsWith("/hyperlink") && !/^\s*(?:(?:javascript|vbscript|data|ms-[\w-]+):|\/\/|\\)/iu.test(target);
    if (isElsewhere && !isLink) throw new DomainError("file.outsideLinks");
    if (/\/(?:vbaProject|wordVbaData|xlMacrosheet|xlIntlMacrosheet)$/u.test(type)) throw new DomainError("file.macros");
    if (/\/(?:oleObject|package|control|activeXControlBinary|aFChunk)$/u.test(type))
      throw new DomainError("file.embedded");
    if (/\/(?:attachedTemplate|externalLink|subDocument|frame)$/u.test(type))
      throw new DomainError("file.outsideLinks");
  }
};

/** Letters that are written by their numbers. */
const withLetters = (text: string): string =>
  text.replaceAll(/&#(?:x(?<hex>[0-9a-f]{1,6})|(?<decimal>\d{1,7}));/giu, (...found) => {
    const { hex, decimal } = found.at(-1) as { readonly hex?: string; readonly decimal?: string };
    const code = hex === undefined ? Number(decimal) : parseInt(hex, 16);
    return code > 0x10_ffff ? "" : String.fromCodePoint(code);
  });

/** Fields by which Word runs a program or fetches something, however they are spread over runs. */
const requireNoFetchingFields = (text: string): void => {
  const typed = [...text.matchAll(/\binstrText\b[^>]*>(?<typed>[^<]*)/gu)].map(({ groups }) => groups?.["typed"] ?? "");
  const simple = [...text.matchAll(/\binstr\s*=\s*(?:"(?<typed>[^"]*)|'(?<other>[^']*))/gu)].map(
    ({ groups }) => groups?.["typed"] ?? groups?.["other"] ?? "",
  );
  const fields = withLetters([typed.join(""), ...simple].join("\n"));
  if (/\bDDE(?:AUTO)?\b|\bINCLUDE(?:TEXT|PICTURE)\b/iu.test(fields)) {
    throw new DomainError("file.outsideLinks");
  }
};

/** By its name or by how it begins: what kind a part is said to be, is said elsewhere. */
const isXml = (name: string, content: Buffer): boolean =>
  /\.(?:xml|rels|vml)$/iu.test(name) || /^(?:ï»¿|ÿþ|þÿ)?[\0\s]*</u.test(content.toString("latin1", 0, 64));

const requireHarmless = ({ name, content }: Part): void => {
  if (/vba(?:project|data)|macrosheets?\//iu.test(name)) throw new DomainError("file.macros");
  if (/(?:^|\/)(?:embeddings|activeX|ctrlProps)\//iu.test(name)) throw new DomainError("file.embedded");
  if (/(?:^|\/)externalLinks\//iu.test(name)) throw new DomainError("file.outsideLinks");
  const head = content.toString("latin1", 0, 8);
  if (foreign.some((beginning) => head.startsWith(beginning))) throw new DomainError("file.embedded");
  if (/\.(?:x?html?|mht(?:ml)?|svgz|js|vbs|exe|dll|swf|hta|bat|cmd|ps1)$/iu.test(name)) {
    throw new DomainError("file.embedded");
  }
  if (!isXml(name, content)) return;
  const text = textOf(content);
  // No office program writes one; what it declares could grow without end, or name a file of the reader.
  if (/<!(?:DOCTYPE|ENTITY)/iu.test(text)) throw new DomainError("file.disguised");
  if (/\.rels$/iu.test(name)) requireInside(content);
  requireNoFetchingFields(text);
};

/** The kind that the list of parts says, and the part in which the document begins where it is named. */
type Main = { readonly kind: "docx" | "xlsx"; readonly part: string | null };

const mainOf = (content: Buffer): Main => {
  const parts = elementsOf(content).map(({ attributes }) => attributes);
  const types = parts.map(({ ContentType: type = "" }) => type);
  if (types.some((type) => /macroEnabled|vbaProject|macrosheet/iu.test(type))) throw new DomainError("file.macros");
  if (types.some((type) => /oleObject|activeX/iu.test(type))) throw new DomainError("file.embedded");
  const found = mainParts.filter(([type]) => types.includes(type));
  const [main] = found;
  if (found.length > 1) throw new DomainError("file.disguised");
  if (!main) throw new DomainError("file.notTaken");
  const [type, kind] = main;
  const part = parts.find(({ ContentType: said }) => said === type)?.["PartName"];
  return { kind, part: part?.replace(/^\//u, "").toLowerCase() ?? null };
};

/**
 * Whether an archive is a Word or an Excel file, and only that. @throws a refusal of every other archive, and of what
 * runs, fetches or hides something in one.
 */
export const inspectOffice = async (bytes: Buffer): Promise<"docx" | "xlsx"> => {
  let main: Main | null = null;
  const names = new Set<string>();
  try {
    for await (const part of partsOf(bytes)) {
      const name = part.name.toLowerCase();
      names.add(name);
      if (name === "[content_types].xml") main = mainOf(part.content);
      requireHarmless(part);
    }
  } catch (error) {
    if (isDomainError(error) && error.code === "file.embedded" && main === null) throw new DomainError("file.archive");
    throw error;
  }
  // Other programs name their kind in a part of its own; what names none is just packed.
  if (main === null) throw new DomainError(names.has("mimetype") ? "file.notTaken" : "file.archive");
  const isWhole = names.has("_rels/.rels") && (main.part === null || names.has(main.part));
  if (!isWhole) throw new DomainError("file.unreadable");
  return main.kind;
};
