import { DomainError } from "@kheo/core/rules/errors";
import exifReader from "exif-reader";
import sharp, { type Sharp, type SharpOptions } from "sharp";
import type { PhotoKind } from "./kinds.ts";
import { refusal } from "./store.ts";

/** A picture drawn anew, as JPEG. */
export type Picture = { readonly bytes: Buffer; readonly width: number; readonly height: number };

/** A photo without what its camera wrote into it but the moment. */
export type Photo = {
  readonly reduced: Picture;
  readonly thumbnail: Picture;
  /** Day and time on the camera's own clock, such as `2026-04-05T07:30:00`; missing when it wrote none. */
  readonly takenOn?: string;
};

const longestSide = { reduced: 2_048, thumbnail: 320 };
const quality = 80;
const mostMegapixels = 60;
const mostPixels = mostMegapixels * 1_000_000;
/** Seconds that drawing may take. */
const longest = 30;
/** No camera wrote the moment before; a clock that was never set says so. */
const earliestYear = 1990;

// Pictures are drawn in libuv's threads, one thread each; nothing of one is kept for the next.
sharp.concurrency(1);
sharp.cache(false);
// What is not taken is not read, even where somebody forgets to recognise it first.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: ["VipsForeignLoadJpegBuffer", "VipsForeignLoadPngBuffer", "VipsForeignLoadWebpBuffer"],
});

const options: SharpOptions = { failOn: "warning", limitInputPixels: mostPixels, sequentialRead: true };

/** What the library says of a broken picture is for programmers. */
const unreadable = (error: unknown): never => {
  const isLate = error instanceof Error && error.message.startsWith("timeout");
  throw refusal(new DomainError(isLate ? "file.tooSlow" : "file.unreadable"), error);
};

/** A picture of several that follow each other; of PNG only the first would be seen. */
const isMoving = (bytes: Buffer, pages: number): boolean => {
  const control = bytes.indexOf("acTL");
  return pages > 1 || (bytes[0] === 0x89 && control >= 0 && control < bytes.indexOf("IDAT"));
};

const takenOnOf = (exif: Buffer | undefined): string | null => {
  if (!exif) return null;
  try {
    const taken = exifReader(exif).Photo?.DateTimeOriginal;
    if (!(taken instanceof Date) || taken.getUTCFullYear() < earliestYear) return null;
    return taken.toISOString().replace(/\..*$/u, "");
  } catch {
    // Cameras and programs write it wrongly in many ways; the picture is none the worse.
    return null;
  }
};

const drawn = async (picture: Sharp, side: number): Promise<Picture> => {
  const { data, info } = await picture
    .resize({ width: side, height: side, fit: "inside", withoutEnlargement: true })
    .flatten({ background: "#ffffff" })
    .jpeg({ quality })
    .timeout({ seconds: longest })
    .toBuffer({ resolveWithObject: true })
    .catch(unreadable);
  return { bytes: data, width: info.width, height: info.height };
};

/**
 * Draws a photo anew, upright, small enough for a page, and without anything that stood beside its dots: no place, no
 * camera, no text, no second content. @throws `file.tooManyPixels`, `file.moving`, `file.unreadable`, `file.tooSlow`
 */
export const drawPhoto = async (bytes: Buffer, kind: PhotoKind): Promise<Photo> => {
  // The size is said in the first bytes, and judged before a dot is unpacked.
  const found = await sharp(bytes, { ...options, limitInputPixels: false })
    .metadata()
    .catch(unreadable);
  const { width, height, pages = 1, format, exif } = found;
  if (format !== kind) throw new DomainError("file.disguised");
  if (width * height > mostPixels) throw new DomainError("file.tooManyPixels", { megapixels: mostMegapixels });
  if (isMoving(bytes, pages)) throw new DomainError("file.moving");
  const reduced = await drawn(sharp(bytes, options).autoOrient(), longestSide.reduced);
  const thumbnail = await drawn(sharp(reduced.bytes, options), longestSide.thumbnail);
  const takenOn = takenOnOf(exif);
  return { reduced, thumbnail, ...(takenOn !== null && { takenOn }) };
};
