import { randomUUID } from "node:crypto";
import type { Day } from "@kheo/core/days";
import { DomainError } from "@kheo/core/errors";
import { noMailAddress } from "@kheo/core/people";
import type { Actor, ActorPost } from "@kheo/core/policy";
import { sql } from "kysely";
import type { Db } from "./connect.ts";

const postsInForce = (day: Day) => sql<ActorPost[]>`coalesce((
  select json_agg(json_build_object(
    'id', post.id, 'role', post.role, 'unitId', post.unit_id, 'unitName', unit_name(post.unit_id, ${day}),
    'organName', case when post.organ_unit_id is not null then unit_name(post.organ_unit_id, ${day}) end,
    'inPlaceOf', case when post.substitutes_id is not null then (
      select holder.name from post held join person holder on holder.id = held.person_id
      where held.id = post.substitutes_id) end,
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
