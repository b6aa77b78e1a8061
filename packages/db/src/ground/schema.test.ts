import { readFileSync, writeFileSync } from "node:fs";
import type { InsertType, SelectType } from "kysely";
import { generate, PostgresDialect } from "kysely-codegen";
import { afterAll, expect, test } from "vitest";
import { openDatabase, openPool } from "./connect.ts";
import type { DB as Real } from "./generated-tables.ts";
import type { Database } from "./schema.ts";
import { migrate } from "../migrations.ts";
import { testDatabase } from "../testing.ts";

const { db, url } = await testDatabase();
const owner = openDatabase(openPool({ connectionString: url }));
afterAll(async () => {
  await db.destroy();
  await owner.destroy();
});

const generatedPath = new URL("generated-tables.ts", import.meta.url);

test("the tables that are generated are those that the migrations make", async () => {
  const text = await generate({
    camelCase: true,
    db: db.withoutPlugins(),
    dialect: new PostgresDialect({ dateParser: "string" }),
    excludePattern: "{kysely_*,open_work,*_told}",
    outFile: null,
    // As the driver hands them over, and whatever the JSON is.
    typeMapping: { int8: "number", jsonb: "object" },
  });
  if (process.env["UPDATE_TABLES"]) writeFileSync(generatedPath, text);
  expect(readFileSync(generatedPath, "utf8"), "write them anew: UPDATE_TABLES=1 npm test -- --project db schema").toBe(
    text,
  );
});

/** What the schema says of a column, held against the column: as nullable as it, left out only where it may be, and no other type. */
type Agrees<Said, Real> =
  unknown extends SelectType<Said>
    ? true
    : [
          null extends SelectType<Said> ? true : false,
          undefined extends InsertType<Said> ? true : false,
          NonNullable<SelectType<Said>> extends Readonly<NonNullable<SelectType<Real>>> ? true : false,
        ] extends [
          null extends SelectType<Real> ? true : false,
          undefined extends InsertType<Real> ? boolean : null extends InsertType<Real> ? boolean : false,
          true,
        ]
      ? true
      : false;

type Differing<Said, Real> =
  | Exclude<keyof Said, keyof Real>
  | {
      [Column in keyof Real]: Column extends keyof Said
        ? Agrees<Said[Column], Real[Column]> extends true
          ? never
          : Column
        : Column;
    }[keyof Real];

type Differences = {
  [
    Table in keyof Database | keyof Real as [
      Differing<
        Table extends keyof Database ? Database[Table] : object,
        Table extends keyof Real ? Real[Table] : object
      >,
    ] extends [never]
      ? never
      : Table
  ]: Differing<
    Table extends keyof Database ? Database[Table] : object,
    Table extends keyof Real ? Real[Table] : object
  >;
};

test("the schema agrees with the tables in every column: the compiler names those that differ", () => {
  const none: Differences = {};
  expect(none).toEqual({});
});

test("a second migration finds nothing to do", async () => {
  expect(await migrate(owner)).toEqual([]);
});

test("two processes that migrate at once do not disturb each other", async () => {
  expect(await Promise.all([migrate(owner), migrate(owner)])).toEqual([[], []]);
});
