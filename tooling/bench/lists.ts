/**
 * `npm run bench -- lists`: every list of models, scorings and recognitions in the order of each of its columns, by 32 at
 * once, against its own statements sent bare over the same pool; and how a deep page stands to the first.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { catalog } from "@kheo/catalog";
import { callerFor } from "@kheo/api/index";
import { listings } from "@kheo/api/lists";
import { openDatabase, openPool, type Pool } from "@kheo/db/ground/connect";
import { migrate } from "@kheo/db/migrations";
import { actorOfSession } from "@kheo/db/offices/people";
import { startEmbeddedPostgres } from "@kheo/postgres/embedded";
import { hashOfToken } from "@kheo/server/sign-in/session-tokens";
import { fill } from "./dataset.ts";
import { inProcess } from "./load.ts";
import { type Statement, statementsOf } from "./statements.ts";

const clients = 32;
const milliseconds = 1_200;
const rounds = 3;
/** Two thirds of what there is of each. */
const deep = { models: 10_000, scoring: 10_000, recognition: 6_000 } as const;
const names = ["models", "scoring", "recognition"] as const;

const median = (list: readonly number[]): number => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
const notMeasured = (): never => {
  throw new Error("The benchmark signs nobody in");
};

const sendBare = async (pool: Pool, statements: readonly Statement[]): Promise<void> => {
  await Promise.all(statements.map(({ text, values }) => pool.query(text, [...values])));
};

/** The median time of one call after another, in milliseconds. */
const timeOf = async (call: () => Promise<unknown>): Promise<number> => {
  const times: number[] = [];
  for (let round = 0; round < 7; round += 1) {
    const begun = performance.now();
    // One after the other: each has the machine for itself.
    // oxlint-disable-next-line no-await-in-loop
    await call();
    times.push(performance.now() - begun);
  }
  return median(times);
};

const folder = await mkdtemp(join(tmpdir(), "kheo-bench-"));
const postgres = await startEmbeddedPostgres({ folder: join(folder, "postgres"), durable: true });
try {
  const pool = openPool({ ...postgres.connection });
  const db = openDatabase(pool);
  await migrate(db);
  const data = await fill(db);
  await pool.query("vacuum analyze");
  const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
  const as = async (token: string) => {
    const actor = (await actorOfSession(db, hashOfToken(token), today))?.actor ?? null;
    const installation = { address: null, externalName: null, sendsMail: false };
    const person = { actor, drawnFor: actor?.personId ?? null, sessionId: null, isProved: true, needsTwo: true };
    const request = { requestNumber: "bench", network: "", answer: new Headers(), installation };
    const secrets = { hashPassword: async () => "", codeOfInvitation: notMeasured, ownAccount: notMeasured };
    return callerFor({ db, catalog, today, ...person, ...request, ...secrets });
  };
  const caller = await as(data.office.token);
  process.stdout.write("list order statements | per second, bare, ratio | first page, deep page (ms), ratio\n");
  for (const name of names) {
    for (const by of Object.keys(listings.get(name)?.description.columns ?? {})) {
      const ask = (offset: number, limit = 50) => {
        const order = { by, descending: false };
        return caller[name].list({ periodId: data.periodId, order, limit, offset } as never);
      };
      // oxlint-disable-next-line no-await-in-loop
      const statements = await statementsOf(() => ask(0));
      // oxlint-disable-next-line no-await-in-loop
      const ofMore = await statementsOf(() => ask(0, 100));
      if (ofMore.length !== statements.length) throw new Error(`${name} asks more for a longer page`);
      const paces: { ours: number; bare: number }[] = [];
      for (let round = 0; round < rounds; round += 1) {
        // oxlint-disable-next-line no-await-in-loop
        const bare = await inProcess(() => sendBare(pool, statements))(clients, milliseconds);
        // oxlint-disable-next-line no-await-in-loop
        const ours = await inProcess(() => ask(0))(clients, milliseconds);
        paces.push({ ours: ours.perSecond, bare: bare.perSecond });
      }
      // oxlint-disable-next-line no-await-in-loop
      const [firstPage, deepPage] = [await timeOf(() => ask(0)), await timeOf(() => ask(deep[name]))];
      const [ours, bare] = [median(paces.map((pace) => pace.ours)), median(paces.map((pace) => pace.bare))];
      const ratio = median(paces.map((pace) => pace.ours / pace.bare));
      process.stdout.write(
        `${name} ${by} ${statements.length} | ${ours.toFixed(0)}, ${bare.toFixed(0)}, ${ratio.toFixed(2)} | ` +
          `${firstPage.toFixed(1)}, ${deepPage.toFixed(1)}, ${(deepPage / firstPage).toFixed(2)}\n`,
      );
    }
  }
  await pool.end();
} finally {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}
