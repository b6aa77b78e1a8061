import { type Migration, Migrator } from "kysely/migration";
import type { RootDb } from "./ground/connect.ts";
import { writeRetention } from "./rules/events.ts";
import * as foundation from "./migrations/0001-foundation.ts";
import * as posts from "./migrations/0002-posts.ts";
import * as signIn from "./migrations/0003-sign-in.ts";
import * as events from "./migrations/0004-events.ts";
import * as logHeads from "./migrations/0005-log-heads.ts";
import * as plans from "./migrations/0006-plans.ts";
import * as reach from "./migrations/0007-reach.ts";
import * as reorganisations from "./migrations/0008-reorganisations.ts";
import * as profilesAndClusters from "./migrations/0009-profiles-and-clusters.ts";
import * as authority from "./migrations/0010-authority.ts";
import * as trees from "./migrations/0011-trees.ts";
import * as records from "./migrations/0012-records.ts";
import * as personal from "./migrations/0013-personal.ts";
import * as appraisals from "./migrations/0014-appraisals.ts";
import * as secondHands from "./migrations/0015-second-hands.ts";
import * as keys from "./migrations/0016-keys.ts";
import * as words from "./migrations/0017-words.ts";
import * as subjects from "./migrations/0018-subjects.ts";
import { recordStanding } from "./rules/records.ts";
import { writeStates } from "./rules/states.ts";
import { removeSetting } from "./ground/settings.ts";

/** Every migration, oldest first. They run once, in this order, and are never edited afterwards. */
const migrations: Readonly<Record<string, Migration>> = {
  "0001-foundation": foundation,
  "0002-posts": posts,
  "0003-sign-in": signIn,
  "0004-events": events,
  "0005-log-heads": logHeads,
  "0006-plans": plans,
  "0007-reach": reach,
  "0008-reorganisations": reorganisations,
  "0009-profiles-and-clusters": profilesAndClusters,
  "0010-authority": authority,
  "0011-trees": trees,
  "0012-records": records,
  "0013-personal": personal,
  "0014-appraisals": appraisals,
  "0015-second-hands": secondHands,
  "0016-keys": keys,
  "0017-words": words,
  "0018-subjects": subjects,
};

/**
 * Brings the schema up to date, and the retention and the states that stand in it, as the owner of the tables; two
 * processes at once wait for each other. Returns the names of the migrations that were applied.
 */
export const migrate = async (db: RootDb): Promise<readonly string[]> => {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error, results } = await migrator.migrateToLatest();
  if (error) throw error;
  await db.transaction().execute(async (transaction) => {
    if (await removeSetting(transaction, "recordsDue")) await recordStanding(transaction, "Nâng cấp hệ thống");
  });
  await writeRetention(db);
  await writeStates(db);
  return (results ?? []).map((result) => result.migrationName);
};
