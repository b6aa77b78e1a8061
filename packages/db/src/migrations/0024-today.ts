import { type Kysely, sql } from "kysely";

const statements = [
  // A demonstration has a day of its own, that moves on with the real ones.
  `create function today() returns date language sql stable parallel safe as $$
     select current_date - coalesce((select (value ->> 'daysBehind')::int from setting where key = 'demonstration'), 0) $$`,
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
