import { createHash, randomUUID } from "node:crypto";
import { DomainError } from "@kheo/core/errors";
import { firstAdministratorInput } from "@kheo/core/people";
import { type Action, grantsOf, policy } from "@kheo/core/policy";
import { todoRows } from "@kheo/core/todo";
import { insertPerson } from "@kheo/db/people";
import { insertPost } from "@kheo/db/posts";
import { readSetting, removeSetting } from "@kheo/db/settings";
import { countUnmarked, countUnvoted, countWaiting } from "@kheo/db/todo";
import { insertUnit } from "@kheo/db/units";
import { z } from "zod";
import { list, open, router } from "./procedures.ts";

const actions = Object.keys(policy) as Action[];

export const sessionRouter = router({
  /** Who one is and what one's posts allow anywhere at all; `null` when nobody is signed in. */
  me: open.query(async ({ ctx: { db, actor, today } }) => {
    const demonstration = await readSetting(db, "demonstration");
    return {
      today,
      demonstration: demonstration !== null,
      accounts: actor === null ? (demonstration?.accounts ?? []) : [],
      actor: actor && {
        ...actor,
        actions: actions.filter((action) => grantsOf(actor, action).length > 0),
      },
    };
  }),

  /** What waits for the person, most urgent first; rows with nothing waiting are left out. */
  todo: list("session.view", z.object({ periodId: z.uuid() }), async ({ db, actor, today }, { periodId }) => {
    const counted = await Promise.all(
      todoRows.map(async ({ thing, states, action, text }) => {
        const grants = grantsOf(actor, action);
        const count = grants.length === 0 ? 0 : await countWaiting(db, { thing, states, grants, day: today, periodId });
        return { thing, states: [...states] as string[], text, count };
      }),
    );
    const grants = grantsOf(actor, "scoring.mark");
    const personId = actor.personId;
    const unmarked = grants.length === 0 ? 0 : await countUnmarked(db, { grants, day: today, periodId, personId });
    const unvoted = await countUnvoted(db, { personId, day: today, periodId });
    return [
      { thing: "sheet" as const, states: [], text: "mô hình chờ đồng chí cho điểm", count: unmarked },
      {
        thing: "meeting" as const,
        states: [],
        text: "phiên họp đang lấy phiếu, đồng chí chưa bỏ phiếu",
        count: unvoted,
      },
      ...counted,
    ].filter(({ count }) => count > 0);
  }),

  /** The one-time link of an empty database makes its first administrator and its highest unit. */
  firstAdministrator: open.input(firstAdministratorInput).mutation(async ({ ctx, input }) => {
    const passwordHash = await ctx.hashPassword(input.password);
    return ctx.db.transaction().execute(async (db) => {
      const expected = await readSetting(db, "firstAdministrator");
      const tokenHash = createHash("sha256").update(input.token).digest("hex");
      if (expected?.tokenHash !== tokenHash || !(await removeSetting(db, "firstAdministrator"))) {
        throw new DomainError("person.linkUsed");
      }
      const [unitId, personId] = [randomUUID(), randomUUID()];
      await insertUnit(db, {
        id: unitId,
        name: input.unitName,
        kind: "province",
        line: "territory",
        parentId: null,
        validFrom: ctx.today,
      });
      await insertPerson(db, { id: personId, name: input.name, username: input.username, passwordHash });
      for (const role of ["administrator", "standingOffice"] as const) {
        await insertPost(db, { personId, role, unitId, bodyId: null, seat: null, validFrom: ctx.today });
      }
      return { username: input.username };
    });
  }),
});
