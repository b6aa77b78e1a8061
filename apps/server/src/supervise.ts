import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { hopeless } from "./stop.ts";

const program = new URL("serve.ts", import.meta.url).pathname;

/** Having served for so long, it counts as well again. */
const wellAfter = 10_000;
/** So often in a row it is started again, first at once, then with pauses that grow. */
const mostAgain = 30;
const pauseBefore = (again: number): number => Math.min(2_000, 100 * 2 ** (again - 1));

/** Milliseconds that a process has to end when it is asked to: one that serves has work to end, one that begins none. */
const mostEnding = { serving: 30_000, beginning: 5_000 };

/** For the C library of Linux, which else keeps memory apart for every thread and gives little of it back. */
const fewHeaps = { MALLOC_ARENA_MAX: "2" };

const complain = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

/**
 * Keeps the serving process, with its embedded database, running until it is asked to stop: one that ends in whatever
 * other way is started again, on the port that people know. Resolves to the exit status.
 */
export const supervise = async (): Promise<number> => {
  const stopping = new AbortController();
  let child: ChildProcess | undefined;
  let isServing = false;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      stopping.abort();
      child?.kill("SIGTERM");
      setTimeout(() => child?.kill("SIGKILL"), isServing ? mostEnding.serving : mostEnding.beginning).unref();
    });
  }
  let port = process.env["PORT"];
  let hasServed = false;
  for (let again = 0; ;) {
    let servingSince = Infinity;
    isServing = false;
    child = fork(program, { env: { ...fewHeaps, ...process.env, ...(port !== undefined && { PORT: port }) } });
    child.on("message", (said: { port: number }) => {
      port = String(said.port);
      hasServed = true;
      isServing = true;
      servingSince = performance.now();
    });
    if (stopping.signal.aborted) child.kill("SIGTERM");
    const [status] = (await once(child, "exit")) as [number | null];
    if (status === 0 || stopping.signal.aborted) return status ?? 1;
    if (status === hopeless && !hasServed) return 1;
    again = performance.now() - servingSince > wellAfter ? 1 : again + 1;
    if (again > mostAgain) {
      complain(
        `Khéo đã dừng ngoài dự kiến ${again} lần liên tiếp nên không khởi động lại nữa. Hãy xem nhật ký ở trên rồi khởi động lại; dữ liệu đã ghi vẫn còn.`,
      );
      return 1;
    }
    complain("Khéo đã dừng ngoài dự kiến, đang khởi động lại; dữ liệu đã ghi vẫn còn.");
    await pause(pauseBefore(again), undefined, { signal: stopping.signal }).catch(() => undefined);
    if (stopping.signal.aborted) return 0;
  }
};
