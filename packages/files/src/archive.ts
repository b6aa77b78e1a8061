import { crc32, inflateRaw, type InflateRaw } from "node:zlib";
import { DomainError } from "@kheo/core/rules/errors";

/** What an archive may come to. A report of a hundred pages has some thirty parts. */
const most = { parts: 2_000, unpacked: 120 * 1024 * 1024, part: 64 * 1024 * 1024, ratio: 120 };
/** Small archives may be packed as well as they like: empty tables shrink to nothing. */
const ratioFrom = 8 * 1024 * 1024;

const signatures = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50, descriptor: 0x08074b50 };
const lengths = { local: 30, central: 46, end: 22 };
const flags = { locked: 0x1, descriptor: 0x8 };
const methods = { stored: 0, deflated: 8 };

type Entry = {
  readonly name: string;
  readonly flag: number;
  readonly method: number;
  readonly sum: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly at: number;
};

/** A part as it was unpacked. */
export type Part = { readonly name: string; readonly content: Buffer };

const refuse = (code: "file.unreadable" | "file.disguised" | "file.unpacksTooLarge" | "file.locked"): never => {
  throw new DomainError(code);
};

/** The list of an archive, which ends with it: a comment, or whatever else stands behind, is no part of a document. */
const entriesOf = (bytes: Buffer): { readonly entries: readonly Entry[]; readonly listAt: number } => {
  const endAt = bytes.length - lengths.end;
  if (endAt < 0 || bytes.readUInt32LE(endAt) !== signatures.end) {
    const isLonger = bytes.subarray(-65_557).includes(Buffer.from("PK\u0005\u0006"));
    return refuse(isLonger ? "file.disguised" : "file.unreadable");
  }
  const count = bytes.readUInt16LE(endAt + 10);
  const listAt = bytes.readUInt32LE(endAt + 16);
  if (listAt + bytes.readUInt32LE(endAt + 12) !== endAt) refuse("file.disguised");
  if (count > most.parts) refuse("file.unpacksTooLarge");
  const entries: Entry[] = [];
  let at = listAt;
  for (let index = 0; index < count; index++) {
    if (at + lengths.central > endAt || bytes.readUInt32LE(at) !== signatures.central) refuse("file.unreadable");
    const nameLength = bytes.readUInt16LE(at + 28);
    const nameAt = at + lengths.central;
    entries.push({
      name: bytes.toString("utf8", nameAt, nameAt + nameLength),
      flag: bytes.readUInt16LE(at + 8),
      method: bytes.readUInt16LE(at + 10),
      sum: bytes.readUInt32LE(at + 16),
      packed: bytes.readUInt32LE(at + 20),
      unpacked: bytes.readUInt32LE(at + 24),
      at: bytes.readUInt32LE(at + 42),
    });
    at = nameAt + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  if (at !== endAt) refuse("file.disguised");
  return { entries, listAt };
};

const requirePlainNames = (entries: readonly Entry[]): void => {
  const seen = new Set<string>();
  for (const { name } of entries) {
    // Windows opens both of two names that differ in their case as the same part.
    const key = name.toLowerCase();
    const isStray = /^\/|^[a-z]:|\\|\p{Cc}|\uFFFD/iu.test(name) || name.split("/").some((step) => /^\.+$/u.test(step));
    if (name === "" || isStray || seen.has(key)) refuse("file.disguised");
    seen.add(key);
  }
};

/** Where the bytes of an entry begin and end, as the header says that stands before them. */
const placeOf = (bytes: Buffer, entry: Entry): { readonly from: number; readonly to: number } => {
  const { at, name, packed } = entry;
  if (at + lengths.local > bytes.length || bytes.readUInt32LE(at) !== signatures.local)
    return refuse("file.unreadable");
  const nameLength = bytes.readUInt16LE(at + 26);
  const nameAt = at + lengths.local;
  if (bytes.toString("utf8", nameAt, nameAt + nameLength) !== name) refuse("file.disguised");
  if (bytes.readUInt16LE(at + 8) !== entry.method) refuse("file.disguised");
  const from = nameAt + nameLength + bytes.readUInt16LE(at + 28);
  return { from, to: from + packed };
};

/** How many bytes stand behind an entry to say its sum and sizes, where it was written in one go. */
const descriptorLength = (bytes: Buffer, { flag }: Entry, to: number, next: number): number => {
  if ((flag & flags.descriptor) === 0) return 0;
  const isNamed = to + 4 <= bytes.length && bytes.readUInt32LE(to) === signatures.descriptor;
  const expected = isNamed ? [16, 24] : [12, 20];
  return expected.find((length) => to + length === next) ?? 0;
};

/** What is unpacked, and how much of the packed bytes it took. */
const inflate = (
  packed: Buffer,
  maxOutputLength: number,
): Promise<{ readonly content: Buffer; readonly used: number }> =>
  new Promise((resolve, reject) => {
    inflateRaw(packed, { maxOutputLength, info: true }, (error, result) => {
      if (error) reject(error);
      // With `info` it answers more than its type knows.
      else {
        const { buffer, engine } = result as unknown as { buffer: Buffer; engine: InflateRaw };
        resolve({ content: buffer, used: engine.bytesWritten });
      }
    });
  });

const unpack = async (packed: Buffer, { method, sum, unpacked }: Entry, room: number): Promise<Buffer> => {
  if (method !== methods.stored && method !== methods.deflated) refuse("file.unreadable");
  const content = method === methods.stored ? packed : await inflated(packed, room);
  if (content.length !== unpacked || crc32(content) !== sum) refuse("file.disguised");
  return content;
};

/** Unpacks so far and no further, whatever size was announced. */
const inflated = async (packed: Buffer, room: number): Promise<Buffer> => {
  const { content, used } = await inflate(packed, room).catch((error: NodeJS.ErrnoException) =>
    refuse(error.code === "ERR_BUFFER_TOO_LARGE" ? "file.unpacksTooLarge" : "file.unreadable"),
  );
  return used === packed.length ? content : refuse("file.disguised");
};

/**
 * The parts of an archive, one after the other. Every byte of it belongs to one part or to the list, so nothing stands
 * before, between or behind them; what it comes to is measured while it is unpacked.
 */
export const partsOf = async function* (bytes: Buffer): AsyncGenerator<Part> {
  const { entries, listAt } = entriesOf(bytes);
  requirePlainNames(entries);
  const ordered = entries.toSorted((one, other) => one.at - other.at);
  if (ordered[0]?.at !== 0) refuse("file.disguised");
  let unpacked = 0;
  for (const [index, entry] of ordered.entries()) {
    if ((entry.flag & flags.locked) !== 0) refuse("file.locked");
    const next = ordered[index + 1]?.at ?? listAt;
    const { from, to } = placeOf(bytes, entry);
    if (to + descriptorLength(bytes, entry, to, next) !== next) refuse("file.disguised");
    const room = Math.max(1, Math.min(most.part, most.unpacked - unpacked));
    const content = await unpack(bytes.subarray(from, to), entry, room);
    unpacked += content.length;
    if (unpacked > most.unpacked || (unpacked > ratioFrom && unpacked > bytes.length * most.ratio)) {
      refuse("file.unpacksTooLarge");
    }
    yield { name: entry.name, content };
  }
};
