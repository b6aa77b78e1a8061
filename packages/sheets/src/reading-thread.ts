import { randomUUID } from "node:crypto";
import { parentPort, workerData } from "node:worker_threads";
import { DomainError, isDomainError } from "@kheo/core/rules/errors";
import { previewUnitList } from "@kheo/core/territory/lists/preview";
import { sheetsIn } from "./formats.ts";
import type { Reading, ReadPreview, Task } from "./sheet.ts";

const { bytes, context } = workerData as Task;

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
const say = (said: object): void => parentPort?.postMessage(said);

/** The first sheet that holds a list; what others hold is none of it. */
const preview = async (tree: NonNullable<Task["context"]>): Promise<ReadPreview> => {
  const sheets = await sheetsIn(bytes);
  say({ progress: sheets.reduce((sum, { rows }) => sum + rows.length, 0) });
  for (const { name, rows } of sheets) {
    const found = previewUnitList(rows, { ...tree, newId: randomUUID });
    if (found) return { sheet: name, ...found };
  }
  throw new DomainError("sheet.noHeading");
};

const answer = async (): Promise<Reading<unknown>> => {
  try {
    return { read: await (context ? preview(context) : sheetsIn(bytes)) };
  } catch (error) {
    // What a library says of a broken file is for programmers, and may quote the file.
    return {
      failure: isDomainError(error) ? { code: error.code, details: error.details } : { code: "sheet.unreadable" },
    };
  }
};

say({ answer: await answer() });
