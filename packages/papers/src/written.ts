import { DomainError } from "@kheo/core/rules/errors";
import { inThread, ThreadStopped } from "@kheo/threads/thread";
import type { Writing } from "./formats.ts";

const resourceLimits = { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 32 };
const longest = 60_000;

/** A paper, written in a thread beside which the server goes on answering. */
export const writtenInThread = (data: Writing): Promise<Uint8Array<ArrayBuffer>> =>
  inThread<Uint8Array<ArrayBuffer>>({
    script: new URL("./writing-thread.ts", import.meta.url),
    data,
    longest,
    resourceLimits,
  }).catch((error: unknown) => {
    throw error instanceof ThreadStopped ? new DomainError("paper.tooLarge") : error;
  });
