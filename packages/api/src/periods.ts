import { openPeriodInput } from "@kheo/core/periods";
import { insertPeriod, closePeriod, getPeriod, listPeriods } from "@kheo/db/periods";
import { requireOpen } from "@kheo/core/periods";
import { z } from "zod";
import { newestEditions } from "./editions.ts";
import { add, list, router } from "./procedures.ts";
import { unit } from "./subjects.ts";

export const periodsRouter = router({
  list: list("period.view", z.object({}), ({ db }) => listPeriods(db)),

  /** Opening a period pins the newest edition of every criteria set. */
  open: add({
    action: "period.manage",
    on: unit,
    input: openPeriodInput,
    made: { thing: "period", id: ({ id }) => id },
    run: async ({ db, catalog }, period) => ({
      id: await insertPeriod(db, { ...period, editions: newestEditions(catalog) }),
    }),
  }),

  close: add({
    action: "period.manage",
    on: unit,
    input: z.object({ periodId: z.uuid() }),
    made: { thing: "period", id: ({ id }) => id },
    run: async ({ db, today }, { periodId }) => {
      requireOpen(await getPeriod(db, periodId));
      await closePeriod(db, periodId, today);
      return { id: periodId };
    },
  }),
});
