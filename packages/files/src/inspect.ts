import { DomainError } from "@kheo/core/rules/errors";
import { type FileKind, inMegabytes, type Limits, type PhotoKind } from "./kinds.ts";
import { inspectOffice } from "./office.ts";
import { inspectPdf } from "./pdf.ts";
import { recognise } from "./recognise.ts";

export const requireSize = (size: number, most: number): void => {
  if (size === 0) throw new DomainError("file.empty");
  if (size > most) throw new DomainError("file.tooLarge", { megabytes: inMegabytes(most) });
};

/** A document that is still to be looked into: a PDF, or an archive that may be Word or Excel. */
export type Unread = "pdf" | "archive";

export const isUnread = (beginning: PhotoKind | Unread): beginning is Unread =>
  beginning === "pdf" || beginning === "archive";

/** What a file begins as, and that it is no larger than such may be. */
export const beginningOf = async (bytes: Buffer, limits: Limits): Promise<PhotoKind | Unread> => {
  requireSize(bytes.length, Math.max(limits.document, limits.photo));
  const beginning = await recognise(bytes);
  requireSize(bytes.length, isUnread(beginning) ? limits.document : limits.photo);
  return beginning;
};

/** What a document is, and that nothing in it is made to harm. @throws a refusal of everything else. */
export const inspectDocument = async (bytes: Buffer, beginning: Unread): Promise<Exclude<FileKind, PhotoKind>> => {
  if (beginning === "archive") return inspectOffice(bytes);
  await inspectPdf(bytes);
  return "pdf";
};
