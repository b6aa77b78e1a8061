import { randomUUID } from "node:crypto";
import { DomainError } from "@kheo/core/errors";
import { day, formatDay } from "@kheo/core/days";
import { defaultBodyRules } from "@kheo/core/meetings";
import { createPersonInput, password, postInput } from "@kheo/core/people";
import { authorize } from "@kheo/core/policy";
import type { Db } from "@kheo/db/connect";
import {
  actorOf,
  bodyOfUnit,
  endPost,
  insertBody,
  insertPerson,
  insertPost,
  listPeople,
  replacePassword,
} from "@kheo/db/people";
import { placeOf } from "@kheo/db/units";
import { z } from "zod";
import { add, nothing, read, router } from "./procedures.ts";
import { post, unit } from "./subjects.ts";

/** A seat on a council needs the unit's council; the first seat founds it. */
const seatOf = async (db: Db, unitId: string, { role, seat }: z.output<typeof postInput>) => {
  if (role !== "councilMember") return { bodyId: null, seat: null };
  if (seat === null) throw new DomainError("post.bodyRequired");
  const body = await bodyOfUnit(db, unitId);
  const bodyId = body?.id ?? (await insertBody(db, { unitId, name: "Hội đồng thẩm định", rules: defaultBodyRules }));
  return { bodyId, seat };
};

export const peopleRouter = router({
  list: read("person.view", unit, nothing, ({ db, place, today }) => listPeople(db, place.id, today)),

  create: add({
    action: "person.manage",
    on: unit,
    input: createPersonInput,
    made: { thing: "person", id: ({ postId }) => postId },
    run: async ({ db, place, hashPassword }, { name, username, password: plain, post: given }) => {
      const personId = randomUUID();
      await insertPerson(db, { id: personId, name, username, passwordHash: await hashPassword(plain) });
      const { role, validFrom } = given;
      const postId = await insertPost(db, {
        personId,
        unitId: place.id,
        role,
        validFrom,
        ...(await seatOf(db, place.id, given)),
      });
      return { personId, postId };
    },
  }),

  appoint: add({
    action: "person.manage",
    on: unit,
    input: postInput.extend({ personId: z.string().max(100) }),
    made: { thing: "post", id: ({ postId }) => postId },
    run: async ({ db, place, today }, { personId, ...given }) => {
      await actorOf(db, personId, today);
      const { role, validFrom } = given;
      const seat = await seatOf(db, place.id, given);
      return { postId: await insertPost(db, { personId, unitId: place.id, role, validFrom, ...seat }) };
    },
  }),

  endPost: add({
    action: "person.manage",
    on: post,
    input: z.object({ validTo: day("Thôi giữ chức vụ từ ngày") }),
    run: async ({ db, subject }, { validTo }) => {
      if (validTo < subject.validFrom) {
        throw new DomainError("post.endsBeforeStart", { from: formatDay(subject.validFrom) });
      }
      await endPost(db, subject.id, validTo);
      return { id: subject.id };
    },
  }),

  resetPassword: add({
    action: "person.manage",
    on: post,
    input: z.object({ password }),
    run: async ({ db, actor, subject, hashPassword, today }, { password: plain }) => {
      // Whoever sets a password can act in every post of the person, so all of them must be within reach.
      const { posts } = await actorOf(db, subject.personId, today);
      for (const { unitId } of posts) authorize(actor, "person.manage", await placeOf(db, unitId, today));
      await replacePassword(db, subject.personId, await hashPassword(plain));
      return { id: subject.id };
    },
  }),
});
