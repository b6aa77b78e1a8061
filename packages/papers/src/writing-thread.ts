import { parentPort, workerData } from "node:worker_threads";
import { fileOf, type Writing } from "./files.ts";

const answer = await fileOf(workerData as Writing);
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort?.postMessage({ answer }, [answer.buffer]);
