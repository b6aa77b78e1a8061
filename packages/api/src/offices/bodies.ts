import { bodyInput, bodyValues, dissolutionFields, foundBodyInput, rulesFrom } from "@kheo/core/offices/bodies";
import { fieldChanges } from "@kheo/core/ground/changes";
import { formatDay } from "@kheo/core/ground/days";
import { schemaOf } from "@kheo/core/ground/fields";
import { DomainError } from "@kheo/core/rules/errors";
import { bodyList } from "@kheo/core/offices/lists";
import { can } from "@kheo/core/rules/rights";
import { mayHaveCouncil } from "@kheo/core/territory/units";
import {
  bodySorts,
  countUndecided,
  findBodies,
  hasOpenMeeting,
  insertBody,
  lastActOf,
  listBodies,
  seatsOf,
  updateBody,
} from "@kheo/db/offices/bodies";
import type { Db } from "@kheo/db/ground/connect";
import { endPost } from "@kheo/db/offices/posts";
import { kindOfUnit, requireInForce } from "@kheo/db/territory/units";
import { z } from "zod";
import { withChanges } from "../rules/field-changes.ts";
import { listing } from "../rules/listing.ts";
import { add, change, nothing, read, router } from "../rules/procedures.ts";
import { subjectOf, unit } from "../rules/subjects.ts";

const body = subjectOf("body");

/** A council is founded where models of units below are judged. @throws `body.unitOnlyProposes`. */
export const requireJudgingUnit = async (db: Db, unitId: string): Promise<void> => {
  if (!mayHaveCouncil(await kindOfUnit(db, unitId))) throw new DomainError("body.unitOnlyProposes");
};

const pages = listing({
  action: "body.view",
  list: bodyList,
  filter: z.object({ unitId: z.uuid().optional() }),
  find: ({ db, grants, today }, filter) => findBodies(db, { grants, day: today, filter }),
  sorts: ({ today }) => bodySorts(today),
  rows: ({ db, today }, page) => listBodies(db, page, today),
});

export const bodiesRouter = router({
  list: pages,

  get: read("body.view", body, nothing, async ({ db, actor, place, subject, today }) => ({
    body: subject,
    mayRelease: can(actor, "post.release", place),
    mayEdit: subject.dissolvedOn === null && can(actor, "body.edit", place),
    seats: (await seatsOf(db, subject.id)).map((seat) => ({
      ...seat,
      inForce: !seat.waits && seat.validFrom <= today && (seat.validTo === null || seat.validTo >= today),
    })),
  })),

  found: add({
    action: "body.found",
    on: unit,
    input: foundBodyInput,
    made: ({ id }) => [{ thing: "body", id: id }],
    run: async ({ db, place, today }, given) => {
      await requireInForce(db, place.id, today);
      if (given.kind === "council") await requireJudgingUnit(db, place.id);
      const { kind, name, document, foundedOn } = given;
      const body = { unitId: place.id, kind, name, document, foundedOn, rules: rulesFrom(given) };
      return { id: await insertBody(db, body) };
    },
  }),

  /** Meetings that were called together before keep the rules of their day. */
  edit: add({
    action: "body.edit",
    on: body,
    input: z.object({ changes: fieldChanges }),
    run: async ({ db, subject }, { changes }) => {
      const given = bodyInput.parse(await withChanges(db, body, subject, bodyValues(subject), changes));
      const { name, document } = given;
      return { id: subject.id, version: await updateBody(db, subject, { name, document, rules: rulesFrom(given) }) };
    },
  }),

  dissolve: change({
    action: "body.dissolve",
    on: body,
    input: schemaOf(dissolutionFields),
    run: async ({ db, subject, today, wrote }, { dissolvedOn }) => {
      const { id, name, foundedOn } = subject;
      if (await hasOpenMeeting(db, id)) throw new DomainError("body.hasOpenMeeting", { name });
      const undecided = await countUndecided(db, id);
      if (undecided > 0) throw new DomainError("body.hasUndecided", { name, count: undecided });
      const notBefore = (await lastActOf(db, id)) ?? foundedOn ?? dissolvedOn;
      if (dissolvedOn < notBefore || dissolvedOn > today) {
        throw new DomainError("body.dissolvedOutside", { from: formatDay(notBefore), to: formatDay(today) });
      }
      for (const { postId, validFrom, validTo } of await seatsOf(db, id)) {
        const last = validFrom > dissolvedOn ? validFrom : dissolvedOn;
        if (validTo === null || validTo > last) wrote("post", ...(await endPost(db, postId, last)));
      }
      return { id, version: await updateBody(db, subject, { dissolvedOn }) };
    },
  }),
});
