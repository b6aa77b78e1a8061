/** What is taken, each with the ending that its files get. */
export const endings = {
  jpeg: "jpg",
  png: "png",
  webp: "webp",
  pdf: "pdf",
  docx: "docx",
  xlsx: "xlsx",
} as const;

export type FileKind = keyof typeof endings;
export type PhotoKind = "jpeg" | "png" | "webp";

/** How many bytes a file may have. */
export type Limits = { readonly document: number; readonly photo: number };

const megabyte = 1024 * 1024;

export const usualLimits: Limits = { document: 25 * megabyte, photo: 15 * megabyte };

/** A limit as it is said to people. */
export const inMegabytes = (bytes: number): number => Math.round((bytes / megabyte) * 10) / 10;
