import { DomainError } from "@kheo/core/rules/errors";
import { openPeriodInput, requireOpen } from "@kheo/core/movement/periods";
import type { ActorPost } from "@kheo/core/rules/rights";
import { insertPeriod, closePeriod, getPeriod, listPeriods } from "@kheo/db/movement/periods";
import { z } from "zod";
import { newestEditions } from "./editions.ts";
import { add, list, router } from "../rules/procedures.ts";
import { unit } from "../rules/subjects.ts";

/** A period holds for every unit, so only who administers the highest one opens or locks it. */
const requireRoot = (post: ActorPost): void => {
  if (!post.isRoot) throw new DomainError("period.highestUnitOnly");
};

export const periodsRouter = router({
  list: list("period.view", z.object({}), ({ db }) => listPeriods(db)),

  /** Opening a period pins the newest edition of every criteria set. */
  open: add({
    action: "period.manage",
    on: unit,
    input: openPeriodInput,
    made: ({ id }) => [{ thing: "period", id: id }],
    run: async ({ db, catalog, post }, period) => {
      requireRoot(post);
      return { id: await insertPeriod(db, { ...period, editions: newestEditions(catalog) }) };
    },
  }),

  close: add({
    action: "period.manage",
    on: unit,
    input: z.object({ periodId: z.uuid() }),
    made: ({ id }) => [{ thing: "period", id: id }],
    run: async ({ db, today, post }, { periodId }) => {
      requireRoot(post);
      requireOpen(await getPeriod(db, periodId));
      await closePeriod(db, periodId, today);
      return { id: periodId };
    },
  }),
});
