import { type Kysely, sql } from "kysely";

/**
 * What a unit has to deal with is a concern: a problem is what is wrong with something that was entered. What came of a
 * task is its result: a report is the annual one.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table unit_profile rename column problems to concerns`.execute(db);
  await sql`alter table replication rename column report to result`.execute(db);
};
