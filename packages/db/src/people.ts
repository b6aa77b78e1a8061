import { randomUUID } from "node:crypto";
import type { Day } from "@kheo/core/days";
import { DomainError } from "@kheo/core/errors";
import type { BodyRules } from "@kheo/core/meetings";
import { type BodySeat, noMailAddress } from "@kheo/core/people";
import type { Actor, ActorPost, Role, UnitPlace } from "@kheo/core/policy";
import { sql } from "kysely";
import type { Db } from "./connect.ts";

const postsInForce = (day: Day) => sql<ActorPost[]>`coalesce((
  select json_agg(json_build_object(
    'id', post.id, 'role', post.role, 'unitId', post.unit_id, 'unitName', unit_name(post.unit_id, ${day}),
    'isRoot', coalesce((select bool_and(post.unit_id = root.unit_id) from unit_version root
      where root.parent_id is null and ${day} between root.valid_from and coalesce(root.valid_to, 'infinity')), false))
    order by post.valid_from, post.id)
  from post
  where post.person_id = person.id and ${day} between post.valid_from and coalesce(post.valid_to, 'infinity')), '[]')`;

/** The person behind a session, with the posts they hold on that day; one query, so revocation takes effect at once. */
export const actorOfSession = async (db: Db, token: string, day: Day): Promise<Actor | null> =>
  (await db
    .selectFrom("signInSession")
    .innerJoin("person", "person.id", "signInSession.userId")
    .select(["person.id as personId", "person.name", postsInForce(day).as("posts")])
    .where("signInSession.token", "=", token)
    .where("signInSession.expiresAt", ">", sql<Date>`now()`)
    .executeTakeFirst()) ?? null;

/** The same person without a session: for the seed, the command line and tests. */
export const actorOf = async (db: Db, personId: string, day: Day): Promise<Actor> => {
  const actor = await db
    .selectFrom("person")
    .select(["person.id as personId", "person.name", postsInForce(day).as("posts")])
    .where("person.id", "=", personId)
    .executeTakeFirst();
  if (!actor) throw new DomainError("person.notFound");
  return actor;
};

export const insertPost = async (
  db: Db,
  post: {
    personId: string;
    role: Role;
    unitId: string;
    bodyId: string | null;
    seat: BodySeat | null;
    validFrom: Day;
    validTo?: Day | null;
  },
): Promise<string> => (await db.insertInto("post").values(post).returning("id").executeTakeFirstOrThrow()).id;

/** A post ends on a day; it is never deleted, so what was done in it stays explained. */
export const endPost = async (db: Db, postId: string, validTo: Day): Promise<void> => {
  const { numUpdatedRows } = await db
    .updateTable("post")
    .set({ validTo })
    .where("id", "=", postId)
    .where("validTo", "is", null)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new DomainError("post.notFound");
};

/** @throws `post.notFound`. */
export const getPost = async (db: Db, postId: string) => {
  const post = await db
    .selectFrom("post")
    .select(["id", "personId", "unitId", "validFrom"])
    .where("id", "=", postId)
    .executeTakeFirst();
  if (!post) throw new DomainError("post.notFound");
  return post;
};

/** People who hold or held a post at a unit or below it. */
export const listPeople = async (db: Db, unitId: string, day: Day) =>
  db
    .selectFrom("post")
    .innerJoin("person", "person.id", "post.personId")
    .select([
      "post.id as postId",
      "person.id as personId",
      "person.name",
      "person.username",
      "post.role",
      "post.seat",
      "post.unitId",
      "post.validFrom",
      "post.validTo",
      sql<string>`unit_name(post.unit_id, ${day})`.as("unitName"),
    ])
    .where(sql<boolean>`post.unit_id in (select unit_below(${unitId}, ${day}))`)
    .orderBy("person.name")
    .orderBy("post.validFrom")
    .execute();

export const insertBody = async (db: Db, body: { unitId: string; name: string; rules: BodyRules }): Promise<string> =>
  (
    await db
      .insertInto("body")
      .values({ ...body, rules: JSON.stringify(body.rules) })
      .returning("id")
      .executeTakeFirstOrThrow()
  ).id;

export const bodyOfUnit = async (db: Db, unitId: string) =>
  db.selectFrom("body").selectAll().where("unitId", "=", unitId).executeTakeFirst();

/** The same body, locked until the transaction ends: one meeting of it is called together at a time. */
export const lockBodyOfUnit = async (db: Db, unitId: string) =>
  db.selectFrom("body").selectAll().where("unitId", "=", unitId).forUpdate().executeTakeFirst();

/** The members of a body on a day, in order of seat. */
export const membersOf = async (db: Db, bodyId: string, day: Day) =>
  db
    .selectFrom("post")
    .innerJoin("person", "person.id", "post.personId")
    .select(["person.id as personId", "person.name", "post.seat"])
    .where("post.bodyId", "=", bodyId)
    .where("post.validFrom", "<=", day)
    .where((eb) => eb.or([eb("post.validTo", "is", null), eb("post.validTo", ">=", day)]))
    .orderBy(sql`array_position(array['chair','viceChair','secretary','member'], post.seat)`)
    .orderBy("person.name")
    .execute();

/** The body that a unit's models go to: its own, else the nearest above it. */
export const nearestBody = async (db: Db, place: UnitPlace) =>
  db
    .selectFrom("body")
    .selectAll()
    .where(sql<boolean>`unit_id = any(${place.path}::uuid[])`)
    .orderBy(sql`array_position(${place.path}::uuid[], unit_id)`)
    .limit(1)
    .executeTakeFirst();

/**
 * The members of a body on a day, with those recused from what a unit proposes: they hold another post in the unit
 * itself.
 */
export const councilFor = async (db: Db, bodyId: string, unitId: string, day: Day) => {
  const own = await db
    .selectFrom("post")
    .select("personId")
    .where("unitId", "=", unitId)
    .where("role", "<>", "councilMember")
    .where("validFrom", "<=", day)
    .where((eb) => eb.or([eb("validTo", "is", null), eb("validTo", ">=", day)]))
    .execute();
  const recused = new Set(own.map(({ personId }) => personId));
  return (await membersOf(db, bodyId, day)).map((member) => ({ ...member, recused: recused.has(member.personId) }));
};

/** A new account that signs in by name and password. @throws `person.usernameTaken`. */
export const insertPerson = async (
  db: Db,
  person: { id: string; name: string; username: string; passwordHash: string },
): Promise<void> => {
  const { id, name, username, passwordHash } = person;
  const row = await db
    .insertInto("person")
    .values({ id, name, username, displayUsername: username, email: noMailAddress(username) })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!row) throw new DomainError("person.usernameTaken", { username });
  await db
    .insertInto("signInAccount")
    .values({ id: randomUUID(), accountId: id, providerId: "credential", userId: id, password: passwordHash })
    .execute();
};

/** A new password; every session of the person ends. */
export const replacePassword = async (db: Db, personId: string, passwordHash: string): Promise<void> => {
  const { numUpdatedRows } = await db
    .updateTable("signInAccount")
    .set({ password: passwordHash, updatedAt: new Date() })
    .where("userId", "=", personId)
    .where("providerId", "=", "credential")
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new DomainError("person.notFound");
  await db.deleteFrom("signInSession").where("userId", "=", personId).execute();
};
