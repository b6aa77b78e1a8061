import { testDatabase } from "@kheo/db/testing";
import { pino } from "pino";
import { afterAll, expect, test } from "vitest";
import { loggedError } from "./logged-error.ts";

const { db, pool } = await testDatabase();
afterAll(() => db.destroy());

const written = (error: unknown): string => {
  let line = "";
  const log = pino({ serializers: { err: loggedError } }, { write: (text: string) => (line += text) });
  log.error({ err: error }, "unexpected error");
  return line;
};

test.each([
  ["a value that could not be read", "select 'Trần Thị Kín'::uuid", "22P02"],
  [
    "a row that is there already",
    "do $$ begin create temp table once (name text unique); insert into once select 'Trần Thị Kín' from generate_series(1, 2); end $$",
    "23505",
  ],
  ["a value that a function could not read", "do $$ begin perform 'Trần Thị Kín'::integer; end $$", "22P02"],
])("an error of the database is logged without the values in it: %s", async (_, statement, code) => {
  const error: unknown = await pool.query(statement).catch((reason: unknown) => reason);
  expect(JSON.stringify([error, (error as Error).message])).toContain("Trần Thị Kín");
  for (const thrown of [error, new Error("could not be saved", { cause: error })]) {
    const line = written(thrown);
    expect(line).not.toContain("Trần Thị Kín");
    expect(line).toContain(`"code":"${code}"`);
    expect(line).toMatch(/"stack":".+ at /u);
  }
});
