import { parentPort, workerData } from "node:worker_threads";
import { reportPapers } from "./report.ts";
import type { Writing } from "./written.ts";

const { format, report } = workerData as Writing;
const answer = await reportPapers[format].write(report);
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort?.postMessage({ answer }, [answer.buffer]);
