import { sql } from "kysely";
import { afterAll, expect, test } from "vitest";
import { openPool } from "./connect.ts";
import { testDatabase } from "../testing.ts";

const { db, url } = await testDatabase();
afterAll(() => db.destroy());

test("days come back as text, decimals as text, counts as numbers", async () => {
  const { rows } = await sql`
    select date '2026-03-31' as day, numeric '78.06' as points, numeric '0.10' as share, count(*) as number,
           sum(1::bigint) as total, date 'infinity' as never`.execute(db);
  expect(rows).toEqual([
    { day: "2026-03-31", points: "78.06", share: "0.10", number: 1, total: "1", never: "infinity" },
  ]);
});

test("a day is the same in every time zone of the server", async () => {
  for (const zone of ["Asia/Ho_Chi_Minh", "America/Los_Angeles"]) {
    const day = await db.connection().execute(async (connection) => {
      await sql`select set_config('timezone', ${zone}, false)`.execute(connection);
      const { rows } = await sql<{ day: string }>`select date '2026-01-01' as day`.execute(connection);
      return rows[0]?.day;
    });
    expect(day).toBe("2026-01-01");
  }
});

test("an instant comes back as it was written, and keys inside JSON stay as they are", async () => {
  const at = new Date("2026-05-04T03:04:05.678Z");
  const { rows } = await sql<{ at: Date; value: unknown }>`
    select ${at}::timestamptz as at, ${JSON.stringify({ snake_case: 1, camelCase: 2 })}::jsonb as value`.execute(db);
  expect(rows[0]).toEqual({ at, value: { snake_case: 1, camelCase: 2 } });
});

test("a connection that its server ends in the middle of a transaction fails that one, and the next has another", async () => {
  const owner = openPool({ connectionString: url });
  const interrupted = db.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(transaction);
    // Ended while no query is under way: nobody waits for the news.
    await owner.query("select pg_terminate_backend($1, 5000)", [rows[0]?.pid]);
    await sql`select 1`.execute(transaction);
  });
  await expect(interrupted).rejects.toThrow(/terminat|not queryable/u);
  expect((await sql<{ one: number }>`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
  await owner.end();
});

test("S-08: what takes longer than somebody waits is cut off, a statement and a transaction that does nothing", async () => {
  const impatient = openPool({ connectionString: url, patience: 50, max: 1 });
  await expect(impatient.query("select pg_sleep(20)")).rejects.toMatchObject({ code: "57014" });
  const client = await impatient.connect();
  const lost = new Promise((resolve) => client.once("error", resolve));
  await client.query("begin");
  expect(await lost).toMatchObject({ code: "25P03" });
  client.release(true);
  await impatient.end();
});
