import { DomainError } from "@kheo/core/rules/errors";
import { fileTypeFromBuffer } from "file-type";
import type { PhotoKind } from "./kinds.ts";
import type { Unread } from "./inspect.ts";

/** What tells a kind stands at the beginning; an archive in front of which something stands is found by its end. */
const headLength = 4_100;
const mostAfterArchive = 65_557;

const archiveHead = Buffer.from("PK\u0003\u0004");
const emptyArchive = Buffer.from("PK\u0005\u0006");
const pdfHead = Buffer.from("%PDF-");
/** The container of Office before 2007, and of whatever is locked with a password since. */
const compound = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

const taken: Readonly<Record<string, PhotoKind>> = { jpg: "jpeg", png: "png", apng: "png", webp: "webp" };
const archives = ["zip", "rar", "7z", "gz", "tar", "tar.gz", "bz2", "xz", "zst", "lz", "lz4", "cab", "ar", "Z", "arj"];
const programs = ["exe", "elf", "macho", "dex", "class", "wasm", "deb", "rpm", "lnk", "swf", "crx", "nes", "msi"];
const pages = ["xml", "svg", "html"];

const isHeic = (head: Buffer): boolean =>
  head.toString("latin1", 4, 8) === "ftyp" &&
  /^(?:hei[cxms]|hev[cxms]|mif1|msf1)/u.test(head.toString("latin1", 8, 12));

/** A text that a browser or a shell would run: it begins with a tag or names its interpreter. */
const isProgramText = (head: Buffer): boolean => {
  const isWide = head[0] === 0xff && head[1] === 0xfe;
  const text = head
    .toString(isWide ? "utf16le" : "utf8")
    .replace(/^\uFEFF/u, "")
    .trimStart();
  return /^(?:<[!?a-z]|#!|@echo\b|\{\\rtf)/iu.test(text);
};

const failureOf = async (bytes: Buffer): Promise<DomainError> => {
  const head = bytes.subarray(0, headLength);
  if (head.indexOf(compound) === 0) {
    const isLocked = bytes.includes(Buffer.from("EncryptedPackage", "utf16le"));
    return new DomainError(isLocked ? "file.locked" : "file.oldOffice");
  }
  if (isHeic(head)) return new DomainError("file.heic");
  const type = await fileTypeFromBuffer(head).catch(() => undefined);
  if (archives.includes(type?.ext ?? "")) return new DomainError("file.archive");
  if (type?.mime.startsWith("video/") === true) return new DomainError("file.video");
  if ([...programs, ...pages].includes(type?.ext ?? "") || isProgramText(head)) return new DomainError("file.program");
  const hasOther =
    head.subarray(0, 1_024).includes(pdfHead) || bytes.subarray(-mostAfterArchive).includes(emptyArchive);
  return new DomainError(hasOther ? "file.disguised" : "file.notTaken");
};

/**
 * What a file begins as, told by its content alone; Word and Excel are told apart by what is in the archive. @throws a refusal that says of what is not taken what to give instead.
 */
export const recognise = async (bytes: Buffer): Promise<PhotoKind | Unread> => {
  const head = bytes.subarray(0, headLength);
  if (head.indexOf(archiveHead) === 0) return "archive";
  if (head.indexOf(emptyArchive) === 0) throw new DomainError("file.archive");
  if (head.indexOf(pdfHead) === 0) return "pdf";
  const type = await fileTypeFromBuffer(head).catch(() => undefined);
  const kind = taken[type?.ext ?? ""];
  if (kind) return kind;
  throw await failureOf(bytes);
};
