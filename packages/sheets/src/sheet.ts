import { DomainError, type ErrorCode } from "@kheo/core/rules/errors";
import type { SheetRow, UnitListContext, UnitListPreview } from "@kheo/core/territory/lists/unit-list";
import { inThread, ThreadStopped } from "@kheo/threads/thread";

/** A sheet that people see, with its rows as they see them. */
export type Sheet = { readonly name: string; readonly rows: readonly SheetRow[] };

/** What a list of units would change, and the sheet on which it stands. */
export type ReadPreview = UnitListPreview & { readonly sheet: string };

export const largestFile = 10 * 1024 * 1024;

/** What a reading may take. Buffers stand beside the heap; what may be unpacked is limited where it is unpacked. */
const resourceLimits = { maxOldGenerationSizeMb: 224, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 };
const longest = 30_000;

/** What the thread is to do: read the sheets, or with a tree of units preview the list on one of them. */
export type Task = { readonly bytes: Uint8Array; readonly context: Omit<UnitListContext, "newId"> | null };

/** What the thread answers: what it read, or why there is nothing. */
export type Reading<T> =
  | { readonly read: T }
  | { readonly failure: { readonly code: ErrorCode; readonly details?: unknown } };

const failureOf = ({ code, details }: { code: ErrorCode; details?: unknown }): DomainError =>
  new (DomainError as new (code: ErrorCode, details?: unknown) => DomainError)(code, details);

const read = async <T>(data: Task, told?: (rows: number) => void): Promise<T> => {
  if (data.bytes.length === 0) throw new DomainError("sheet.empty");
  if (data.bytes.length > largestFile) {
    throw new DomainError("sheet.tooLarge", { megabytes: largestFile / 1024 / 1024 });
  }
  const script = new URL("./reading-thread.ts", import.meta.url);
  const work = { script, data, longest, resourceLimits, ...(told && { told }) };
  const reading = await inThread<Reading<T>, number>(work).catch((error: unknown) => {
    if (!(error instanceof ThreadStopped)) throw error;
    throw new DomainError(error.because === "time" ? "sheet.tooSlow" : "sheet.unpacksTooLarge");
  });
  if ("failure" in reading) throw failureOf(reading.failure);
  return reading.read;
};

/**
 * The visible sheets of an Excel or CSV file. It is read in a thread of its own, which a file that was made to harm
 * can fill or keep busy without the server noticing; every way it ends has a sentence.
 */
export const readSheets = (bytes: Uint8Array): Promise<readonly Sheet[]> => read({ bytes, context: null });

/** What the list of units in a file would change, read and compared in a thread; `told` hears how many rows there are. */
export const previewUnitListFile = (
  bytes: Uint8Array,
  context: Omit<UnitListContext, "newId">,
  told: (rows: number) => void,
): Promise<ReadPreview> => read({ bytes, context }, told);
