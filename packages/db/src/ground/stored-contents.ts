import { type Kysely, sql } from "kysely";
import type { RootDb } from "./connect.ts";
import type { Database } from "./schema.ts";

/** Under which lock contents are kept and named, which many do at once, or removed, which nobody else does beside. */
export const contents = sql`hashtext('stored contents')`;

/**
 * Until a content that was taken into the store is named nothing is removed from it, since what is removed may be the
 * same; a process that ends in between lets go of it.
 */
export const whileNaming = <Result>(root: RootDb, work: (db: Kysely<Database>) => Promise<Result>): Promise<Result> =>
  root.connection().execute(async (db) => {
    await sql`select pg_advisory_lock_shared(${contents})`.execute(db);
    try {
      return await work(db);
    } finally {
      await sql`select pg_advisory_unlock_shared(${contents})`.execute(db);
    }
  });
