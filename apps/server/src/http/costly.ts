import { Worker } from "node:worker_threads";
import type { openPool } from "@kheo/db/ground/connect";
import type { Logger } from "pino";
import type { Answering, Arrival } from "./calls.ts";
import { costlyCalls } from "./fair-share.ts";

/** What the thread is told when it begins. */
export type CostlyWork = Answering & {
  readonly login: Parameters<typeof openPool>[0];
  readonly logLevel: string;
};

type Headers = readonly (readonly [string, string])[];

export type CostlyQuestion = {
  readonly number: number;
  readonly url: string;
  readonly method: string;
  readonly headers: [string, string][];
  readonly body: ArrayBuffer | null;
  readonly arrival: Arrival;
};

type CostlyAnswer = {
  readonly number: number;
  readonly status: number;
  readonly headers: Headers;
  readonly body: ArrayBuffer;
};

/** The calls that the path of a request names, however they are written; of what cannot be read there are none. */
const named = (path: string): readonly string[] => {
  try {
    return decodeURIComponent(path.replace(/^\/trpc\/+|\/+$/gu, "")).split(",");
  } catch {
    return [];
  }
};

/** Whether a request is for the thread: one that changes something only if it does nothing besides what is costly. */
export const isCostly = (method: string, path: string): boolean => {
  const costly = named(path).map((name) => costlyCalls.has(name));
  return method === "GET" ? costly.includes(true) : !costly.includes(false) && costly.length > 0;
};

const resourceLimits = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 6 };

/**
 * Answers requests in a thread of its own, beside which the server goes on answering everybody else. A thread that ends,
 * as one does that needed too much memory, answers nothing that it was asked and is started again.
 */
export const costlyThread = (work: CostlyWork, log: Logger) => {
  const waiting = new Map<number, (response: Response | null) => void>();
  let asked = 0;
  let thread: Worker | undefined;
  const begin = (): Worker => {
    const begun = new Worker(new URL("./costly-thread.ts", import.meta.url), { workerData: work, resourceLimits });
    begun.on("message", ({ number, status, headers, body }: CostlyAnswer) => {
      waiting.get(number)?.(new Response(body, { status, headers: headers.map(([name, value]) => [name, value]) }));
      waiting.delete(number);
    });
    begun.on("error", (error) => {
      log.error({ err: error }, "the thread for costly calls ended");
    });
    begun.on("exit", () => {
      thread = undefined;
      for (const answer of waiting.values()) answer(null);
      waiting.clear();
    });
    begun.unref();
    return begun;
  };
  return {
    /** The answer, or `null` when the thread ended over it. */
    answer: async (request: Request, arrival: Arrival): Promise<Response | null> => {
      const body = request.method === "GET" || request.method === "HEAD" ? null : await request.arrayBuffer();
      asked += 1;
      const number = asked;
      const { url, method } = request;
      const question: CostlyQuestion = { number, url, method, headers: [...request.headers], body, arrival };
      thread ??= begin();
      const answered = new Promise<Response | null>((resolve) => waiting.set(number, resolve));
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      thread.postMessage(question, body ? [body] : []);
      return answered;
    },
    end: async (): Promise<void> => {
      await thread?.terminate();
    },
  };
};
