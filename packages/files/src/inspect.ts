import { DomainError } from "@kheo/core/rules/errors";
import { type FileKind, inMegabytes, isPhoto, type Limits } from "./kinds.ts";
import { inspectOffice } from "./office.ts";
import { inspectPdf } from "./pdf.ts";
import { recognise } from "./recognise.ts";

export const requireSize = (size: number, most: number): void => {
  if (size === 0) throw new DomainError("file.empty");
  if (size > most) throw new DomainError("file.tooLarge", { megabytes: inMegabytes(most) });
};

/**
 * What a file is, and that nothing in it is made to harm; of a photo only what it is, since it is drawn anew.
 * @throws a refusal of everything else.
 */
export const inspect = async (bytes: Buffer, limits: Limits): Promise<FileKind> => {
  requireSize(bytes.length, Math.max(limits.document, limits.photo));
  const beginning = await recognise(bytes);
  const isPicture = beginning !== "archive" && isPhoto(beginning);
  requireSize(bytes.length, isPicture ? limits.photo : limits.document);
  if (beginning === "archive") return inspectOffice(bytes);
  if (beginning === "pdf") await inspectPdf(bytes);
  return beginning;
};
