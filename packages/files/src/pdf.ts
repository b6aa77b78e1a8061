import { promisify } from "node:util";
import { constants, inflate, inflateSync, type ZlibOptions } from "node:zlib";
import { DomainError } from "@kheo/core/rules/errors";

/** What the streams that hold objects may come to, together, in bytes. */
const mostUnpacked = 100 * 1024 * 1024;
/** So many bytes of a stream are unpacked to see what it holds. */
const peeked = 1_024;
const mostAfterEnd = 1_024;

const inflated = promisify(inflate) as (bytes: Buffer, options: ZlibOptions) => Promise<Buffer>;

/** A name as it may be written: any letter also as `#` and its code. */
const written = (name: string): string =>
  name.replaceAll(/./gu, (letter) => {
    const code = letter.charCodeAt(0).toString(16);
    return `(?:${letter}|#${code}|#${code.toUpperCase()})`;
  });

const anyOf = (names: readonly string[]): RegExp =>
  // A name ends where a space or the sign of something else follows.
  new RegExp(`/(?:${names.map(written).join("|")})(?![^\\0\\t\\n\\f\\r ()<>[\\]{}/%])`, "u");

/**
 * Every script of a PDF is an action of the kind `JavaScript` or `Rendition`, or stands in a form of the kind `XFA`, so
 * the short name `JS`, which any picture holds by chance, need not be looked for.
 */
const actions = anyOf([
  "JavaScript",
  "Launch",
  "Rendition",
  "RichMedia",
  "RichMediaExecute",
  "ImportData",
  "SubmitForm",
  "GoToE",
]);
const embeddings = anyOf(["EmbeddedFile", "EmbeddedFiles", "FileAttachment"]);
const locks = anyOf(["Encrypt"]);
const livingForm = new RegExp(`/${written("XFA")}[\\0\\s]*(?:\\[|\\d+[\\0\\s]+\\d+[\\0\\s]+R)`, "u");

const requireQuiet = (text: string): void => {
  if (locks.test(text)) throw new DomainError("file.locked");
  if (embeddings.test(text)) throw new DomainError("file.embedded");
  if (actions.test(text) || livingForm.test(text)) throw new DomainError("file.activePdf");
};

const plainNames = (text: string): string =>
  text.replaceAll(/#(?<code>[0-9a-f]{2})/giu, (_, code: string) => String.fromCharCode(parseInt(code, 16)));

/** Refuses streams of objects that are packed otherwise than all programs do, so that nobody sees into them. */
const requireCommonPacking = (description: string): void => {
  const plain = plainNames(description);
  const holdsObjects = /\/ObjStm\b/u.test(plain) || /\/First[\0\s]+\d+(?!\d|[\0\s]+\d+[\0\s]+R)/u.test(plain);
  const filterAt = Math.max(plain.lastIndexOf("/Filter"), plain.search(/\/F\b/u));
  if (!holdsObjects || filterAt < 0) return;
  const filter = /^\/\w+[\0\s]*(?:\/(?<one>\w+)|\[[\0\s]*\/(?<only>\w+)[\0\s]*\])/u.exec(plain.slice(filterAt))?.groups;
  const isCommon = ["FlateDecode", "Fl"].includes(filter?.["one"] ?? filter?.["only"] ?? "");
  if (!isCommon || /\/Predictor\b/u.test(plain)) throw new DomainError("file.unreadable");
};

/** Whether a stream unpacks to what begins with a number, as a list of objects does, whatever is said of it. */
const mayHoldObjects = (packed: Buffer): boolean => {
  if (((packed[0] ?? 0) & 0x0f) !== 8 || packed.length < 8 || packed.readUInt16BE() % 31 !== 0) return false;
  try {
    const head = inflateSync(packed.subarray(0, peeked), { finishFlush: constants.Z_SYNC_FLUSH });
    return /^(?:[\0\s]|%[^\r\n]*[\r\n])*\d/u.test(head.toString("latin1", 0, peeked));
  } catch {
    return true;
  }
};

/** Looks into the streams that hold objects, in which names are packed. */
const requireQuietObjects = async (bytes: Buffer, text: string): Promise<void> => {
  let room = mostUnpacked;
  let described = 0;
  let end = 0;
  for (const { index, 0: keyword } of text.matchAll(/(?<!end)stream(?:\r\n|\n|\r)/gu)) {
    // A beginning inside of a stream is looked at like any other: who reads the file may take it for one.
    requireCommonPacking(text.slice(end <= index ? Math.max(end, described) : described, index));
    const from = index + keyword.length;
    described = from;
    if (end < from) end = Math.max(text.indexOf("endstream", from), from);
    const packed = bytes.subarray(from);
    if (!mayHoldObjects(packed)) continue;
    const objects = await inflated(packed, {
      maxOutputLength: Math.max(1, room),
      finishFlush: constants.Z_SYNC_FLUSH,
    }).catch((error: NodeJS.ErrnoException) => {
      throw new DomainError(error.code === "ERR_BUFFER_TOO_LARGE" ? "file.unpacksTooLarge" : "file.unreadable");
    });
    room -= objects.length;
    requireQuiet(objects.toString("latin1"));
  }
};

/** After the end of a PDF nothing follows, and no other kind of file ends where it does. */
const requireEnd = (bytes: Buffer): void => {
  const tail = bytes.toString("latin1", Math.max(0, bytes.length - mostAfterEnd));
  const isArchiveToo = bytes.subarray(-65_557).includes(Buffer.from("PK\u0005\u0006"));
  const after = tail.slice(tail.lastIndexOf("%%EOF") + "%%EOF".length);
  if (isArchiveToo) throw new DomainError("file.disguised");
  if (!tail.includes("%%EOF")) {
    const isLonger = bytes.includes("%%EOF");
    throw new DomainError(isLonger ? "file.disguised" : "file.unreadable");
  }
  if (!/^[\0\s]*$/u.test(after)) throw new DomainError("file.disguised");
};

/** Refuses a PDF that runs, opens or holds anything beside its pages, or is something else as well. */
export const inspectPdf = async (bytes: Buffer): Promise<void> => {
  requireEnd(bytes);
  const text = bytes.toString("latin1");
  if (!/\d[\0\s]+\d+[\0\s]+obj\b/u.test(text) || !text.includes("startxref")) throw new DomainError("file.unreadable");
  requireQuiet(text);
  await requireQuietObjects(bytes, text);
};
