import { type Kysely, sql } from "kysely";

// Since when a council has a scoring before it: who joins later has no sheet for it.
const statements = [
  `alter table assessment add appraised_on date`,
  `update assessment set appraised_on = current_date where body_id is not null`,
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
