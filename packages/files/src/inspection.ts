import { DomainError, type ErrorCode } from "@kheo/core/rules/errors";
import { inThread, ThreadStopped } from "@kheo/threads/thread";
import type { FileKind, Limits } from "./kinds.ts";
import { refusal } from "./store.ts";

export type Task = { readonly bytes: Uint8Array; readonly limits: Limits };

/** What the thread answers: what the file is, or why it is refused. */
export type Inspection =
  | { readonly kind: FileKind; readonly hash: string }
  | { readonly failure: { readonly code: ErrorCode; readonly details?: unknown; readonly cause?: unknown } };

/** What an inspection may take. Buffers stand beside the heap; what may be unpacked is limited where it is unpacked. */
const resourceLimits = { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 };
const longest = 30_000;

const failureOf = ({ code, details }: { code: ErrorCode; details?: unknown }): DomainError =>
  new (DomainError as new (code: ErrorCode, details?: unknown) => DomainError)(code, details);

/** What a file is and the hash of its bytes, found in a thread that a file made to harm can fill without anybody noticing. */
export const inspectApart = async (data: Task): Promise<{ readonly kind: FileKind; readonly hash: string }> => {
  const script = new URL("./inspection-thread.ts", import.meta.url);
  const found = await inThread<Inspection>({ script, data, longest, resourceLimits }).catch((error: unknown) => {
    if (!(error instanceof ThreadStopped)) throw error;
    throw new DomainError(error.because === "time" ? "file.tooSlow" : "file.unpacksTooLarge");
  });
  if ("failure" in found) throw refusal(failureOf(found.failure), found.failure.cause);
  return found;
};
