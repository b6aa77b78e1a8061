import { open } from "node:fs/promises";
import { turns } from "@kheo/threads/turns";
import { beginningOf, isUnread, requireSize } from "./inspect.ts";
import { inspectApart } from "./inspection.ts";
import { type FileKind, type Limits, usualLimits } from "./kinds.ts";
import { plainName } from "./names.ts";
import { drawApart } from "./drawing.ts";
import type { Photo, Picture } from "./photos.ts";
import { type FileStore, hashOf, streamOf } from "./store.ts";

type KeptPicture = { readonly hash: string; readonly size: number; readonly width: number; readonly height: number };

/** A file that was taken, by what is in it. */
type Taken = {
  readonly kind: FileKind;
  /** The file as it was sent; of a photo that is with its place, so that others are shown `reduced`. */
  readonly hash: string;
  readonly size: number;
  readonly name: string;
  readonly takenOn?: string;
  readonly reduced?: KeptPicture;
  readonly thumbnail?: KeptPicture;
};

/** So many files are looked into and drawn at once; the others wait, and who may send how many is said at the door. */
const enter = turns({ working: 2, waiting: Infinity, each: Infinity });

const readAll = async (path: string, limits: Limits): Promise<Buffer> => {
  const file = await open(path);
  try {
    requireSize((await file.stat()).size, Math.max(limits.document, limits.photo));
    return await file.readFile();
  } finally {
    await file.close();
  }
};

const keepPicture = async (store: FileStore, { bytes, width, height }: Picture): Promise<KeptPicture> => {
  const hash = await hashOf(streamOf(bytes));
  await store.keep(bytes, hash);
  return { hash, size: bytes.length, width, height };
};

const keepPhoto = async (store: FileStore, { reduced, thumbnail, ...moment }: Photo) => ({
  ...moment,
  reduced: await keepPicture(store, reduced),
  thumbnail: await keepPicture(store, thumbnail),
});

/**
 * Takes a file that lies on the disk into the store: what it is, is told by its content, what could harm is refused,
 * a photo is drawn anew. Nothing is written before all of it has been judged; a store that fails in between may keep
 * a content that nobody names, which is not removed, since the same content may just have been taken from somebody else.
 */
export const take = async (
  store: FileStore,
  path: string,
  givenName: string,
  limits: Limits = usualLimits,
): Promise<Taken> => {
  const place = enter("file");
  try {
    return await place.work(async () => {
      const bytes = await readAll(path, limits);
      const beginning = await beginningOf(bytes, limits);
      const kind = isUnread(beginning) ? await inspectApart({ bytes, beginning }) : beginning;
      const photo = isUnread(beginning) ? null : await drawApart({ path, kind: beginning });
      const hash = await hashOf(streamOf(bytes));
      await store.keep(bytes, hash);
      const kept = photo && (await keepPhoto(store, photo));
      return { kind, hash, size: bytes.length, name: plainName(givenName, kind), ...kept };
    });
  } finally {
    place.leave();
  }
};
