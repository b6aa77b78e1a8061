import type { UnitProfile } from "@kheo/core/territory/unit-profiles";
import type { Db } from "../ground/connect.ts";

/** What a unit was like, newest first. */
export const listProfiles = (db: Db, unitId: string): Promise<readonly UnitProfile[]> =>
  db
    .selectFrom("unitProfile")
    .select(["validFrom", "area", "population", "livelihoods", "concerns", "note"])
    .where("unitId", "=", unitId)
    .orderBy("validFrom", "desc")
    .execute();

/** What a unit is like from a day on; what was said of that same day before is replaced. */
export const recordProfile = async (db: Db, unitId: string, profile: UnitProfile): Promise<void> => {
  await db
    .insertInto("unitProfile")
    .values({ unitId, ...profile })
    .onConflict((conflict) => conflict.columns(["unitId", "validFrom"]).doUpdateSet(profile))
    .execute();
};
