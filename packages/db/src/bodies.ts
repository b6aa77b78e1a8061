import type { BodyRules } from "@kheo/core/bodies";
import type { Day } from "@kheo/core/days";
import type { UnitPlace } from "@kheo/core/policy";
import { sql } from "kysely";
import type { Db } from "./connect.ts";

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
