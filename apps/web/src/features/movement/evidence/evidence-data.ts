import type { AppRouter } from "@kheo/api/index";
import { type EvidenceKind, evidenceKindText, inGigabytes } from "@kheo/core/movement/evidence";
import type { inferRouterOutputs } from "@trpc/server";

/** What is attached to a model and to the criteria of its assessment. */
export type EvidenceOf = inferRouterOutputs<AppRouter>["evidence"]["of"];
/** A file where it is attached. */
export type AttachedFile = EvidenceOf["files"][number];
/** The files that units keep, and one of them. */
export type EvidenceList = inferRouterOutputs<AppRouter>["evidence"]["list"];
export type ListedFile = EvidenceList["rows"][number];

const photoKinds: readonly EvidenceKind[] = ["jpeg", "png", "webp"];
export const isPhoto = (kind: EvidenceKind): boolean => photoKinds.includes(kind);

/** What a camera and a gallery are asked for. A phone that keeps photos otherwise makes one of these of them. */
export const acceptedPhotos = "image/jpeg,image/png,image/webp";
export const acceptedFiles = `${acceptedPhotos},.jpg,.jpeg,.png,.webp,.pdf,.docx,.xlsx,application/pdf`;

export const addressOf = (id: string, what: "shown" | "thumbnail" | "original"): string => `/files/${id}/${what}`;

type Named = { readonly title: string; readonly name: string };
/** How a file is called: by what it shows, where that was said. */
export const calledOf = ({ title, name }: Named): string => (title === "" ? name : title);

/** `1,25 GB`; what is less than one as the size of a file. */
export const roomText = (bytes: number): string => (bytes < 1024 ** 3 ? sizeText(bytes) : `${inGigabytes(bytes)} GB`);

const inMegabytes = (bytes: number): string =>
  (bytes / 1024 ** 2).toLocaleString("vi-VN", { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** `4,0 MB`, `36 KB`. */
export const sizeText = (bytes: number): string =>
  bytes < 1024 ** 2 ? `${Math.ceil(bytes / 1024)} KB` : `${inMegabytes(bytes)} MB`;

/** `1,2/4,0 MB`: how much has come of how much. */
export const progressText = (sent: number, size: number): string =>
  size < 1024 ** 2
    ? `${Math.round(sent / 1024)}/${Math.max(1, Math.round(size / 1024))} KB`
    : `${inMegabytes(sent)}/${inMegabytes(size)} MB`;

export const kindText = ({ kind, size }: { readonly kind: EvidenceKind; readonly size: number }): string =>
  `${evidenceKindText[kind]}, ${sizeText(size)}`;
