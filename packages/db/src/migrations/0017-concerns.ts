import { type Kysely, sql } from "kysely";

/** What a unit has to deal with is a concern; a problem is what is wrong with something that was entered. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table unit_profile rename column problems to concerns`.execute(db);
};
