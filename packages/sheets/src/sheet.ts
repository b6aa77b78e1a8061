import { Worker } from "node:worker_threads";
import { DomainError, type ErrorCode } from "@kheo/core/errors";
import type { SheetRow } from "@kheo/core/unit-lists";

/** A sheet that people see, with its rows as they see them. */
export type Sheet = { readonly name: string; readonly rows: readonly SheetRow[] };

export const largestFile = 10 * 1024 * 1024;

/** What a reading may take. Buffers stand beside the heap; what may be unpacked is limited where it is unpacked. */
const resourceLimits = { maxOldGenerationSizeMb: 224, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 };
const longest = 30_000;

/** What the thread answers: sheets, or why there are none. */
export type Reading =
  | { readonly sheets: readonly Sheet[] }
  | { readonly failure: { readonly code: ErrorCode; readonly details?: unknown } };

const failureOf = ({ code, details }: { code: ErrorCode; details?: unknown }): DomainError =>
  new (DomainError as new (code: ErrorCode, details?: unknown) => DomainError)(code, details);

/**
 * The visible sheets of an Excel or CSV file. It is read in a thread of its own, which a file that was made to harm
 * can fill or keep busy without the server noticing; every way it ends has a sentence.
 */
export const readSheets = async (bytes: Uint8Array): Promise<readonly Sheet[]> => {
  if (bytes.length === 0) throw new DomainError("sheet.empty");
  if (bytes.length > largestFile) throw new DomainError("sheet.tooLarge", { megabytes: largestFile / 1024 / 1024 });
  const reading = await new Promise<Reading>((resolve, reject) => {
    const thread = new Worker(new URL("./reading-thread.ts", import.meta.url), { workerData: bytes, resourceLimits });
    const late = setTimeout(() => {
      resolve({ failure: { code: "sheet.tooSlow" } });
      void thread.terminate();
    }, longest);
    const end = (work: () => void) => {
      clearTimeout(late);
      work();
      void thread.terminate();
    };
    thread.once("message", (answer: Reading) => end(() => resolve(answer)));
    thread.once("error", (error: NodeJS.ErrnoException) =>
      end(() => {
        if (error.code === "ERR_WORKER_OUT_OF_MEMORY") resolve({ failure: { code: "sheet.unpacksTooLarge" } });
        else reject(error);
      }),
    );
    thread.once("exit", () => end(() => reject(new Error("The reading thread ended without an answer"))));
  });
  if ("failure" in reading) throw failureOf(reading.failure);
  return reading.sheets;
};
