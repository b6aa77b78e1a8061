import { bodyInput, foundBodyInput } from "@kheo/core/bodies";
import { day } from "@kheo/core/days";
import { DomainError } from "@kheo/core/errors";
import { can } from "@kheo/core/policy";
import { requireOrder } from "@kheo/core/posts";
import { getBody, hasOpenMeeting, insertBody, listBodies, seatsOf, updateBody } from "@kheo/db/bodies";
import { endPost } from "@kheo/db/posts";
import { z } from "zod";
import { add, change, list, nothing, read, router } from "./procedures.ts";
import { body, unit } from "./subjects.ts";

export const bodiesRouter = router({
  list: list("body.view", z.object({ unitId: z.uuid().optional() }), ({ db, grants, today }, { unitId }) =>
    listBodies(db, { grants, day: today, unitId }),
  ),

  get: read("body.view", body, nothing, async ({ db, actor, place, subject, today }) => ({
    body: subject,
    mayEdit: subject.dissolvedOn === null && can(actor, "body.edit", place),
    seats: (await seatsOf(db, subject.id)).map((seat) => ({
      ...seat,
      inForce: seat.validFrom <= today && (seat.validTo === null || seat.validTo >= today),
    })),
  })),

  found: add({
    action: "body.found",
    on: unit,
    input: foundBodyInput,
    made: ({ id }) => [{ thing: "body", id: id }],
    run: async ({ db, place }, given) => ({ id: await insertBody(db, { ...given, unitId: place.id }) }),
  }),

  /** Meetings that were called together before keep the rules of their day. */
  edit: change({
    action: "body.edit",
    on: body,
    input: bodyInput,
    run: async ({ db, subject }, given) => ({ id: subject.id, version: await updateBody(db, subject, given) }),
  }),

  dissolve: change({
    action: "body.dissolve",
    on: body,
    input: z.object({ dissolvedOn: day("Ngày giải thể") }),
    run: async ({ db, subject }, { dissolvedOn }) => {
      if (subject.foundedOn !== null) requireOrder(subject.foundedOn, dissolvedOn);
      if (await hasOpenMeeting(db, subject.id)) throw new DomainError("body.hasOpenMeeting", { name: subject.name });
      for (const { postId, validFrom, validTo } of await seatsOf(db, subject.id)) {
        if (validTo !== null && validTo <= dissolvedOn) continue;
        await endPost(db, postId, validFrom > dissolvedOn ? validFrom : dissolvedOn);
      }
      return { id: subject.id, version: await updateBody(db, await getBody(db, subject.id, true), { dissolvedOn }) };
    },
  }),
});
