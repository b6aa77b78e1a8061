import type { Day } from "@kheo/core/ground/days";
import { DomainError } from "@kheo/core/rules/errors";
import type { Extension, Period } from "@kheo/core/movement/periods";
import { sql } from "kysely";
import type { Db } from "../ground/connect.ts";
import { extendedUnits } from "../rules/deadline.ts";

const extensions = sql<readonly Extension[]>`coalesce((
  select json_agg(json_build_object('unitId', unit_id, 'holdsFor', ${sql.raw(extendedUnits("period_extension"))}, 'until', until, 'reason', reason, 'number', number,
                                    'signedOn', signed_on, 'recordedOn', recorded_on) order by until, unit_id)
    from period_extension where period_id = period.id), '[]')`;

const selectPeriods = (db: Db) =>
  db
    .selectFrom("period")
    .select(["id", "title", "opensOn", "registrationClosesOn", "endsOn", "closedOn", "editions"])
    .select(extensions.as("extensions"));

/** Newest first. */
export const listPeriods = (db: Db): Promise<Period[]> => selectPeriods(db).orderBy("opensOn", "desc").execute();

export const getPeriod = async (db: Db, id: string): Promise<Period> => {
  const period = await selectPeriods(db).where("id", "=", id).executeTakeFirst();
  if (!period) throw new DomainError("period.notFound");
  return period;
};

/** As it stands once whoever is moving its deadline, or locking it, has done so. */
export const lockPeriod = async (db: Db, id: string): Promise<Period> => {
  await db.selectFrom("period").select("id").where("id", "=", id).forUpdate().execute();
  return getPeriod(db, id);
};

/** The period that ended last before this one opened. */
export const previousPeriod = async (db: Db, period: Period): Promise<Period | null> =>
  (await selectPeriods(db)
    .where("endsOn", "<", period.opensOn)
    .orderBy("endsOn", "desc")
    .limit(1)
    .executeTakeFirst()) ?? null;

export const insertPeriod = async (db: Db, period: Omit<Period, "id" | "closedOn" | "extensions">): Promise<string> =>
  (
    await db
      .insertInto("period")
      .values({ ...period, editions: JSON.stringify(period.editions) })
      .returning("id")
      .executeTakeFirstOrThrow()
  ).id;

export const closePeriod = async (db: Db, id: string, closedOn: Day): Promise<void> => {
  await db.updateTable("period").set({ closedOn }).where("id", "=", id).execute();
};

export const insertExtension = async (
  db: Db,
  extension: Omit<Extension, "holdsFor"> & { readonly periodId: string },
): Promise<void> => {
  await db.insertInto("periodExtension").values(extension).execute();
};
