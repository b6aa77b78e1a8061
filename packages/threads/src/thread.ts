import { Worker, type ResourceLimits } from "node:worker_threads";

/** How a thread ended without an answer that nobody has to look into: it took too long, or too much memory. */
export class ThreadStopped extends Error {
  readonly because: "time" | "memory";

  constructor(because: "time" | "memory") {
    super(`The thread was stopped: ${because}`);
    this.name = "ThreadStopped";
    this.because = because;
  }
}

/** What a thread says on its way, and its answer, which is the last that is heard of it. */
export type Said<Answer, Progress = never> = { readonly progress: Progress } | { readonly answer: Answer };

type Work<Progress> = {
  /** The program of the thread; it finds `data` in `workerData`. */
  readonly script: URL;
  readonly data: unknown;
  /** Milliseconds after which it is ended. */
  readonly longest: number;
  readonly resourceLimits: ResourceLimits;
  readonly told?: (progress: Progress) => void;
};

/**
 * Does heavy work in a thread of its own, beside which the server goes on answering. @throws `ThreadStopped` when it
 * took more time or memory than it may.
 */
export const inThread = <Answer, Progress = never>(work: Work<Progress>): Promise<Answer> => {
  const { script, data, longest, resourceLimits, told } = work;
  return new Promise((resolve, reject) => {
    const thread = new Worker(script, { workerData: data, resourceLimits });
    const end = (settle: () => void) => {
      clearTimeout(late);
      settle();
      void thread.terminate();
    };
    const late = setTimeout(() => {
      end(() => {
        reject(new ThreadStopped("time"));
      });
    }, longest);
    thread.on("message", (said: Said<Answer, Progress>) => {
      if ("progress" in said) {
        told?.(said.progress);
        return;
      }
      end(() => {
        resolve(said.answer);
      });
    });
    thread.once("error", (error: NodeJS.ErrnoException) => {
      end(() => {
        reject(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? new ThreadStopped("memory") : error);
      });
    });
    thread.once("exit", () => {
      end(() => {
        reject(new Error("The thread ended without an answer"));
      });
    });
  });
};
