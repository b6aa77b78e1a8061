import { dayOf, daysLater } from "@kheo/core/ground/days";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { testDatabase } from "../testing.ts";
import { readToday, writeSetting } from "./settings.ts";

test("work is done on the real day, in a demonstration on its own, which moves on with it", async () => {
  const { db } = await testDatabase();
  const inStatement = async () => (await sql<{ today: string }>`select today() as today`.execute(db)).rows[0]?.today;
  const real = dayOf(new Date());
  const demonstration = { seededAt: new Date().toISOString(), accounts: [] };
  for (const [written, today] of [
    [null, real],
    [demonstration, real],
    [{ ...demonstration, daysBehind: 1 }, daysLater(real, -1)],
    [{ ...demonstration, daysBehind: 1827 }, daysLater(real, -1827)],
    [{ ...demonstration, daysBehind: -3 }, daysLater(real, 3)],
  ] as const) {
    if (written) await writeSetting(db, "demonstration", written);
    expect([await readToday(db), await inStatement()]).toEqual([today, today]);
  }
  await db.destroy();
});
