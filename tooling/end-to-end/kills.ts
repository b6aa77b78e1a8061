/**
 * A real server on an embedded database of its own, several people who write to it over HTTP, and a kill -9 at a random
 * moment. Each writer keeps a journal of what was acknowledged; after the restart everything is held against it.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { randomInt, randomUUID } from "node:crypto";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { dayOf } from "@kheo/core/ground/days";
import { emptyRegistration } from "@kheo/core/movement/models";
import { openDatabase, openPool, type RootDb } from "@kheo/db/ground/connect";
import { verifyEvents } from "@kheo/db/rules/chain";
import { demonstrationPassword } from "@kheo/demonstration/people";
import { sql } from "kysely";

const kheo = new URL("../../apps/server/src/kheo.ts", import.meta.url).pathname;

/**
 * What is killed: the process that serves, the one that looks after it, the database's first process, or the process of
 * one of its connections.
 */
export const victims = ["server", "supervisor", "postmaster", "backend"] as const;
export type Victim = (typeof victims)[number];

/** Who writes, each twice at once. */
const usernames = ["bithu.to3", "congan.tracau", "ubnd.tracau", "phunu.tracau"];
const writersEach = 2;
/** After so many versions a writer begins another draft. */
const editsOfDraft = 10;

type Write = {
  readonly path: string;
  readonly body: { readonly requestId: string } & Readonly<Record<string, unknown>>;
};
type Answer = { readonly id: string; readonly version: number };

type Writer = {
  readonly cookie: string;
  readonly unitId: string;
  /** Every draft with the version and the title that were acknowledged last. */
  readonly drafts: Map<string, { readonly version: number; readonly title: string }>;
  readonly requestIds: string[];
  last: { readonly write: Write; readonly answer: Answer } | null;
  /** Sent and not answered: it was done or not, and sending it again must end well either way. */
  pending: Write | null;
  current: string | null;
};

type Server = {
  readonly child: ChildProcess;
  readonly address: string;
  readonly ended: Promise<number | null>;
  said: string;
};

