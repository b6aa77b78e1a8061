import { releasingStates } from "@kheo/core/movement/models";
import { liveReplicationStates } from "@kheo/core/movement/replication";
import { states } from "@kheo/core/rules/states";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { openDatabase, openPool } from "../ground/connect.ts";
import { migrate } from "../migrations.ts";
import { testDatabase } from "../testing.ts";

const { db, url } = await testDatabase();
const pool = openPool({ connectionString: url });
const owner = openDatabase(pool);
afterAll(async () => {
  await db.destroy();
  await owner.destroy();
});

const textsIn = (definition: string): readonly string[] =>
  [...definition.matchAll(/'(\w+)'::text/gu)].map(([, text = ""]) => text);

const checks = async () => {
  const { rows } = await pool.query<{ id: number; table: string; definition: string }>(
    `select oid::int as id, conrelid::regclass::text as table, pg_get_constraintdef(oid) as definition
       from pg_constraint where conname like '%\\_state\\_is\\_known' order by conrelid::regclass::text`,
  );
  return rows;
};

test("a table holds exactly the states that its thing has", async () => {
  const written = Object.fromEntries((await checks()).map(({ table, definition }) => [table, textsIn(definition)]));
  expect(written).toEqual(states);
});

test.each(Object.keys(states))("a %s in a state that nobody knows is refused", async (table) => {
  const client = await pool.connect();
  try {
    await client.query("begin");
    // Nothing else that a row needs is asked for, so that it is the state and nothing else that is refused.
    const { rows } = await client.query<{ name: string }>(
      `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and attnotnull
          and attname not in (select attname from pg_index join pg_attribute on attrelid = indrelid
            and attnum = any(indkey) where indisprimary and indrelid = $1::regclass)`,
      [table],
    );
    for (const { name } of rows) await client.query(`alter table ${table} alter ${name} drop not null`);
    const { rows: others } = await client.query<{ name: string }>(
      `select conname as name from pg_constraint where conrelid = $1::regclass and contype = 'c' and conname <> $2`,
      [table, `${table}_state_is_known`],
    );
    for (const { name } of others) await client.query(`alter table ${table} drop constraint ${name}`);
    const insert = `insert into ${table} (state) values ($1)`;
    const [first] = states[table as keyof typeof states];
    expect(await client.query(insert, [first])).toMatchObject({ rowCount: 1 });
    await expect(client.query(insert, ["forgotten"])).rejects.toMatchObject({
      code: "23514",
      constraint: `${table}_state_is_known`,
    });
  } finally {
    await client.query("rollback");
    client.release();
  }
});

test("checks that say so already are left alone, and one that says less is written anew", async () => {
  const before = await checks();
  await migrate(owner);
  expect(await checks()).toEqual(before);
  await pool.query(`alter table model drop constraint model_state_is_known,
    add constraint model_state_is_known check (state in ('draft', 'submitted'))`);
  await migrate(owner);
  const after = await checks();
  expect(after.map(({ definition }) => definition)).toEqual(before.map(({ definition }) => definition));
  expect(after.filter(({ id }) => !before.some((one) => one.id === id)).map(({ table }) => table)).toEqual(["model"]);
});

test("a state that rows still have cannot go: whoever takes it away says first what becomes of them", async () => {
  const client = new pg.Client(url);
  await client.connect();
  await client.query("alter table replication drop constraint replication_state_is_known");
  await client.query("alter table replication disable trigger all");
  await client.query("alter table replication alter recognition_id drop not null, alter adopter_unit_id drop not null");
  await client.query(`alter table replication alter period_id drop not null`);
  await client.query(
    `insert into replication (state, similarity, content, due_on) values ('forgotten', '', '', '2026-01-01')`,
  );
  await client.end();
  await expect(migrate(owner)).rejects.toMatchObject({ code: "23514" });
});

test.each([
  [
    "one living task for a source at a unit",
    "replication",
    states.replication.filter((state) => !liveReplicationStates.includes(state)),
  ],
  ["one registration that carries a model on at a unit", "model", releasingStates],
])("at most %s: the index of a %s leaves out what does not count, and nothing else", async (_, table, left) => {
  const { rows } = await pool.query<{ definition: string }>(
    `select pg_get_indexdef(indexrelid) as definition from pg_index
      where indrelid = $1::regclass and indisunique and indpred is not null`,
    [table],
  );
  // What stands in an index is changed by a migration.
  expect(rows.map(({ definition }) => textsIn(definition).toSorted())).toEqual([[...left].toSorted()]);
});
