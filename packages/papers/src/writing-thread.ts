import { parentPort, workerData } from "node:worker_threads";
import { fileOf } from "./files.ts";
import type { Writing } from "./formats.ts";

const answer = await fileOf(workerData as Writing);
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort?.postMessage({ answer }, [answer.buffer]);