const answersReady = async (address: string): Promise<boolean> => {
  try {
    return (await fetch(`${address}/ready`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
};

/** Starts the server; resolves with its first answer. */
const start = async (folder: string): Promise<Server> => {
  const child = spawn(process.execPath, [kheo, "start"], {
    env: { ...process.env, KHEO_DATA: folder, DATABASE_URL: "", PORT: "0", HOST: "127.0.0.1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "exit").then(([status]) => status as number | null);
  const server = { child, address: "", ended, said: "" };
  server.address = await new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      server.said += chunk.toString();
      const found = /http:\/\/localhost:\d+/u.exec(server.said)?.[0];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    void ended.then(() => {
      reject(new Error(`The server ended before it served: ${server.said}`));
    });
  });
  if (!(await answersReady(server.address))) throw new Error(`The server does not answer: ${server.said}`);
  return server;
};

/** The process that serves, which the command `kheo` has started. */
const servingProcess = async ({ pid }: ChildProcess): Promise<number> =>
  Number((await readFile(`/proc/${pid}/task/${pid}/children`, "utf8")).trim().split(" ")[0]);

const postmasterOf = async (folder: string): Promise<{ pid: number; socketFolder: string }> => {
  const lines = (await readFile(join(folder, "postgres", "postmaster.pid"), "utf8")).split("\n");
  return { pid: Number(lines[0]), socketFolder: lines[4] ?? "" };
};

/** Looks into the database beside the server, as its owner. */
const inside = async <T>(folder: string, look: (db: RootDb) => Promise<T>): Promise<T> => {
  const { socketFolder } = await postmasterOf(folder);
  const db = openDatabase(openPool({ host: socketFolder, port: 5432, user: "kheo", database: "postgres", max: 1 }));
  try {
    return await look(db);
  } finally {
    await db.destroy();
  }
};

const post = (address: string, path: string, body: unknown, cookie = "") =>
  fetch(`${address}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-kheo-client": "kills", cookie },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(20_000),
  });

const ask = async (address: string, path: string, cookie: string): Promise<unknown> => {
  const answer = (await (await fetch(`${address}/trpc/${path}`, { headers: { cookie } })).json()) as {
    result: { data: unknown };
  };
  return answer.result.data;
};

/** Sends a write; null when there was no answer, or one that leaves open whether it was done. */
const send = async (address: string, { path, body }: Write, cookie: string): Promise<Answer | null> => {
  try {
    const response = await post(address, `/trpc/${path}`, body, cookie);
    const text = await response.text();
    if (response.status >= 500) return null;
    if (!response.ok) throw new Refused(`${path} was refused with ${response.status}: ${text}`);
    return (JSON.parse(text) as { result: { data: Answer } }).result.data;
  } catch (error) {
    if (error instanceof Refused) throw error;
    return null;
  }
};

class Refused extends Error {}

export type Kill = {
  readonly victim: Victim;
  /** Writes acknowledged since the kill before. */
  readonly acknowledged: number;
  /** Writes that were under way and without an answer. */
  readonly unanswered: number;
  /** From the start of the new process, or from the kill where the server lived on, to the first answer. */
  readonly seconds: number;
  readonly serverEnded: boolean;
  /** What is not as it was acknowledged, in words. */
  readonly differences: readonly string[];
};

export const openKills = async (folder: string) => {
  let server = await start(folder);
  process.once("exit", () => server.child.kill("SIGKILL"));
  const { periodId, modelsBefore } = await inside(folder, async (db) => ({
    periodId: (await db.selectFrom("period").select("id").orderBy("opensOn", "desc").executeTakeFirstOrThrow()).id,
    modelsBefore: (await db.selectFrom("model").select("id").execute()).length,
  }));

  const writers: Writer[] = [];
  for (const username of usernames) {
    const response = await post(server.address, "/api/auth/sign-in/username", {
      username,
      password: demonstrationPassword,
    });
    if (!response.ok) throw new Error(`Signing in answered ${response.status}: ${await response.text()}`);
    const cookie = response.headers
      .getSetCookie()
      .map((each) => each.split(";")[0])
      .join("; ");
    const me = (await ask(server.address, "session.me", cookie)) as { actor: { posts: { unitId: string }[] } };
    const unitId = me.actor.posts[0]?.unitId ?? "";
    for (let index = 0; index < writersEach; index += 1) {
      writers.push({ cookie, unitId, drafts: new Map(), requestIds: [], last: null, pending: null, current: null });
    }
  }

  const nextOf = ({ unitId, current, drafts }: Writer): Write => {
    const requestId = randomUUID();
    const title = `Bản nháp ${requestId}`;
    const form = { ...emptyRegistration, topic: "environment", title };
    const draft = current === null ? undefined : drafts.get(current);
    return draft === undefined || draft.version > editsOfDraft
      ? { path: "models.create", body: { requestId, id: unitId, data: { periodId, form, continuesId: null } } }
      : {
          path: "models.edit",
          body: { requestId, id: current, data: { changes: [{ path: ["title"], was: draft.title, now: title }] } },
        };
  };

  /** Sends what is pending, or the next; false when the answer did not come. */
  const write = async (writer: Writer): Promise<boolean> => {
    writer.pending ??= nextOf(writer);
    const { pending } = writer;
    const answer = await send(server.address, pending, writer.cookie);
    if (answer === null) return false;
    const { requestId } = pending.body;
    writer.drafts.set(answer.id, { version: answer.version, title: `Bản nháp ${requestId}` });
    writer.requestIds.push(requestId);
    writer.current = answer.id;
    writer.last = { write: pending, answer };
    writer.pending = null;
    return true;
  };

  const acknowledgedSoFar = () => writers.reduce((sum, { requestIds }) => sum + requestIds.length, 0);

  const killOf: Readonly<Record<Victim, () => Promise<void>>> = {
    server: async () => {
      process.kill(await servingProcess(server.child), "SIGKILL");
    },
    supervisor: async () => {
      server.child.kill("SIGKILL");
    },
    postmaster: async () => {
      process.kill((await postmasterOf(folder)).pid, "SIGKILL");
    },
    backend: () =>
      inside(folder, async (db) => {
        const { rows } = await sql<{ pid: number }>`
          select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`.execute(
          db,
        );
        process.kill(rows[randomInt(rows.length)]?.pid ?? 0, "SIGKILL");
        // PostgreSQL then ends every connection, this one too: only from here on is an answer one after the kill.
        await sql`select pg_sleep(60)`.execute(db).catch(() => undefined);
      }),
  };

  /** Whether another process serves than before. */
  const isAnother = async (serving: number): Promise<boolean> =>
    (await servingProcess(server.child).catch(() => 0)) !== serving;

  /** The seconds until the server answers again, after it was started anew where it has ended. */
  const recover = async (
    victim: Victim,
    serving: number,
  ): Promise<{ seconds: number; serverEnded: boolean; differences: string[] }> => {
    let begun = performance.now();
    const differences: string[] = [];
    if (victim === "supervisor") {
      await server.ended;
      begun = performance.now();
      server = await start(folder);
    } else {
      // It is started again by itself, where it ended at all, and answers at the same address.
      const isBack = async () => (await isAnother(serving)) && (await answersReady(server.address));
      const isDone = victim === "backend" ? () => answersReady(server.address) : isBack;
      if (await endsBefore(server, isDone)) differences.push(`It was not started again: ${server.said.slice(-2_000)}`);
    }
    return { seconds: (performance.now() - begun) / 1_000, serverEnded: await isAnother(serving), differences };
  };

  /** Holds the database against the journals. */
  const check = async (): Promise<string[]> => {
    const differences: string[] = [];
    for (const writer of writers) {
      if (writer.last) {
        const { write: again, answer } = writer.last;
        const repeated = await send(server.address, again, writer.cookie);
        if (repeated?.id !== answer.id || repeated.version !== answer.version) {
          differences.push(
            `A repeated ${again.path} answered ${JSON.stringify(repeated)}, not ${JSON.stringify(answer)}`,
          );
        }
      }
      if (writer.pending && !(await write(writer))) differences.push("A write sent again was not answered");
    }
    const drafts = new Map(writers.flatMap((writer) => [...writer.drafts]));
    const requestIds = writers.flatMap((writer) => writer.requestIds);
    await inside(folder, async (db) => {
      const models = await db.selectFrom("model").select(["id", "version", "title"]).execute();
      const stored = new Map(models.map((model) => [model.id, model]));
      for (const [id, { version, title }] of drafts) {
        const found = stored.get(id);
        if (found?.version !== version || found.title !== title) {
          differences.push(`Draft ${id}: acknowledged ${version} “${title}”, stored ${JSON.stringify(found)}`);
        }
      }
      if (models.length !== modelsBefore + drafts.size) {
        differences.push(`${models.length - modelsBefore} drafts are stored, ${drafts.size} were acknowledged`);
      }
      const { rows } = await sql<{ answered: number; versions: number; created: number; told: number }>`
        select (select count(*) from request where id = any(${requestIds}::uuid[]) and result is not null) as answered,
               (select count(distinct thing_id) from event
                 where action = 'model.create' and thing_id = any(${[...drafts.keys()]}::uuid[])) as told,
               (select count(*) from event
                 where action = 'model.create' and thing_id = any(${[...drafts.keys()]}::uuid[])) as created`.execute(
        db,
      );
      const versions = [...drafts.keys()].reduce((sum, id) => sum + (stored.get(id)?.version ?? 0), 0);
      const { answered = 0, told = 0, created = 0 } = rows[0] ?? {};
      if (answered !== requestIds.length)
        differences.push(`${requestIds.length} acknowledged, ${answered} kept answers`);
      if (versions !== requestIds.length) differences.push(`${requestIds.length} acknowledged, ${versions} versions`);
      if (told !== drafts.size || created !== drafts.size) {
        differences.push(`${drafts.size} drafts were made, ${created} events tell of ${told}`);
      }
      const { differences: altered } = await verifyEvents(db, { today: dayOf(new Date()) });
      differences.push(...altered);
    });
    return differences;
  };

  return {
    /** Lets everybody write, kills at a random moment after some of it was acknowledged, brings it back and holds it against the journals. */
    kill: async (victim: Victim): Promise<Kill> => {
      const before = acknowledgedSoFar();
      const over = new AbortController();
      const enough = Promise.withResolvers<void>();
      const wanted = randomInt(11, 60);
      const writing = Promise.all(
        writers.map(async (writer) => {
          while (!over.signal.aborted && (await write(writer))) {
            if (acknowledgedSoFar() - before >= wanted) enough.resolve();
          }
        }),
      );
      await Promise.race([enough.promise, writing]);
      // Anywhere within the writes that are under way.
      await pause(randomInt(0, 60));
      const serving = await servingProcess(server.child);
      await killOf[victim]();
      over.abort();
      await writing;
      const acknowledged = acknowledgedSoFar() - before;
      const unanswered = writers.filter(({ pending }) => pending !== null).length;
      const { seconds, serverEnded, differences } = await recover(victim, serving);
      return {
        victim,
        acknowledged,
        unanswered,
        seconds,
        serverEnded,
        differences: [...differences, ...(await check())],
      };
    },
    close: async () => {
      server.child.kill("SIGTERM");
      await server.ended;
    },
  };
};

/** Asks again and again until the answer is yes; true when the server has ended before that. */
const endsBefore = async (server: Server, answers: () => Promise<boolean>): Promise<boolean> => {
  while (server.child.exitCode === null && server.child.signalCode === null) {
    if (await answers()) return false;
    await pause(10);
  }
  return true;
};
