import { draftActions, viewRight } from "@kheo/core/rules/events";
import type { Day } from "@kheo/core/ground/days";
import { type Role, roleText } from "@kheo/core/rules/policy";
import { type Actor, can, grantsOf } from "@kheo/core/rules/rights";
import { isThing, pageOf } from "@kheo/core/rules/things";
import type { Db } from "@kheo/db/ground/connect";
import { type EventFilter, listEvents } from "@kheo/db/rules/events";
import { seersOf } from "@kheo/db/rules/personal";
import { placeOf } from "@kheo/db/territory/units";
import { z } from "zod";
import { list, read, router } from "./procedures.ts";
import { unit } from "./subjects.ts";

const pageSize = 50;
/** What an event is about, in words; empty where the thing has no name of its own. */
const titleOf = ({ title, postRole }: { readonly title: string | null; readonly postRole: Role | null }): string =>
  [title, postRole && roleText[postRole]].filter(Boolean).join(", ");

/** A page of a history ends where the one before began. */
export const older = z.object({ before: z.int().min(1).optional() });

/**
 * What was done, newest first, a page at a time. That something was done is told to whoever may read the log there;
 * of which model and why, only to whoever may see the thing itself.
 */
export const historyOf = async (
  { db, actor, today }: { readonly db: Db; readonly actor: Actor; readonly today: Day },
  filter: EventFilter,
) => {
  const drafts = { grants: grantsOf(actor, "model.viewDraft"), day: today };
  const found = await listEvents(db, { ...filter, drafts, seers: seersOf(actor, today), limit: pageSize + 1 });
  const events = found.slice(0, pageSize);
  const unitIds = new Set(events.flatMap(({ unitId }) => unitId ?? []));
  const places = new Map(
    await Promise.all([...unitIds].map(async (id) => [id, await placeOf(db, id, today)] as const)),
  );
  return {
    events: events.map(
      ({ id, at, action, capacity, personId, personName, unitId, unitName, thing, thingId, ...event }) => {
        const known = thing !== null && isThing(thing) ? thing : null;
        const right = known === null ? undefined : viewRight(known);
        const place = unitId === null ? undefined : places.get(unitId);
        const isOpen = right !== undefined && place !== undefined && can(actor, right, place);
        return {
          id,
          at,
          action,
          capacity,
          personId,
          personName,
          unitName,
          // Where it is read, if it has a page of its own.
          page: isOpen && known !== null && thingId !== null ? pageOf(known, thingId) : null,
          title: isOpen ? titleOf(event) : "",
          reason:
            isOpen && !draftActions.includes(action)
              ? (z.object({ reason: z.string() }).safeParse(event.payload).data?.reason ?? "")
              : "",
        };
      },
    ),
    hasOlder: found.length > pageSize,
  };
};

export const eventsRouter = router({
  /** What one has done oneself. */
  mine: list("session.view", older, ({ db, actor, today }, { before }) =>
    historyOf({ db, actor, today }, { personId: actor.personId, before }),
  ),

  /** What was done at a unit, or at it and all below. */
  ofUnit: read("event.view", unit, older.extend({ below: z.boolean() }), (scene, { before, below }) => {
    const { place, today } = scene;
    const where = below ? { below: { unitId: place.id, day: today } } : { unitId: place.id };
    return historyOf(scene, { ...where, before });
  }),

  /** What a person has done and what was done about them, as far as one may read the log. */
  ofPerson: read("event.view", unit, older.extend({ personId: z.uuid() }), (scene, { before, personId }) => {
    const within = { grants: grantsOf(scene.actor, "event.view"), day: scene.today };
    return historyOf(scene, { aboutPersonId: personId, within, before });
  }),
});
