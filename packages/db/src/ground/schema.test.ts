import { readFileSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { openDatabase, openPool } from "./connect.ts";
import { migrate } from "../migrations.ts";
import { testDatabase } from "../testing.ts";

const { db, url } = await testDatabase();
const owner = openDatabase(openPool({ connectionString: url }));
afterAll(async () => {
  await db.destroy();
  await owner.destroy();
});

const camelCase = (name: string): string => name.replaceAll(/_(\w)/gu, (_, letter: string) => letter.toUpperCase());

/** Table and column names as the schema's type declares them, read from its text: types leave nothing at run time. */
const declared = (): Record<string, string[]> => {
  const text = readFileSync(new URL("schema.ts", import.meta.url), "utf8");
  const body = text.slice(text.indexOf("export type Database"));
  return Object.fromEntries(
    [...body.matchAll(/^ {2}(\w+): \{([\s\S]*?)\};$/gmu)].map(([, table = "", columns = ""]) => [
      table,
      [...columns.matchAll(/(?:^|[\s{;])(\w+):/gu)].map(([, column = ""]) => column).toSorted(),
    ]),
  );
};

test("the type of the schema names exactly the tables and columns that the migrations make", async () => {
  const tables = (await db.introspection.getTables()).filter((table) => !table.isView);
  const real = Object.fromEntries(
    tables
      .filter((table) => !table.name.startsWith("kysely_"))
      .map((table) => [camelCase(table.name), table.columns.map((column) => camelCase(column.name)).toSorted()]),
  );
  expect(declared()).toEqual(real);
});

test("a second migration finds nothing to do", async () => {
  expect(await migrate(owner)).toEqual([]);
});

test("two processes that migrate at once do not disturb each other", async () => {
  expect(await Promise.all([migrate(owner), migrate(owner)])).toEqual([[], []]);
});
