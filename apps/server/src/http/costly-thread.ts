/** The thread in which costly calls are answered, with connections of its own. */
import { setPriority } from "node:os";
import { gzipSync } from "node:zlib";
import { parentPort, workerData } from "node:worker_threads";
import { openDatabase, openPool } from "@kheo/db/ground/connect";
import { pino } from "pino";
import { calls } from "./calls.ts";
import type { CostlyQuestion, CostlyWork } from "./costly.ts";
import { loggedError } from "../logged-error.ts";

/** Linux gives each thread its own: whoever waits for little goes first. */
const patient = 10;

const acceptsGzip = ([name, value]: readonly [string, string]): boolean =>
  name === "accept-encoding" && /\bgzip\b/u.test(value);

const { login, logLevel, ...answering } = workerData as CostlyWork;
setPriority(patient);
const log = pino({ level: logLevel, serializers: { err: loggedError } }, pino.destination(2));
const { answer } = calls({ db: openDatabase(openPool({ ...login, alone: true, max: 4 })), log, ...answering });

parentPort?.on("message", ({ number, url, method, headers, body, arrival }: CostlyQuestion) => {
  void answer(new Request(url, { method, headers: [...headers], ...(body && { body }) }), arrival).then(
    async (response) => {
      const { status } = response;
      const plain = await response.arrayBuffer();
      // Here, where it holds up nobody: compressed elsewhere, megabytes go before what others wait for.
      const isCompressed = plain.byteLength > 1024 && headers.some(acceptsGzip);
      const bytes = isCompressed ? new Uint8Array(gzipSync(plain)).buffer : plain;
      if (isCompressed) response.headers.set("content-encoding", "gzip");
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      parentPort?.postMessage({ number, status, headers: [...response.headers], body: bytes }, [bytes]);
    },
  );
});
