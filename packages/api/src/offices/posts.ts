import { type BodyKind, bodyKindsOf, defaultBodyRules } from "@kheo/core/offices/bodies";
import { type Day, formatDay, nextDay } from "@kheo/core/ground/days";
import { DomainError } from "@kheo/core/rules/errors";
import { type Actor, type ActorPost, authorize, can, grantsOf, type Role, roleText } from "@kheo/core/rules/policy";
import {
  endPostInput,
  handOverInput,
  isSubstitutable,
  isDeciding,
  isWeighty,
  needsConfirmation,
  needsSeat,
  needsSuccessor,
  postInput,
  requireOrder,
  requireSuccessor,
  substituteInput,
} from "@kheo/core/offices/posts";
import { bodyOfUnit, getBody, insertBody, isAtWork } from "@kheo/db/offices/bodies";
import {
  confirmInvitation,
  voidInvitations,
  waitingInvitation,
  withdrawInvitations,
} from "@kheo/db/offices/invitations";
import type { Db } from "@kheo/db/ground/connect";
import { isWithinReach, lockPerson } from "@kheo/db/offices/people";
import {
  confirmPost,
  endInTurn,
  endPost,
  getPost,
  insertPost,
  leavingOf,
  listUnattended,
  listWaiting,
  type NewPost,
  postsToHandOver,
} from "@kheo/db/offices/posts";
import { placeOf, requireInForce } from "@kheo/db/territory/units";
import { z } from "zod";
import { requireJudgingUnit } from "./bodies.ts";
import { add, list, nothing, read, router } from "../rules/procedures.ts";
import { post, unit } from "../rules/subjects.ts";

type Given = z.output<typeof postInput>;

type Seat = { readonly role: Role; readonly bodyId: string | null; readonly waits: boolean };

type Giving = {
  readonly db: Db;
  readonly actor: Actor;
  readonly today: Day;
  readonly needsTwo: boolean;
  readonly wrote: (kind: "post" | "body", ...ids: readonly string[]) => void;
};

/** A seat is one on a body of the unit. The first seat of a unit's council founds it. */
const bodyFor = async (
  { db, wrote }: Giving,
  unitId: string,
  { role, seat, bodyId }: Given,
): Promise<string | null> => {
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
  if (body) return body.id;
  await requireJudgingUnit(db, unitId);
  const id = await insertBody(db, { unitId, name: "Hội đồng thẩm định", rules: defaultBodyRules });
  wrote("body", id);
  return id;
};

/** A seat neither begins nor ends in the past while its body marks or votes. @throws `post.bodyAtWork`. */
const requireIdleBefore = async ({ db, today }: Giving, bodyId: string | null, day: Day): Promise<void> => {
  if (bodyId === null || day >= today) return;
  const { name } = await getBody(db, bodyId, true);
  if (await isAtWork(db, bodyId)) throw new DomainError("post.bodyAtWork", { name, today: formatDay(today) });
};

/** Whether a post is a seat of those who judge, on a body that marks or votes now; the body is held. */
const isSeatAtWork = async (db: Db, { role, bodyId, waits }: Seat): Promise<boolean> => {
  if (role !== "councilMember" || bodyId === null || waits) return false;
  await getBody(db, bodyId, true);
  return isAtWork(db, bodyId);
};

/** Ending such a seat drops its sheets and its paper: whoever decides says so. @throws `post.seatAtWork`. */
const requireNoSeatAtWork = async ({ db, needsTwo }: Giving, seat: Seat): Promise<void> => {
  if (!needsTwo || seat.bodyId === null || !(await isSeatAtWork(db, seat))) return;
  throw new DomainError("post.seatAtWork", { name: (await getBody(db, seat.bodyId, false)).name });
};

/** Whether a post has no effect before a second person confirms it. */
export const waitsForSecond = ({ needsTwo }: Pick<Giving, "needsTwo">, role: Role): boolean =>
  needsTwo && needsConfirmation(role);

/** A post that decides ends neither before its holder could know nor before a second person has confirmed the next. */
const requireNotPast = (giving: Giving, role: Role, lastDay: Day): void => {
  if (giving.needsTwo && isDeciding(role) && lastDay < giving.today) {
    throw new DomainError("post.decidingEndsInPast", { role: roleText[role], today: formatDay(giving.today) });
  }
};

/** Writes a new post: nobody gives themselves weight, and what decides or judges waits for a second person. */
const givePost = async (giving: Giving, post: NewPost): Promise<string> => {
  const { db, actor, today, wrote } = giving;
  const waits = waitsForSecond(giving, post.role);
  const { personId, role, unitId, bodyId, validFrom } = post;
  if (personId === actor.personId && isWeighty(role)) throw new DomainError("post.toOneself", { role: roleText[role] });
  await requireIdleBefore(giving, bodyId, validFrom);
  const id = await insertPost(db, { ...post, givenBy: actor.personId, waits });
  wrote("post", id);
  await voidInvitations(db, personId, unitId, today);
  if (waits && isDeciding(post.role)) await withdrawInvitations(db, personId, "open");
  return id;
};

/** Gives a person a post at a unit. */
export const giveAPost = async (giving: Giving, personId: string, unitId: string, given: Given): Promise<string> => {
  const { db, today } = giving;
  const { role, seat, validFrom, validTo, organUnitId, document } = given;
  if (validTo !== null) requireOrder(validFrom, validTo);
  await requireInForce(db, unitId, validFrom);
  if (organUnitId !== null && !(await placeOf(db, organUnitId, today)).path.includes(unitId)) {
    throw new DomainError("post.organElsewhere");
  }
  const bodyId = await bodyFor(giving, unitId, given);
  return givePost(giving, {
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

/**
 * A leader of the unit or above it, or an administrator above it, who is none of those whose act it already is.
 * @throws `post.secondPerson`.
 */
export const requireSecondPerson = ({
  actor,
  by,
  unitId,
  others,
}: {
  readonly actor: Actor;
  readonly by: ActorPost;
  readonly unitId: string;
  readonly others: readonly (string | null)[];
}): void => {
  const isAbove = by.role === "leader" || by.unitId !== unitId;
  if (!isAbove || others.includes(actor.personId)) throw new DomainError("post.secondPerson");
};

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
      posts.map((about) => ({ thing: "post", ...about })),
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
