import { type BodyKind, bodyKindsOf, defaultBodyRules } from "@kheo/core/bodies";
import { formatDay, nextDay } from "@kheo/core/days";
import { DomainError } from "@kheo/core/errors";
import { type Actor, authorize, can, grantsOf } from "@kheo/core/policy";
import {
  endPostInput,
  handOverInput,
  isSubstitutable,
  needsSeat,
  needsSuccessor,
  postInput,
  requireOrder,
  requireSuccessor,
  substituteInput,
} from "@kheo/core/posts";
import { bodyOfUnit, getBody, insertBody } from "@kheo/db/bodies";
import type { Db } from "@kheo/db/connect";
import { isWithinReach } from "@kheo/db/people";
import { endInTurn, endPost, getPost, insertPost, leavingOf, listUnattended, postsToHandOver } from "@kheo/db/posts";
import { placeOf, requireInForce } from "@kheo/db/units";
import { z } from "zod";
import { add, nothing, read, router } from "./procedures.ts";
import { post, unit } from "./subjects.ts";

type Given = z.output<typeof postInput>;

/** A seat is one on a body of the unit. The first seat of a unit's council founds it. */
const bodyFor = async (db: Db, unitId: string, { role, seat, bodyId }: Given): Promise<string | null> => {
  const kinds = bodyKindsOf(role);
  if (kinds.length === 0) return null;
  if (needsSeat(role) && seat === null) throw new DomainError("post.bodyRequired");
  if (bodyId !== null) {
    const body = await getBody(db, bodyId, true);
    const fits = body.unitId === unitId && kinds.includes(body.kind) && body.dissolvedOn === null;
    if (!fits) throw new DomainError("post.bodyRequired");
    return bodyId;
  }
  const council: BodyKind = "council";
  if (!kinds.includes(council)) throw new DomainError("post.bodyRequired");
  const body = await bodyOfUnit(db, unitId);
  return body?.id ?? insertBody(db, { unitId, name: "Hội đồng thẩm định", rules: defaultBodyRules });
};

/** Gives a person a post at a unit. */
export const giveAPost = async (
  db: Db,
  personId: string,
  unitId: string,
  given: Given,
  today: string,
): Promise<string> => {
  const { role, seat, validFrom, validTo, organUnitId, document } = given;
  if (validTo !== null) requireOrder(validFrom, validTo);
  await requireInForce(db, unitId, validFrom);
  if (organUnitId !== null && !(await placeOf(db, organUnitId, today)).path.includes(unitId)) {
    throw new DomainError("post.organElsewhere");
  }
  const bodyId = await bodyFor(db, unitId, given);
  return insertPost(db, {
    personId,
    unitId,
    role,
    bodyId,
    seat: needsSeat(role) ? seat : null,
    validFrom,
    validTo,
    organUnitId,
    document,
  });
};

/** Posts are given to people whom one may see; anybody else is not there. @throws `person.notFound`. */
const requirePerson = async (db: Db, actor: Actor, personId: string, today: string): Promise<void> => {
  const grants = grantsOf(actor, "person.view");
  if (!(await isWithinReach(db, personId, grants, today))) throw new DomainError("person.notFound");
};

export const postsRouter = router({
  appoint: add({
    action: "post.appoint",
    on: unit,
    input: postInput.safeExtend({ personId: z.string().max(100) }),
    made: ({ postId }) => [{ thing: "post", id: postId }],
    run: async ({ db, actor, place, today }, { personId, ...given }) => {
      await requirePerson(db, actor, personId, today);
      return { postId: await giveAPost(db, personId, place.id, given, today) };
    },
  }),

  /** Somebody else acts in the post for a time, beside its holder and named as standing in. */
  substitute: add({
    action: "post.substitute",
    on: post,
    input: substituteInput,
    made: ({ postId }) => [{ thing: "post", id: postId }],
    run: async ({ db, actor, subject, today }, { personId, validFrom, validTo, document }) => {
      if (!isSubstitutable(subject.role)) throw new DomainError("post.seatNotLent");
      if (subject.substitutesId !== null) throw new DomainError("post.isSubstitute");
      if (personId === subject.personId) throw new DomainError("post.substituteForSelf");
      requireOrder(validFrom, validTo);
      if (validFrom < subject.validFrom || (subject.validTo !== null && validTo > subject.validTo)) {
        const to = subject.validTo === null ? null : formatDay(subject.validTo);
        throw new DomainError("post.outsideTerm", { from: formatDay(subject.validFrom), to });
      }
      await requirePerson(db, actor, personId, today);
      const { role, unitId, organUnitId, id: substitutesId } = subject;
      const held = { role, unitId, organUnitId, substitutesId, bodyId: null, seat: null };
      return { postId: await insertPost(db, { ...held, personId, validFrom, validTo, document }) };
    },
  }),

  end: add({
    action: "post.end",
    on: post,
    input: endPostInput,
    run: async ({ db, subject, today }, { validTo, document }) => {
      requireOrder(subject.validFrom, validTo);
      await endInTurn(db);
      const [leaving] = await leavingOf(db, [subject.id], validTo, today);
      if (leaving && subject.substitutesId === null) requireSuccessor(leaving);
      await endPost(db, subject.id, validTo, document);
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
      posts.map((about) => ({ thing: "post", ...about })),
    run: async ({ db, actor, today }, { lastDay, document, posts }) => {
      const successors = new Map(posts.map(({ postId, to }) => [postId, to]));
      const ids = [...successors.keys()];
      await endInTurn(db);
      for (const id of ids) {
        const { unitId, validFrom, validTo, name, substitutesId } = await getPost(db, id);
        if (substitutesId !== null) throw new DomainError("post.isSubstitute");
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
        if (validTo !== lastDay) await endPost(db, leaving.postId, lastDay, document);
        passed.push({ id: leaving.postId, unitId });
        if (to === null) continue;
        await requirePerson(db, actor, to, today);
        const term = { validFrom: nextDay(lastDay), validTo: validTo === lastDay ? null : validTo };
        const held = { role, unitId, bodyId, seat, organUnitId, document, ...term };
        passed.push({ id: await insertPost(db, { ...held, personId: to }), unitId });
      }
      return { posts: passed };
    },
  }),

  /** Units with work open and nobody to do it. */
  unattended: read("person.view", unit, nothing, ({ db, place, today }) => listUnattended(db, place.id, today)),
});
