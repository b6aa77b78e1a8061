import { DomainError } from "@kheo/core/rules/errors";
import { extensionInput, openPeriodInput, requireExtensible, requireOpen } from "@kheo/core/movement/periods";
import { type ActorPost, can } from "@kheo/core/rules/rights";
import { closePeriod, insertExtension, insertPeriod, listPeriods, lockPeriod } from "@kheo/db/movement/periods";
import { recountLateness } from "@kheo/db/movement/scoring";
import { placeOf, requireInForce } from "@kheo/db/territory/units";
import { z } from "zod";
import { newestEditions } from "./editions.ts";
import { add, list, router } from "../rules/procedures.ts";
import { unit } from "../rules/subjects.ts";

/** A period holds for every unit, so only the highest one opens it, moves its deadline or locks it. */
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

  /** Moves the last day of registration by a decision, for every unit or for one and those below it. */
  extend: add({
    action: "period.extend",
    on: unit,
    input: extensionInput.extend({ periodId: z.uuid() }),
    made: ({ id }) => [{ thing: "period", id }],
    run: async ({ db, actor, today, post, wrote }, { periodId, ...extension }) => {
      requireRoot(post);
      const { unitId } = extension;
      if (unitId !== null) {
        if (!can(actor, "period.extend", await placeOf(db, unitId, today))) throw new DomainError("unit.notFound");
        await requireInForce(db, unitId, today);
      }
      requireExtensible(await lockPeriod(db, periodId), extension, today);
      await insertExtension(db, { ...extension, periodId, recordedOn: today });
      const recounted = await recountLateness(db, periodId, actor.personId);
      if (recounted.length > 0) wrote("assessment", ...recounted);
      return { id: periodId };
    },
  }),

  close: add({
    action: "period.manage",
    on: unit,
    input: z.object({ periodId: z.uuid() }),
    made: ({ id }) => [{ thing: "period", id: id }],
    run: async ({ db, today, post }, { periodId }) => {
      requireRoot(post);
      requireOpen(await lockPeriod(db, periodId));
      await closePeriod(db, periodId, today);
      return { id: periodId };
    },
  }),
});
