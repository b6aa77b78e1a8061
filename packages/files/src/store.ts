import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { DomainError, type ErrorCode } from "@kheo/core/rules/errors";

/** What is to be kept: a file on the disk, by its path, or the bytes themselves. */
export type Source = string | Uint8Array;

/**
 * Keeps contents under the SHA-256 of their bytes, in hexadecimal: the same content is kept once, and never changed.
 * A full store is refused with `file.storeFull`, one that does not answer with `file.storeLost`.
 */
export type FileStore = {
  /** Keeps a content, whole or not at all. @throws `file.damaged` when its bytes have another hash. */
  readonly keep: (from: Source, hash: string) => Promise<void>;
  /**
   * The bytes as they lie there; `verify` tells whether they are still those. The stream fails with what the disk or
   * the network says when the store is lost on the way. @throws `file.notFound`
   */
  readonly read: (hash: string) => Promise<Readable>;
  readonly has: (hash: string) => Promise<boolean>;
  /** In bytes; `null` of what is not kept. */
  readonly size: (hash: string) => Promise<number | null>;
  /** What is not kept is removed already. */
  readonly remove: (hash: string) => Promise<void>;
  /** The hashes of all that is kept, in no order. */
  readonly hashes: () => AsyncIterable<string>;
};

const hashPattern = /^[0-9a-f]{64}$/u;

export const isHash = (text: string): boolean => hashPattern.test(text);

/** Nothing is kept under what is no hash; no path is ever made of it. */
export const requireHash = (hash: string): void => {
  if (!isHash(hash)) throw new DomainError("file.notFound");
};

/** A refusal that the log can follow to its cause. */
export const refusal = <C extends ErrorCode>(error: DomainError<C>, cause: unknown): DomainError<C> => {
  error.cause = cause;
  return error;
};

/** Bytes are handed on in pieces, between which others are served. */
const piece = 512 * 1024;

const pieces = function* (bytes: Uint8Array): Iterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
};

export const streamOf = (from: Source): Readable =>
  typeof from === "string" ? createReadStream(from) : Readable.from(pieces(from));

/** The SHA-256 of a stream's bytes, in hexadecimal. */
export const hashOf = async (stream: Readable): Promise<string> => {
  const hash = createHash("sha256");
  for await (const chunk of stream) hash.update(chunk as Uint8Array);
  return hash.digest("hex");
};

/** Reads a content back. @throws `file.damaged` when its bytes are no longer those it was kept with. */
export const verify = async (store: FileStore, hash: string): Promise<void> => {
  const found = await hashOf(await store.read(hash)).catch((error: unknown) => {
    throw refusal(new DomainError("file.storeLost"), error);
  });
  if (found !== hash) throw new DomainError("file.damaged");
};
