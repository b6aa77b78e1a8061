import { type Kysely, sql } from "kysely";

export const up = async (db: Kysely<unknown>): Promise<void> => {
  // A page of a list by code is read from its index, however deep it lies.
  await sql.raw(`create index on model (period_id, code, title, id)`).execute(db);
};
