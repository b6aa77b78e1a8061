import { type Kysely, sql } from "kysely";

export const up = async (db: Kysely<unknown>): Promise<void> => {
  // Whose sheets were counted when the scoring was closed; of what was closed before, posts of that day tell.
  await sql.raw(`alter table verdict add counted uuid[]`).execute(db);
};
