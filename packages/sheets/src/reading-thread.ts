import { parentPort, workerData } from "node:worker_threads";
import { isDomainError } from "@kheo/core/errors";
import { sheetsIn } from "./formats.ts";
import type { Reading } from "./sheet.ts";

const answer = async (): Promise<Reading> => {
  try {
    return { sheets: await sheetsIn(workerData as Uint8Array) };
  } catch (error) {
    // What a library says of a broken file is for programmers, and may quote the file.
    return {
      failure: isDomainError(error) ? { code: error.code, details: error.details } : { code: "sheet.unreadable" },
    };
  }
};

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort?.postMessage(await answer());
