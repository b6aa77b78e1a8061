import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { demonstrationPassword } from "@kheo/demonstration/people";

const program = new URL("kheo.ts", import.meta.url).pathname;
/** A folder of the worker's own, gone afterwards. */
export const folder = await mkdtemp(join(tmpdir(), "kheo-run-"));
const children = new Set<ChildProcess>();

/** Stops every process that a test has started. */
export const stopAll = async (): Promise<void> => {
  for (const child of children) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill("SIGTERM");
      await once(child, "exit");
    }
  }
  children.clear();
};
process.once("exit", () => {
  rmSync(folder, { recursive: true, force: true });
});

export type Environment = Readonly<Record<string, string>>;

const run = (parameters: readonly string[], environment: Environment) => {
  const child = spawn(process.execPath, [program, ...parameters], {
    env: {
      PATH: process.env["PATH"] ?? "",
      // Nothing that a test reads depends on it: the program is compiled once, not at each start.
      NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"] ?? "",
      HOME: folder,
      HOST: "127.0.0.1",
      PORT: "0",
      ...environment,
    },
    stdio: ["pipe", "pipe", "pipe"],
  });
  children.add(child);
  return child;
};

/** A command that ends by itself: what it said and how it ended. */
export const finished = async (parameters: readonly string[], environment: Environment, input = "") => {
  const child = run(parameters, environment);
  child.stdin.end(input);
  const [out, errors, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
  return { out, errors, status: status as number | null };
};

/** A server once it is ready; `said` is everything it printed until then, `log` what it writes from now on. */
export const served = async (environment: Environment) => {
  const child = run(["start"], environment);
  const log: string[] = [];
  let said = "";
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (!said.includes("Ctrl+C")) return;
      const found = environment["KHEO_ADDRESS"] ?? /http:\/\/localhost:\d+/u.exec(said)?.[0];
      if (found !== undefined) resolve(found);
    });
    child.stderr.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      log.push(chunk.toString());
    });
    child.on("exit", () => {
      reject(new Error(`It ended before it served: ${said}`));
    });
  });
  return { child, address, said, log };
};

/** The process that serves, which the command `kheo` has started. */
export const servingProcess = async ({ pid }: ChildProcess): Promise<number> => {
  const started = (await readFile(`/proc/${pid}/task/${pid}/children`, "utf8")).trim().split(" ")[0];
  return Number(started === "" ? pid : started);
};

/** What the process that serves has in memory, in megabytes. */
export const memoryOf = async (child: ChildProcess): Promise<number> =>
  Number(/VmRSS:\s+(\d+)/u.exec(await readFile(`/proc/${await servingProcess(child)}/status`, "utf8"))?.[1]) / 1024;

/** What a program sends along that is no browser. */
export const client = { "content-type": "application/json", "x-kheo-client": "test" };

/** The cookies that an answer sets, as a browser sends them back. */
export const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .filter((cookie) => !/max-age=0/iu.test(cookie))
    .map((cookie) => cookie.split(";")[0])
    .join("; ");

export const trySignIn = (
  address: string,
  username: string,
  password: string = demonstrationPassword,
  headers: Environment = {},
): Promise<Response> =>
  fetch(`${address}/api/auth/sign-in/username`, {
    method: "POST",
    headers: { ...client, ...headers },
    body: JSON.stringify({ username, password }),
  });

/** Signs in and answers with the cookies. */
export const signIn = async (address: string, username: string, password?: string): Promise<string> => {
  const response = await trySignIn(address, username, password);
  if (response.status !== 200) throw new Error(`${username} was not signed in: ${await response.text()}`);
  return cookiesOf(response);
};

export const mutate = (address: string, path: string, input: object, cookie = "", headers: Environment = {}) =>
  fetch(`${address}/trpc/${path}`, {
    method: "POST",
    headers: { ...client, cookie, ...headers },
    body: JSON.stringify(input),
  });

/** Shows again who is signed in, as is asked before what decides. */
export const prove = async (address: string, cookie: string, current: string = demonstrationPassword) => {
  const response = await mutate(address, "session.prove", { requestId: randomUUID(), data: { current } }, cookie);
  if (response.status !== 200) throw new Error(`it was not proved: ${await response.text()}`);
};

export const query = async (address: string, path: string, input: unknown, cookie = "") =>
  fetch(`${address}/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`, { headers: { cookie } });
