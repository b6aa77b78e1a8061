import { type BodyKind, bodyKindsOf, defaultBodyRules } from "@kheo/core/offices/bodies";
import { type Day, formatDay } from "@kheo/core/ground/days";
import { DomainError } from "@kheo/core/rules/errors";
import { type Role, roleText } from "@kheo/core/rules/policy";
import { type Actor, type ActorPost, grantsOf } from "@kheo/core/rules/rights";
import {
  isDeciding,
  isWeighty,
  needsConfirmation,
  needsSeat,
  type postInput,
  requireOrder,
} from "@kheo/core/offices/posts";
import { bodyOfUnit, getBody, insertBody, isAtWork } from "@kheo/db/offices/bodies";
import { voidInvitations, withdrawInvitations } from "@kheo/db/offices/invitations";
import type { Db } from "@kheo/db/ground/connect";
import { isWithinReach } from "@kheo/db/offices/people";
import { insertPost, type NewPost } from "@kheo/db/offices/posts";
import { placeOf, requireInForce } from "@kheo/db/territory/units";
import type { z } from "zod";
import { requireJudgingUnit } from "./bodies.ts";

export type Given = z.output<typeof postInput>;

export type Seat = { readonly role: Role; readonly bodyId: string | null; readonly waits: boolean };

export type Giving = {
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
export const requireIdleBefore = async ({ db, today }: Giving, bodyId: string | null, day: Day): Promise<void> => {
  if (bodyId === null || day >= today) return;
  const { name } = await getBody(db, bodyId, true);
  if (await isAtWork(db, bodyId)) throw new DomainError("post.bodyAtWork", { name, today: formatDay(today) });
};

/** Whether a post is a seat of those who judge, on a body that marks or votes now; the body is held. */
export const isSeatAtWork = async (db: Db, { role, bodyId, waits }: Seat): Promise<boolean> => {
  if (role !== "councilMember" || bodyId === null || waits) return false;
  await getBody(db, bodyId, true);
  return isAtWork(db, bodyId);
};

/** Ending such a seat drops its sheets and its paper: whoever decides says so. @throws `post.seatAtWork`. */
export const requireNoSeatAtWork = async ({ db, needsTwo }: Giving, seat: Seat): Promise<void> => {
  if (!needsTwo || seat.bodyId === null || !(await isSeatAtWork(db, seat))) return;
  throw new DomainError("post.seatAtWork", { name: (await getBody(db, seat.bodyId, false)).name });
};

/** Whether a post has no effect before a second person confirms it. */
export const waitsForSecond = ({ needsTwo }: Pick<Giving, "needsTwo">, role: Role): boolean =>
  needsTwo && needsConfirmation(role);

/** A post that decides ends neither before its holder could know nor before a second person has confirmed the next. */
export const requireNotPast = (giving: Giving, role: Role, lastDay: Day): void => {
  if (giving.needsTwo && isDeciding(role) && lastDay < giving.today) {
    throw new DomainError("post.decidingEndsInPast", { role: roleText[role], today: formatDay(giving.today) });
  }
};

/** Writes a new post: nobody gives themselves weight, and what decides or judges waits for a second person. */
export const givePost = async (giving: Giving, post: NewPost): Promise<string> => {
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
export const requirePerson = async (db: Db, actor: Actor, personId: string, today: string): Promise<void> => {
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
