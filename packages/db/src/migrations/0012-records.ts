import { type Kysely, sql } from "kysely";

/** What was written before events recorded rows is recorded as it stands, once all migrations are applied. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`insert into setting (key, value) select 'recordsDue', 'true' where exists (select from unit)`.execute(db);
};
