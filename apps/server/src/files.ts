import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { isDomainError } from "@kheo/core/rules/errors";
import type { RootDb } from "@kheo/db/ground/connect";
import { namedContents, removeUnnamed, unsettledAmong } from "@kheo/db/movement/uploads";
import { diskStore } from "@kheo/files/disk-store";
import { s3Store } from "@kheo/files/s3-store";
import { type FileStore, verify } from "@kheo/files/store";
import type { Configuration } from "./configuration.ts";

/** Where files are kept, and where the pieces lie of what is being sent. */
export type Files = {
  readonly store: FileStore;
  /** Removes what was left half written. */
  readonly sweep?: (olderThan: Date) => Promise<number>;
  readonly pieces: string;
};

/** The files of this installation; `null` where no place is named for them. */
export const openFiles = async ({ filePlace, dataFolder }: Configuration): Promise<Files | null> => {
  if (filePlace === null) return null;
  const pieces = join(dataFolder, "uploads");
  await mkdir(pieces, { recursive: true });
  if ("bucket" in filePlace) return { store: s3Store(filePlace), pieces };
  await mkdir(filePlace.folder, { recursive: true });
  const store = diskStore(filePlace.folder);
  return { store, sweep: store.sweep, pieces };
};

/** The files in which the protocol keeps a piece and what it knows of it. */
export const piecesOf = (folder: string, id: string): readonly string[] => [
  join(folder, id),
  join(folder, `${id}.json`),
];

/** Of what nobody sends any more; that of what is taken is removed beside. */
const removePieces = async (db: RootDb, folder: string): Promise<void> => {
  const ids = [...new Set((await readdir(folder)).map((name) => name.replace(/\.json$/u, "")))].filter((id) =>
    /^[\da-f-]{36}$/u.test(id),
  );
  const unsettled = await unsettledAmong(db, ids);
  for (const id of ids.filter((one) => !unsettled.has(one))) {
    for (const path of piecesOf(folder, id)) await rm(path, { force: true });
  }
};

const hour = 3_600_000;

/** Removes what nobody came back for and what nothing names any more. Returns how many contents. */
export const removeUnnamedFiles = async (db: RootDb, { store, sweep, pieces }: Files): Promise<number> => {
  const removed = await removeUnnamed(db, store);
  await removePieces(db, pieces);
  await sweep?.(new Date(Date.now() - 24 * hour));
  return removed;
};

const wrong = {
  "file.damaged": "nội dung trong kho đã bị hỏng hoặc bị sửa",
  "file.notFound": "nội dung không còn trong kho",
} as const;

/** Reads every content back, and says which are not as they were kept. What nothing names is no fault: it is removed. */
export const verifyFiles = async (
  db: RootDb,
  { store }: Files,
): Promise<{ readonly differences: readonly string[]; readonly counted: string }> => {
  const named = await namedContents(db);
  const differences: string[] = [];
  for (const [hash, names] of named) {
    try {
      await verify(store, hash);
    } catch (error) {
      if (!isDomainError(error) || !(error.code in wrong)) throw error;
      differences.push(`Tệp của ${names}: ${wrong[error.code as keyof typeof wrong]} (${hash.slice(0, 12)}).`);
    }
  }
  let orphans = 0;
  for await (const hash of store.hashes()) if (!named.has(hash)) orphans += 1;
  return {
    differences,
    counted: `${named.size} nội dung tệp đã đọc lại, ${orphans} nội dung không nơi nào dùng (sẽ được gỡ hằng ngày).`,
  };
};
