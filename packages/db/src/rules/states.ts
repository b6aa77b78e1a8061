import { states } from "@kheo/core/rules/states";
import { sql } from "kysely";
import type { RootDb } from "../ground/connect.ts";

/** The check of a table's states, as PostgreSQL says it back. */
const checkOf = (known: readonly string[]): string =>
  `CHECK ((state = ANY (ARRAY[${known.map((state) => `'${state}'::text`).join(", ")}])))`;

/**
 * Lets the tables of everything that has a state hold the states there are and no other, as the owner of the tables. A
 * check that says so already is left alone: a new one reads the whole table, and nobody writes to it meanwhile.
 */
export const writeStates = async (db: RootDb): Promise<void> => {
  await db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtext('states'))`.execute(transaction);
    for (const [table, known] of Object.entries(states)) {
      const name = `${table}_state_is_known`;
      const check = checkOf(known);
      const { rows } = await sql<{ check: string }>`
        select pg_get_constraintdef(oid) as check from pg_constraint
         where conrelid = ${table}::regclass and conname = ${name}`.execute(transaction);
      if (rows[0]?.check === check) continue;
      await sql`alter table ${sql.ref(table)} drop constraint if exists ${sql.ref(name)},
        add constraint ${sql.ref(name)} ${sql.raw(check)}`.execute(transaction);
    }
  });
};
