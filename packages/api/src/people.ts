import { randomUUID } from "node:crypto";
import { createPersonInput, password } from "@kheo/core/people";
import { authorize } from "@kheo/core/policy";
import { actorOf, insertPerson, listPeople, replacePassword } from "@kheo/db/people";
import { placeOf } from "@kheo/db/units";
import { z } from "zod";
import { giveAPost } from "./posts.ts";
import { add, nothing, read, router } from "./procedures.ts";
import { post, unit } from "./subjects.ts";

export const peopleRouter = router({
  list: read("person.view", unit, nothing, ({ db, place, today }) => listPeople(db, place.id, today)),

  create: add({
    action: "person.create",
    on: unit,
    input: createPersonInput,
    made: ({ postId }) => [{ thing: "person", id: postId }],
    run: async ({ db, place, hashPassword, today }, { name, username, password: plain, post: given }) => {
      const personId = randomUUID();
      await insertPerson(db, { id: personId, name, username, passwordHash: await hashPassword(plain) });
      return { personId, postId: await giveAPost(db, personId, place.id, given, today) };
    },
  }),

  resetPassword: add({
    action: "person.resetPassword",
    on: post,
    input: z.object({ password }),
    run: async ({ db, actor, subject, hashPassword, today }, { password: plain }) => {
      // Whoever sets a password can act in every post of the person, so all of them must be within reach.
      const { posts } = await actorOf(db, subject.personId, today);
      for (const { unitId } of posts) authorize(actor, "person.resetPassword", await placeOf(db, unitId, today));
      await replacePassword(db, subject.personId, await hashPassword(plain));
      return { id: subject.id };
    },
  }),
});
