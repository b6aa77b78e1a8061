/** What is measured on the database alone, over the same kind of pool on either side. */
import { randomUUID } from "node:crypto";
import { applicationRole } from "@kheo/db/ground/application-role";
import { openDatabase, openPool, type Pool, type RootDb } from "@kheo/db/ground/connect";
import { actorOfSession, insertPerson } from "@kheo/db/offices/people";
import { hashOfToken, sessionToken } from "@kheo/server/sign-in/session-tokens";
import { sql } from "kysely";
import type pg from "pg";
import type { Dataset } from "./dataset.ts";
import { inProcess, type Side } from "./load.ts";
import { type Statement, statementsOf } from "./statements.ts";

export type Pair = { readonly ours: Side; readonly bare: Side };

const send = async (client: Pool | pg.PoolClient, { text, values }: Statement) =>
  (await client.query(text, [...values])).rows;

/** From the cookie to the person with their posts, against the query alone, prepared under a name. */
export const sessionLookUp = async (
  pool: Pool,
  { secret, cookies, today }: { secret: string; cookies: readonly string[]; today: string },
): Promise<Pair> => {
  const db = openDatabase(pool);
  const hashes = cookies.map((cookie) => hashOfToken(sessionToken(cookie, secret, false) ?? ""));
  const [statement] = await statementsOf(() => actorOfSession(db, hashes[0] ?? "", today));
  const text = statement?.text ?? "";
  const values = statement?.values ?? [];
  const found = (person: unknown) => {
    if (!person) throw new Error("A session was not found");
  };
  let next = 0;
  return {
    ours: inProcess(async () => {
      const token = sessionToken(cookies[(next += 1) % cookies.length] ?? "", secret, false);
      found(await actorOfSession(db, hashOfToken(token ?? ""), today));
    }),
    bare: inProcess(async () => {
      const hash = hashes[(next += 1) % hashes.length];
      found(
        (
          await pool.query({
            name: "session",
            text,
            values: values.map((value) => (value === hashes[0] ? hash : value)),
          })
        ).rows[0],
      );
    }),
  };
};

/** `$1`, `$2` … again in the order in which the text names them, without those that it no longer names. */
const renumbered = ({ text, values }: Statement): Statement => {
  const kept: unknown[] = [];
  const again = text.replaceAll(/\$(\d+)/gu, (_, place: string) => `$${kept.push(values[Number(place) - 1])}`);
  return { text: again, values: kept };
};

/**
 * A statement of a list without what the rights cost: for a post at the root without any condition, else with the
 * units that a post reaches handed in instead of found.
 */
const withoutRights = async (pool: Pool, { text, values }: Statement): Promise<Statement> => {
  const unbounded = text.replace(/\(\(true\)\s+and \(model\.state <> 'draft' or \(true\)\)\) and /u, "");
  if (unbounded !== text) return renumbered({ text: unbounded, values });
  const given = [...values];
  const found = /array\(select units_below\(\$(\d+), \$(\d+)\)\)/gu;
  for (const [, units, day] of text.matchAll(found)) {
    const { rows } = await pool.query<{ id: string }>("select units_below($1, $2) as id", [
      values[Number(units) - 1],
      values[Number(day) - 1],
    ]);
    given[Number(units) - 1] = rows.map(({ id }) => id);
  }
  // As a subquery again, so that both are planned alike.
  const handedIn = text.replaceAll(found, "array(select unnest($$$1::uuid[]))");
  if (handedIn === text) throw new Error("The list has no condition of rights");
  return renumbered({ text: handedIn, values: given });
};

/** The recorded statements of a list against the same without the rights; both must answer alike. */
export const listWithinReach = async (pool: Pool, statements: readonly Statement[]): Promise<Pair> => {
  const bare = await Promise.all(statements.map((statement) => withoutRights(pool, statement)));
  const all = (list: readonly Statement[]) => Promise.all(list.map((statement) => send(pool, statement)));
  if (JSON.stringify(await all(statements)) !== JSON.stringify(await all(bare))) {
    throw new Error("The list without rights is another list");
  }
  return { ours: inProcess(() => all(statements)), bare: inProcess(() => all(bare)) };
};

/**
 * One transaction that changes a model, as it was recorded, with and without its event and what that records of the
 * row; every time another model of
 * another person. The sealer of the server that runs beside it links the events of one side while both are measured.
 */
export const changeWithEvent = async (
  owner: RootDb,
  connection: pg.PoolConfig,
  clients: number,
  {
    statements,
    recorded,
    models,
  }: {
    statements: readonly Statement[];
    recorded: { readonly requestId: string; readonly personId: string; readonly model: Dataset["models"][number] };
    models: Dataset["models"];
  },
): Promise<Pair & { close: () => Promise<void> }> => {
  const pool = openPool({ ...connection, role: applicationRole, max: clients });
  const people = Array.from({ length: clients }, () => randomUUID());
  for (const id of people) await insertPerson(owner, { id, name: "Người ghi", username: id, passwordHash: null });

  const begin = statements.findIndex(({ text }) => text === "begin");
  const whole = statements.slice(begin);
  const ofChain = ["insert into event ", "prepared: record of model"];
  const event = whole.find(({ text }) => text.includes("insert into event "));
  // The event's statement answers the request too; without it that is a statement of its own.
  const answer = {
    text: "update request set result = $2::jsonb where id = $1::uuid",
    values: event?.values.slice(-2) ?? [],
  };
  const withoutEvent = whole.flatMap((statement) =>
    statement === event ? [answer] : ofChain.some((part) => statement.text.includes(part)) ? [] : [statement],
  );
  if (begin < 0 || withoutEvent.length !== whole.length - 1)
    throw new Error("Not one transaction with one event and one record");

  const counted = async (question: string) =>
    Number((await pool.query(`select count(*) from ${question}`)).rows[0].count);
  const side =
    (transaction: readonly Statement[], events: number): Side =>
    async (atOnce, milliseconds) => {
      // Both sides begin with the same table: every model as the transaction expects it, and no dead rows.
      await owner.updateTable("model").set({ state: "accepted", version: 1 }).where("version", "!=", 1).execute();
      await sql`vacuum model`.execute(owner);
      const before = await counted("event");
      let done = 0;
      const pace = await inProcess(async () => {
        const model = models[done];
        const person = people[done % people.length];
        done += 1;
        if (!model) throw new Error("A round has used up every model");
        const { requestId, personId, model: first } = recorded;
        const now = new Map<unknown, unknown>([
          [requestId, randomUUID()],
          [personId, person],
          [first.modelId, model.modelId],
          [first.unitId, model.unitId],
        ]);
        const replaced = (value: unknown) => (now.has(value) ? now.get(value) : value);
        const client = await pool.connect();
        try {
          for (const { text, values } of transaction) {
            await client.query(
              text,
              values.map((value) => (Array.isArray(value) ? value.map(replaced) : replaced(value))),
            );
          }
        } finally {
          client.release();
        }
      })(atOnce, milliseconds);
      const changed = await counted("model where version = 2");
      if (changed !== done || (await counted("event")) - before !== done * events) {
        throw new Error(`${done} transactions have changed ${changed} models`);
      }
      return pace;
    };
  return { ours: side(whole, 1), bare: side(withoutEvent, 0), close: () => pool.end() };
};
