import { type Day, dayOf, daysLater } from "@kheo/core/ground/days";
import type { Db } from "./connect.ts";

/** What one installation remembers about itself. */
export type Settings = {
  /** Signs the sign-in cookies. */
  readonly secret: string;
  /** Everything in the database is made up, and every page and paper says so. */
  readonly demonstration: {
    readonly seededAt: string;
    /** By how many days its own day is behind the real one; those made before it had one have none. */
    readonly daysBehind?: number;
    readonly accounts: readonly { readonly username: string; readonly post: string }[];
  };
  /** A demonstration is being made, or its making was broken off: what stands is half of one. */
  readonly seeding: { readonly since: string };
  /** How every table stood that holds the demonstration, so that what people added to it is known from it. */
  readonly demonstrationStanding: Readonly<
    Record<string, { readonly columns: readonly string[]; readonly rows: number; readonly sum: string }>
  >;
  /** The demonstration was removed on request, so the embedded database stays empty instead of being seeded again. */
  readonly cleared: { readonly on: string };
  /** SHA-256 of the one-time link that makes the first administrator. */
  readonly firstAdministrator: { readonly tokenHash: string };
  /** What the files of one unit may come to, where it is not what is usual. */
  readonly evidenceQuota: { readonly bytes: number };
  /** The rows were written before events recorded them: they are recorded once, as they stand. */
  readonly recordsDue: true;
};

export const readSetting = async <K extends keyof Settings>(db: Db, key: K): Promise<Settings[K] | null> =>
  ((await db.selectFrom("setting").select("value").where("key", "=", key).executeTakeFirst())?.value as
    | Settings[K]
    | undefined) ?? null;

export const writeSetting = async <K extends keyof Settings>(db: Db, key: K, value: Settings[K]): Promise<void> => {
  const text = JSON.stringify(value);
  await db
    .insertInto("setting")
    .values({ key, value: text })
    .onConflict((conflict) => conflict.column("key").doUpdateSet({ value: text }))
    .execute();
};

/** Returns whether there was one to remove, so that a one-time link works once even for two at the same moment. */
export const removeSetting = async (db: Db, key: keyof Settings): Promise<boolean> =>
  (await db.deleteFrom("setting").where("key", "=", key).executeTakeFirstOrThrow()).numDeletedRows > 0n;

/** Whether what stands here is made up, so that every page and paper says so. */
export const isDemonstration = async (db: Db): Promise<boolean> => (await readSetting(db, "demonstration")) !== null;

/** By how many days the day on which work is done is behind the real one. */
export const readDaysBehind = async (db: Db): Promise<number> =>
  (await readSetting(db, "demonstration"))?.daysBehind ?? 0;

/** The day on which work is done now, where it is so many days behind the real one. */
export const todayBehind = (daysBehind: number): Day => daysLater(dayOf(new Date()), -daysBehind);

/** The day on which work is done: the real one, or the own day of a demonstration. In a statement it is `today()`. */
export const readToday = async (db: Db): Promise<Day> => todayBehind(await readDaysBehind(db));
