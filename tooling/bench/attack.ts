/** What others wait for while somebody with a guest's rights asks for the most that a guest may. */
import { request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import type { RootDb } from "@kheo/db/ground/connect";
import { sql } from "kysely";

type Headers = Readonly<Record<string, string>>;
/** A query or a mutation, as it is sent. */
export type Asked = { readonly path: string; readonly headers: Headers; readonly body?: string };

const ask = async (port: number, { path, headers, body }: Asked): Promise<number> => {
  const sent = { headers: { ...headers, ...(body !== undefined && { "content-type": "application/json" }) } };
  const response = await fetch(
    `http://127.0.0.1:${port}${path}`,
    body === undefined ? sent : { ...sent, method: "POST", body },
  );
  await response.arrayBuffer();
  return response.status;
};

/** Whoever attacks reads no answer: what it takes to unpack one here is no wait of others. */
const askOnly = (port: number, { path, headers }: Asked): Promise<void> =>
  new Promise((resolve, reject) => {
    const sent = { ...headers, "accept-encoding": "gzip" };
    request({ host: "127.0.0.1", port, path, headers: sent }, (response) => {
      response.resume().on("end", resolve).on("error", reject);
    })
      .on("error", reject)
      .end();
  });

/** So many calls in one request. */
export const batchOf = (calls: number, procedure: string, input: object): string =>
  `/trpc/${Array.from({ length: calls }, () => procedure).join(",")}?batch=1&input=${encodeURIComponent(
    JSON.stringify(Object.fromEntries(Array.from({ length: calls }, (_, place) => [place, input]))),
  )}`;

/** Requests that are sent as fast as they are answered, so many at a time. */
type Attack = { readonly requests: readonly Asked[]; readonly atOnce: number };

const under = async <T>(port: number, attack: Attack | null, work: () => Promise<T>): Promise<T> => {
  if (attack === null) return work();
  const { requests, atOnce } = attack;
  const over = new AbortController();
  const attackers = Array.from({ length: atOnce }, async (_, number) => {
    for (let turn = number; !over.signal.aborted; turn += 1) {
      const next = requests[turn % requests.length];
      if (next) await askOnly(port, next);
    }
  });
  try {
    return await work();
  } finally {
    over.abort();
    await Promise.all(attackers);
  }
};

const share = (times: readonly number[], part: number): number =>
  Math.round((times.toSorted((a, b) => a - b)[Math.floor(times.length * part)] ?? 0) * 10) / 10;

/** Milliseconds within which 99 of 100 calls of another person are answered, one call after the other. */
export const waitOfAnother = (
  port: number,
  other: Asked,
  attack: Attack | null,
  milliseconds: number,
): Promise<{ readonly p99: number; readonly calls: number }> =>
  under(port, attack, async () => {
    const times: number[] = [];
    const started = performance.now();
    while (performance.now() - started < milliseconds || times.length < 5) {
      const begun = performance.now();
      const status = await ask(port, other);
      if (status !== 200) throw new Error(`${other.path} answered ${status}`);
      times.push(performance.now() - begun);
      await pause(10);
    }
    return { p99: share(times, 0.99), calls: times.length };
  });

/** Milliseconds within which 95 of 100 savings are answered among people who also read, each with a pause between. */
export const savingAmongMany = (
  port: number,
  people: { readonly users: number; readonly pause: number; readonly save: () => Asked; readonly read: () => Asked },
  attack: Attack | null,
  milliseconds: number,
): Promise<{ readonly p95: number; readonly saved: number; readonly refused: number }> =>
  under(port, attack, async () => {
    const times: number[] = [];
    let refused = 0;
    const started = performance.now();
    const user = async (_: unknown, number: number) => {
      await pause((people.pause * number) / people.users);
      for (let step = number; performance.now() - started < milliseconds; step += 1) {
        const saves = step % 4 === 0;
        const begun = performance.now();
        const status = await ask(port, saves ? people.save() : people.read());
        if (status !== 200) refused += 1;
        else if (saves) times.push(performance.now() - begun);
        await pause(people.pause);
      }
    };
    await Promise.all(Array.from({ length: people.users }, user));
    return { p95: share(times, 0.95), saved: times.length, refused };
  });

/** What it takes to find everything below a unit, warm: milliseconds on the server, and pages of memory that were read. */
export const walkBelow = async (db: RootDb, unitId: string, day: string) =>
  db.connection().execute(async (connection) => {
    const runs: { readonly milliseconds: number; readonly hits: number; readonly units: number }[] = [];
    for (let round = 0; round < 11; round += 1) {
      const { rows } = await sql<{
        "QUERY PLAN": readonly { "Execution Time": number; Plan: Readonly<Record<string, number>> }[];
      }>`explain (analyze, buffers, format json) select unit_below(${sql.lit(unitId)}, ${sql.lit(day)})`.execute(
        connection,
      );
      for (const { "Execution Time": milliseconds, Plan: plan } of rows.flatMap((row) => row["QUERY PLAN"])) {
        runs.push({ milliseconds, hits: plan["Shared Hit Blocks"] ?? 0, units: plan["Actual Rows"] ?? 0 });
      }
    }
    const sorted = runs.toSorted((a, b) => a.milliseconds - b.milliseconds);
    return sorted[Math.floor(sorted.length / 2)] ?? { milliseconds: 0, hits: 0, units: 0 };
  });
