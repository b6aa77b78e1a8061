import { type Kysely, sql } from "kysely";

// Their steps are the same few index look-ups for every unit, but planning one with its arrays of units takes ten
// times as long as taking it, and PostgreSQL, which finds each such plan cheaper, would plan every step anew.
const statements = [
  `alter function unit_below(uuid, date) set plan_cache_mode = force_generic_plan`,
  `alter function unit_path(uuid, date) set plan_cache_mode = force_generic_plan`,
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
