import type { Kysely } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import * as foundation from "./migrations/0001-foundation.ts";
import * as posts from "./migrations/0002-posts.ts";

/** Every migration, oldest first. They run once, in this order, and are never edited afterwards. */
const migrations: Readonly<Record<string, Migration>> = {
  "0001-foundation": foundation,
  "0002-posts": posts,
};

/** Brings the schema up to date; two processes at once wait for each other. Returns the names that were applied. */
export const migrate = async <T>(db: Kysely<T>): Promise<readonly string[]> => {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error, results } = await migrator.migrateToLatest();
  if (error) throw error;
  return (results ?? []).map((result) => result.migrationName);
};
