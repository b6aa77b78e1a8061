import { createHash, randomUUID } from "node:crypto";
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { DomainError, isDomainError } from "@kheo/core/rules/errors";
import { type FileStore, isHash, refusal, requireHash, type Source, streamOf } from "./store.ts";

/** A store in a folder; what was left half written when a process ended can be swept out of it. */
type DiskStore = FileStore & {
  /** Removes what was being written and was not touched since; answers how many there were. */
  readonly sweep: (olderThan: Date) => Promise<number>;
};

const unfinished = ".part";

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;

const isMissing = (error: unknown): boolean => codeOf(error) === "ENOENT";

const failureOf = (error: unknown): DomainError => {
  if (isDomainError(error)) return error;
  const isFull = ["ENOSPC", "EDQUOT"].includes(codeOf(error) ?? "");
  return refusal(new DomainError(isFull ? "file.storeFull" : "file.storeLost"), error);
};

const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    throw failureOf(error);
  }
};

/** A new name is safe only when its folder is written too. */
const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

const makeFolder = async (within: string, name: string): Promise<string> => {
  const folder = join(within, name);
  const isNew = await mkdir(folder).then(
    () => true,
    (error: unknown) => {
      if (codeOf(error) !== "EEXIST") throw error;
      return false;
    },
  );
  if (isNew) await syncFolder(within);
  return folder;
};

/** Writes all of a source and answers its hash. @throws what the source throws as it is: it is not the store that failed. */
const writeAndClose = async (handle: FileHandle, from: Source): Promise<string> => {
  const hash = createHash("sha256");
  try {
    for await (const chunk of streamOf(from)) {
      hash.update(chunk as Uint8Array);
      await guarded(() => handle.writeFile(chunk as Uint8Array));
    }
    await guarded(() => handle.sync());
  } finally {
    await handle.close();
  }
  return hash.digest("hex");
};

/**
 * Keeps contents in two levels of folders below a folder that has to be there: one that is missing is a disk that was
 * not mounted, and is never made anew.
 */
export const diskStore = (root: string): DiskStore => {
  const folderOf = (hash: string): string => join(root, hash.slice(0, 2), hash.slice(2, 4));
  const pathOf = (hash: string): string => join(folderOf(hash), hash);

  /** What is missing is not kept, unless all of the store is missing. */
  const orMissing = <T>(work: () => Promise<T>): Promise<T | null> =>
    guarded(async () => {
      try {
        return await work();
      } catch (error) {
        if (!isMissing(error)) throw error;
        await stat(root);
        return null;
      }
    });

  const sizeOf = async (hash: string): Promise<number | null> =>
    isHash(hash) ? orMissing(async () => (await stat(pathOf(hash))).size) : null;

  const folders = async function* (): AsyncIterable<string> {
    for (const first of await guarded(() => readdir(root))) {
      if (!/^[0-9a-f]{2}$/u.test(first)) continue;
      for (const second of await guarded(() => readdir(join(root, first)))) yield join(root, first, second);
    }
  };

  return {
    keep: async (from, hash) => {
      requireHash(hash);
      const folder = await guarded(async () => makeFolder(await makeFolder(root, hash.slice(0, 2)), hash.slice(2, 4)));
      const path = join(folder, `${randomUUID()}${unfinished}`);
      const handle = await guarded(() => open(path, "wx"));
      try {
        const written = await writeAndClose(handle, from);
        if (written !== hash) throw new DomainError("file.damaged");
        await guarded(() => rename(path, pathOf(hash)));
      } catch (error) {
        await rm(path, { force: true });
        throw error;
      }
      await guarded(() => syncFolder(folder));
    },
    read: async (hash): Promise<Readable> => {
      requireHash(hash);
      const handle = await orMissing(() => open(pathOf(hash)));
      if (!handle) throw new DomainError("file.notFound");
      return handle.createReadStream();
    },
    has: async (hash) => (await sizeOf(hash)) !== null,
    size: sizeOf,
    remove: async (hash) => {
      requireHash(hash);
      await orMissing(() => rm(pathOf(hash)));
    },
    hashes: async function* () {
      for await (const folder of folders()) {
        for (const name of await guarded(() => readdir(folder))) if (isHash(name)) yield name;
      }
    },
    sweep: async (olderThan) => {
      let swept = 0;
      for await (const folder of folders()) {
        for (const name of await guarded(() => readdir(folder))) {
          if (!name.endsWith(unfinished)) continue;
          const path = join(folder, name);
          const isOld = await orMissing(async () => (await stat(path)).mtime < olderThan);
          if (isOld !== true) continue;
          await guarded(() => rm(path, { force: true }));
          swept += 1;
        }
      }
      return swept;
    },
  };
};
