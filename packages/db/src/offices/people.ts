import { randomUUID } from "node:crypto";
import type { Day } from "@kheo/core/ground/days";
import { DomainError } from "@kheo/core/rules/errors";
import { isRealAddress, noMailAddress } from "@kheo/core/offices/people";
import type { Actor, Grant } from "@kheo/core/rules/rights";
import { sql } from "kysely";
import { type Db, sendPrepared } from "../ground/connect.ts";
import { inForceText, notEndedBefore } from "../ground/in-force.ts";
import { withinReach } from "../rules/reach.ts";
import { endSessions } from "./sessions.ts";

/** The posts of `person` that are in force on the day that the query is given second. */
const postsInForce = `coalesce((
  select json_agg(json_build_object(
    'id', post.id, 'role', post.role, 'bodyId', post.body_id, 'unitId', post.unit_id, 'unitName', unit_name(post.unit_id, $2),
    'organName', case when post.organ_unit_id is not null then unit_name(post.organ_unit_id, $2) end,
    'inPlaceOf', case when post.substitutes_id is not null then (
      select holder.name from post held join person holder on holder.id = held.person_id
      where held.id = post.substitutes_id) end,
    'isRoot', coalesce((select bool_and(post.unit_id = root.unit_id) from unit_version root
      where root.parent_id is null and ${inForceText("root", "$2")}
        and not exists (select from unit_version below where below.unit_id = root.unit_id and below.parent_id is not null
          and ${inForceText("below", "$2")})), false))
    order by post.valid_from, post.id)
  from post
  where post.person_id = person.id and not post.waits and ${inForceText("post", "$2")}), '[]')`;

/** After so many days without use a session ends; `expires_at` ends it in any case. */
const idleDays = 14;

/** For so long whoever has shown who they are may decide without showing it again. */
const provedMinutes = 10;

export type OpenSession = {
  readonly actor: Actor;
  readonly sessionId: string;
  readonly seenAt: Date;
  readonly isProved: boolean;
};

/**
 * The person behind a session, with the posts they hold on that day; one query, so that ending a session, a post or
 * an account takes effect at once.
 */
export const actorOfSession = async (db: Db, tokenHash: string, day: Day): Promise<OpenSession | null> => {
  const [row] = await sendPrepared<Actor & Omit<OpenSession, "actor">>(
    db,
    "session",
    `select session.id as "sessionId", session.updated_at as "seenAt",
       session.proved_at > now() - interval '${provedMinutes} minutes' as "isProved", person.id as "personId", person.name,
       ${postsInForce} as posts
     from sign_in_session session join person on person.id = session.user_id
     where session.token_hash = $1 and session.expires_at > now()
       and session.updated_at > now() - interval '${idleDays} days' and person.disabled_at is null`,
    [tokenHash, day],
  );
  if (!row) return null;
  const { sessionId, seenAt, isProved, ...actor } = row;
  return { actor, sessionId, seenAt, isProved };
};

/** The same person without a session: for the seed, the command line and tests. */
export const actorOf = async (db: Db, personId: string, day: Day): Promise<Actor> => {
  const [actor] = await sendPrepared<Actor>(
    db,
    "actor",
    `select person.id as "personId", person.name, ${postsInForce} as posts from person where person.id = $1`,
    [personId, day],
  );
  if (!actor) throw new DomainError("person.notFound");
  return actor;
};

/** How an account stands: nobody has taken it over yet, it is in use, or it is locked. */

/** The units at which a person holds a post on a day or later: where somebody else's act on the person takes effect. */
export const unitsOfPerson = async (db: Db, personId: string, day: Day): Promise<readonly string[]> =>
  (
    await db
      .selectFrom("post")
      .select("unitId")
      .distinct()
      .where("personId", "=", personId)
      .where(notEndedBefore("post", day))
      .execute()
  ).map(({ unitId }) => unitId);

/**
 * Whether somebody is there for whom these grants reach: a person who holds or held a post within them, or who has
 * never held one.
 */
export const isWithinReach = async (db: Db, personId: string, grants: readonly Grant[], day: Day): Promise<boolean> => {
  const { rows } = await sql<{ within: boolean }>`
    select exists (select from person where id = ${personId})
       and (not exists (select from post where person_id = ${personId})
         or exists (select from post where person_id = ${personId} and ${withinReach(grants, "post.unit_id", day)}))
       as within`.execute(db);
  return rows[0]?.within ?? false;
};

