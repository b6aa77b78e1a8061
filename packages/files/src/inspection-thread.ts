import { parentPort, workerData } from "node:worker_threads";
import { isDomainError } from "@kheo/core/rules/errors";
import { inspectDocument } from "./inspect.ts";
import type { Inspection, Task } from "./inspection.ts";

const { bytes, beginning } = workerData as Task;

const answer = async (): Promise<Inspection> => {
  try {
    // A thread is handed plain bytes.
    const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return { kind: await inspectDocument(content, beginning) };
  } catch (error) {
    return {
      failure: isDomainError(error)
        ? { code: error.code, details: error.details, cause: error.cause }
        : { code: "file.unreadable", cause: error },
    };
  }
};

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort?.postMessage({ answer: await answer() });
