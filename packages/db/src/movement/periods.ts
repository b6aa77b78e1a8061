import type { Day } from "@kheo/core/ground/days";
import { DomainError } from "@kheo/core/rules/errors";
import type { Period } from "@kheo/core/movement/periods";
import type { Db } from "../ground/connect.ts";

const selectPeriods = (db: Db) =>
  db.selectFrom("period").select(["id", "title", "opensOn", "registrationClosesOn", "endsOn", "closedOn", "editions"]);

/** Newest first. */
export const listPeriods = (db: Db): Promise<Period[]> => selectPeriods(db).orderBy("opensOn", "desc").execute();

export const getPeriod = async (db: Db, id: string): Promise<Period> => {
  const period = await selectPeriods(db).where("id", "=", id).executeTakeFirst();
  if (!period) throw new DomainError("period.notFound");
  return period;
};

/** The period that ended last before this one opened. */
export const previousPeriod = async (db: Db, period: Period): Promise<Period | null> =>
  (await selectPeriods(db)
    .where("endsOn", "<", period.opensOn)
    .orderBy("endsOn", "desc")
    .limit(1)
    .executeTakeFirst()) ?? null;

export const insertPeriod = async (db: Db, period: Omit<Period, "id" | "closedOn">): Promise<string> =>
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