/**
 * A new account; without a password nobody can sign in to it before the invitation is accepted.
 * @throws `person.taken`.
 */
export const insertPerson = async (
  db: Db,
  person: { id: string; name: string; username: string; email?: string | null; passwordHash: string | null },
): Promise<void> => {
  const { id, name, username, passwordHash, email = null } = person;
  const row = await db
    .insertInto("person")
    .values({ id, name, username, displayUsername: username, email: email ?? noMailAddress(username) })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!row) throw new DomainError("person.taken");
  await db
    .insertInto("signInAccount")
    .values({ id: randomUUID(), accountId: id, providerId: "credential", userId: id, password: passwordHash })
    .execute();
};

/** A person as an administrator's act on the account needs them, locked until the transaction ends. */
export const lockPerson = async (db: Db, personId: string) => {
  const person = await db
    .selectFrom("person")
    .select(["id", "name", "username", "email", "disabledAt"])
    .where("id", "=", personId)
    .forUpdate()
    .executeTakeFirst();
  if (!person) throw new DomainError("person.notFound");
  // Asked once the lock is held: who has just accepted an invitation held it until then.
  const { rows } = await sql`select from sign_in_account account where account.user_id = ${personId}
    and (account.password is not null or account.provider_id <> 'credential')`.execute(db);
  return { ...person, isActive: rows.length > 0 };
};

/** Takes every way into an account away: password, second factor, external sign-in, and what is open now. */
export const closeWaysIn = async (db: Db, personId: string): Promise<void> => {
  await db.deleteFrom("signInAccount").where("userId", "=", personId).where("providerId", "!=", "credential").execute();
  await writePassword(db, personId, null);
  await removeSecondFactor(db, personId);
  await endSessions(db, personId);
};

export const writePassword = async (db: Db, personId: string, passwordHash: string | null): Promise<void> => {
  const { numUpdatedRows } = await db
    .updateTable("signInAccount")
    .set({ password: passwordHash, updatedAt: new Date() })
    .where("userId", "=", personId)
    .where("providerId", "=", "credential")
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new DomainError("person.notFound");
};

const removeSecondFactor = async (db: Db, personId: string): Promise<void> => {
  await db.deleteFrom("signInSecondFactor").where("userId", "=", personId).execute();
  await db.updateTable("person").set({ hasSecondFactor: false }).where("id", "=", personId).execute();
};

/** Locks an account, or opens it again; either way nobody stays signed in. */
export const setDisabled = async (db: Db, personId: string, reason: string | null): Promise<void> => {
  await db
    .updateTable("person")
    .set({ disabledAt: reason === null ? null : new Date(), disabledReason: reason })
    .where("id", "=", personId)
    .execute();
  await endSessions(db, personId);
};

/** What the password of a person of this name is compared with; `null` when nobody can sign in under it. */
export const passwordHashOf = async (db: Db, username: string): Promise<string | null> =>
  (
    await db
      .selectFrom("person")
      .innerJoin("signInAccount", "signInAccount.userId", "person.id")
      .select("signInAccount.password")
      .where("person.username", "=", username)
      .where("person.disabledAt", "is", null)
      .where("signInAccount.providerId", "=", "credential")
      .executeTakeFirst()
  )?.password ?? null;

export const isDisabled = async (db: Db, personId: string): Promise<boolean> =>
  (await db
    .selectFrom("person")
    .select("id")
    .where("id", "=", personId)
    .where("disabledAt", "is not", null)
    .executeTakeFirst()) !== undefined;

/** How one's own account stands: what protects it, and the identity that is linked to it. */
export const ownAccount = async (db: Db, personId: string) => {
  const { username, email, hasSecondFactor } = await db
    .selectFrom("person")
    .select(["username", "email", "hasSecondFactor"])
    .where("id", "=", personId)
    .executeTakeFirstOrThrow();
  const links = await db
    .selectFrom("signInAccount")
    .select("createdAt")
    .where("userId", "=", personId)
    .where("providerId", "!=", "credential")
    .execute();
  return {
    username,
    email: isRealAddress(email) ? email : null,
    hasSecondFactor,
    linkedAt: links[0]?.createdAt ?? null,
  };
};

/** Unlinks the external identity; returns whether there was one. */
export const unlinkIdentity = async (db: Db, personId: string): Promise<boolean> =>
  (
    await db
      .deleteFrom("signInAccount")
      .where("userId", "=", personId)
      .where("providerId", "!=", "credential")
      .executeTakeFirstOrThrow()
  ).numDeletedRows > 0n;
