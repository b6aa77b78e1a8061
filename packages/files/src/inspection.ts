import { DomainError, type ErrorCode } from "@kheo/core/rules/errors";
import { inThread, ThreadStopped } from "@kheo/threads/thread";
import type { Unread } from "./inspect.ts";
import type { FileKind } from "./kinds.ts";
import { refusal } from "./store.ts";

export type Task = { readonly bytes: Uint8Array; readonly beginning: Unread };

/** Why a file is refused, as one thread or process tells it to another. */
export type Failed = { readonly code: ErrorCode; readonly details?: unknown; readonly cause?: unknown };

/** What the thread answers: what the document is, or why it is refused. */
export type Inspection = { readonly kind: FileKind } | { readonly failure: Failed };

/** What an inspection may take. Buffers stand beside the heap; what may be unpacked is limited where it is unpacked. */
const resourceLimits = { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 };
const longest = 30_000;

/** The refusal that was told. */
export const failureOf = ({ code, details }: Failed): DomainError =>
  new (DomainError as new (code: ErrorCode, details?: unknown) => DomainError)(code, details);

/** What a document is, found in a thread that one made to harm can fill or keep busy without anybody noticing. */
export const inspectApart = async (data: Task): Promise<FileKind> => {
  const script = new URL("./inspection-thread.ts", import.meta.url);
  const found = await inThread<Inspection>({ script, data, longest, resourceLimits }).catch((error: unknown) => {
    if (!(error instanceof ThreadStopped)) throw error;
    throw new DomainError(error.because === "time" ? "file.tooSlow" : "file.unpacksTooLarge");
  });
  if ("failure" in found) throw refusal(failureOf(found.failure), found.failure.cause);
  return found.kind;
};
