import { formatDay, nextDay } from "@kheo/core/ground/days";
import { DomainError } from "@kheo/core/rules/errors";
import { authorize, can } from "@kheo/core/rules/rights";
import {
  endPostInput,
  handOverInput,
  isSubstitutable,
  needsSuccessor,
  postInput,
  requireOrder,
  requireSuccessor,
  substituteInput,
} from "@kheo/core/offices/posts";
import { confirmInvitation, waitingInvitation } from "@kheo/db/offices/invitations";
import { lockPerson } from "@kheo/db/offices/people";
import {
  confirmPost,
  endInTurn,
  endPost,
  getPost,
  leavingOf,
  listUnattended,
  listWaiting,
  postsToHandOver,
} from "@kheo/db/offices/posts";
import { placeOf } from "@kheo/db/territory/units";
import { z } from "zod";
import { add, list, nothing, read, router } from "../rules/procedures.ts";
import { post, unit } from "../rules/subjects.ts";
import {
  requireIdleBefore,
  isSeatAtWork,
  requireNoSeatAtWork,
  waitsForSecond,
  requireNotPast,
  givePost,
  giveAPost,
  requirePerson,
  requireSecondPerson,
} from "./giving.ts";

export const postsRouter = router({
  appoint: add({
    action: "post.appoint",
    on: unit,
    input: postInput.safeExtend({ personId: z.string().max(100) }),
    made: ({ postId }) => [{ thing: "post", id: postId }],
    run: async (scene, { personId, ...given }) => {
      const { db, actor, place, today } = scene;
      await requirePerson(db, actor, personId, today);
      const postId = await giveAPost(scene, personId, place.id, given);
      return { postId, waits: waitsForSecond(scene, given.role) };
    },
  }),

  /** Somebody else acts in the post for a time, beside its holder and named as standing in. */
  substitute: add({
    action: "post.substitute",
    on: post,
    input: substituteInput,
    made: ({ postId }) => [{ thing: "post", id: postId }],
    run: async (scene, { personId, validFrom, validTo, document }) => {
      const { db, actor, subject, today } = scene;
      if (!isSubstitutable(subject.role)) throw new DomainError("post.seatNotLent");
      if (subject.substitutesId !== null) throw new DomainError("post.isSubstitute");
      if (subject.waits) throw new DomainError("post.notInForce", { name: subject.name });
      if (personId === subject.personId) throw new DomainError("post.substituteForSelf");
      requireOrder(validFrom, validTo);
      if (validFrom < subject.validFrom || (subject.validTo !== null && validTo > subject.validTo)) {
        const to = subject.validTo === null ? null : formatDay(subject.validTo);
        throw new DomainError("post.outsideTerm", { from: formatDay(subject.validFrom), to });
      }
      await requirePerson(db, actor, personId, today);
      const { role, unitId, organUnitId, id: substitutesId } = subject;
      const held = { role, unitId, organUnitId, substitutesId, bodyId: null, seat: null };
      return { postId: await givePost(scene, { ...held, personId, validFrom, validTo, document }) };
    },
  }),

  /** What waits for oneself as the second person. */
  waiting: list("post.confirm", z.object({}), async ({ db, actor, grants, today }) => {
    const waiting = await listWaiting(db, { grants, day: today });
    return waiting.filter(({ askedBy, personId }) => ![askedBy, personId].includes(actor.personId));
  }),

  /** The second person, without whom a post that decides has no effect. */
  confirm: add({
    action: "post.confirm",
    on: post,
    input: nothing,
    run: async ({ db, actor, post: by, place, subject, today }) => {
      if (!subject.waits) throw new DomainError("post.notWaiting");
      requireSecondPerson({ actor, by, unitId: place.id, others: [subject.givenBy, subject.personId] });
      await confirmPost(db, subject, today);
      const invitation = await waitingInvitation(db, subject.personId);
      const isNew = !(await lockPerson(db, subject.personId)).isActive;
      if (invitation && isNew) await confirmInvitation(db, invitation.id, invitation.email);
      return { id: subject.id };
    },
  }),

  end: add({
    action: "post.end",
    on: post,
    input: endPostInput,
    run: async (scene, { validTo, document }) => {
      const { db, subject, today, wrote } = scene;
      requireOrder(subject.validFrom, validTo);
      await requireIdleBefore(scene, subject.bodyId, validTo);
      await requireNoSeatAtWork(scene, subject);
      if (!subject.waits) requireNotPast(scene, subject.role, validTo);
      await endInTurn(db);
      const [leaving] = await leavingOf(db, [subject.id], validTo, today);
      if (leaving && subject.substitutesId === null) requireSuccessor(leaving);
      wrote("post", ...(await endPost(db, subject.id, validTo, document)));
      return { id: subject.id };
    },
  }),

  /** Ends the seat of a member of a council that marks or votes; what it has handed in counts no more. */
  release: add({
    action: "post.release",
    on: post,
    input: endPostInput,
    run: async (scene, { validTo, document }) => {
      const { db, subject, wrote } = scene;
      if (!(await isSeatAtWork(db, subject))) throw new DomainError("post.seatNotAtWork");
      requireOrder(subject.validFrom, validTo);
      await requireIdleBefore(scene, subject.bodyId, validTo);
      wrote("post", ...(await endPost(db, subject.id, validTo, document)));
      return { id: subject.id };
    },
  }),

  /** What a person leaves, or what everybody at a unit leaves: each post, and whether somebody must follow. */
  leaving: read(
    "post.handOver",
    unit,
    z.object({ personId: z.string().max(100).nullable() }),
    async ({ db, actor, place, today }, { personId }) => {
      const ids = await postsToHandOver(db, personId === null ? { unitId: place.id } : { personId }, today);
      if (ids.length === 0) return [];
      const posts = await leavingOf(db, ids, today, today);
      const within = new Set<string>();
      for (const unitId of new Set(posts.map((one) => one.unitId))) {
        if (can(actor, "post.handOver", await placeOf(db, unitId, today))) within.add(unitId);
      }
      return posts
        .filter(({ unitId }) => within.has(unitId))
        .map((one) => ({ ...one, needsSuccessor: needsSuccessor(one) }));
    },
  ),

  /** Every post ends on one day and its successor's begins on the next, all or nothing; nothing is left unattended. */
  handOver: add({
    action: "post.handOver",
    on: unit,
    input: handOverInput,
    made: ({ posts }: { posts: readonly { id: string; unitId: string }[] }) =>
      posts.map((about) => ({ thing: "post" as const, ...about })),
    run: async (scene, { lastDay, document, posts }) => {
      const { db, actor, today, wrote } = scene;
      const successors = new Map(posts.map(({ postId, to }) => [postId, to]));
      const ids = [...successors.keys()];
      await endInTurn(db);
      for (const id of ids) {
        const { role, unitId, bodyId, validFrom, validTo, name, substitutesId, waits } = await getPost(db, id);
        if (substitutesId !== null) throw new DomainError("post.isSubstitute");
        if (waits) throw new DomainError("post.notInForce", { name });
        await requireIdleBefore(scene, bodyId, lastDay);
        await requireNoSeatAtWork(scene, { role, bodyId, waits });
        requireNotPast(scene, role, lastDay);
        authorize(actor, "post.handOver", await placeOf(db, unitId, today));
        requireOrder(validFrom, lastDay);
        if (validTo !== null && validTo < lastDay) throw new DomainError("post.notInForce", { name });
      }
      const passed: { id: string; unitId: string }[] = [];
      for (const leaving of await leavingOf(db, ids, lastDay, today)) {
        const to = successors.get(leaving.postId) ?? null;
        if (to === null) requireSuccessor(leaving);
        if (to === leaving.personId) throw new DomainError("post.successorIsSelf");
        const { role, unitId, bodyId, seat, organUnitId, validTo } = leaving;
        if (validTo !== lastDay) wrote("post", ...(await endPost(db, leaving.postId, lastDay, document)));
        passed.push({ id: leaving.postId, unitId });
        if (to === null) continue;
        await requirePerson(db, actor, to, today);
        const term = { validFrom: nextDay(lastDay), validTo: validTo === lastDay ? null : validTo };
        const held = { role, unitId, bodyId, seat, organUnitId, document, ...term };
        passed.push({ id: await givePost(scene, { ...held, personId: to }), unitId });
      }
      return { posts: passed };
    },
  }),

  /** Units with work open and nobody to do it. */
  unattended: read("person.view", unit, nothing, ({ db, place, today }) => listUnattended(db, place.id, today)),
});
