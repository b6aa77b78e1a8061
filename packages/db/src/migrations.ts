import { readdir } from "node:fs/promises";
import { type Migration, Migrator } from "kysely/migration";
import type { RootDb } from "./ground/connect.ts";
import { writeRetention } from "./rules/events.ts";
import { recordStanding } from "./rules/records.ts";
import { writeStates } from "./rules/states.ts";
import { removeSetting } from "./ground/settings.ts";

const folder = new URL("migrations/", import.meta.url);

/** Every migration there is a file of, by its name. They run once, in the order of the names, and are never edited afterwards. */
const getMigrations = async (): Promise<Record<string, Migration>> => {
  const files = (await readdir(folder)).filter((file) => /^\d{4}-[\w-]+\.ts$/u.test(file)).toSorted();
  return Object.fromEntries(
    await Promise.all(
      files.map(async (file) => [file.replace(".ts", ""), (await import(new URL(file, folder).href)) as Migration]),
    ),
  );
};

/**
 * Brings the schema up to date, and the retention and the states that stand in it, as the owner of the tables; two
 * processes at once wait for each other. Returns the names of the migrations that were applied.
 */
export const migrate = async (db: RootDb): Promise<readonly string[]> => {
  const migrator = new Migrator({ db, provider: { getMigrations } });
  const { error, results } = await migrator.migrateToLatest();
  if (error) throw error;
  await db.transaction().execute(async (transaction) => {
    if (await removeSetting(transaction, "recordsDue")) await recordStanding(transaction, "Nâng cấp hệ thống");
  });
  await writeRetention(db);
  await writeStates(db);
  return (results ?? []).map((result) => result.migrationName);
};
