import type { BodySeat } from "@kheo/core/offices/bodies";
import { type Day, nextDay } from "@kheo/core/ground/days";
import { DomainError } from "@kheo/core/rules/errors";
import type { Role } from "@kheo/core/rules/policy";
import type { Grant } from "@kheo/core/rules/rights";
import { decidingRoles, type Leaving, requireOrder } from "@kheo/core/offices/posts";
import { markingStates } from "@kheo/core/movement/scoring";
import { sql } from "kysely";
import { getBody, isAtWork } from "./bodies.ts";
import type { Db } from "../ground/connect.ts";
import { inForce, notEndedBefore } from "../ground/in-force.ts";
import { withinReach } from "../rules/reach.ts";

export type NewPost = {
  readonly personId: string;
  readonly role: Role;
  readonly unitId: string;
  readonly bodyId: string | null;
  readonly seat: BodySeat | null;
  readonly validFrom: Day;
  readonly validTo?: Day | null;
  readonly document?: string;
  readonly substitutesId?: string | null;
  readonly organUnitId?: string | null;
  readonly givenBy?: string;
  /** Whether it has no effect before a second person confirms it. */
  readonly waits?: boolean;
};

export const insertPost = async (db: Db, post: NewPost): Promise<string> =>
  (await db.insertInto("post").values(post).returning("id").executeTakeFirstOrThrow()).id;

/**
 * A post ends on a day; it is never deleted, so what was done in it stays explained. Whoever stands in for its holder
 * stops with it. Returns what it wrote. @throws `post.notFound` when it has ended already.
 */
export const endPost = async (db: Db, postId: string, validTo: Day, document = ""): Promise<readonly string[]> => {
  const { numUpdatedRows } = await db
    .updateTable("post")
    .set({ validTo, endDocument: document })
    .where("id", "=", postId)
    .where((eb) => eb.or([eb("validTo", "is", null), eb("validTo", ">", validTo)]))
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new DomainError("post.notFound");
  // Standing in that has not begun by then never will: what was given is told by the log.
  const { rows: gone } = await sql<{ id: string }>`
    delete from post where substitutes_id = ${postId} and valid_from > ${validTo} returning id`.execute(db);
  const { rows: shortened } = await sql<{ id: string }>`
    update post set valid_to = ${validTo} where substitutes_id = ${postId} and valid_to > ${validTo}
    returning id`.execute(db);
  return [postId, ...[...gone, ...shortened].map(({ id }) => id)];
};

/** Posts of a person that decide, those that wait or begin later among them. */
const decidingPostsOf = (db: Db, personId: string, day: Day) =>
  db
    .selectFrom("post")
    .select(["unitId", "waits"])
    .where("personId", "=", personId)
    .where("role", "in", decidingRoles)
    .where(notEndedBefore("post", day))
    .execute();

/** Whether a person holds or is to hold a post that decides. */
export const holdsDecidingPost = async (db: Db, personId: string, day: Day): Promise<boolean> =>
  (await decidingPostsOf(db, personId, day)).length > 0;

/** The units at which a person holds a post that decides and waits for nobody. */
export const decidingUnitsOf = async (db: Db, personId: string, day: Day): Promise<readonly string[]> =>
  (await decidingPostsOf(db, personId, day)).filter(({ waits }) => !waits).map(({ unitId }) => unitId);

/** The posts of the person of that name that wait for a second person. */
export const waitingPostsOf = (db: Db, username: string) =>
  db
    .selectFrom("post")
    .innerJoin("person", "person.id", "post.personId")
    .select([
      "post.id",
      "post.role",
      "post.unitId",
      "post.bodyId",
      "post.validFrom",
      "post.validTo",
      sql<string>`unit_name(post.unit_id, today())`.as("unitName"),
    ])
    .where("person.username", "=", username)
    .where("post.waits", "=", true)
    .execute();

/** What waits for a second person within reach: posts that decide, and accounts in use that somebody is to take over. */
export const listWaiting = async (db: Db, of: { grants: readonly Grant[]; day: Day }) => {
  const { rows } = await sql<{
    kind: "post" | "invitation";
    postId: string;
    personId: string;
    personName: string;
    role: Role;
    unitId: string;
    unitName: string;
    askedBy: string | null;
    askedByName: string | null;
  }>`
    with waiting as (
      select 'post' as kind, post.id, post.person_id, post.role, post.unit_id, post.given_by as asked_by
        from post where post.waits and ${notEndedBefore("post", of.day)}
      union all
      (select distinct on (invitation.id) 'invitation', post.id, post.person_id, post.role, post.unit_id,
              invitation.invited_by
         from invitation join post on post.person_id = invitation.person_id
          and ${inForce("post", of.day)} and not post.waits
        where invitation.waits and invitation.used_at is null and invitation.withdrawn_at is null
        order by invitation.id, post.valid_from))
    select waiting.kind, waiting.id as "postId", waiting.person_id as "personId", person.name as "personName",
           waiting.role, waiting.unit_id as "unitId", unit_name(waiting.unit_id, ${of.day}) as "unitName",
           waiting.asked_by as "askedBy", asker.name as "askedByName"
      from waiting join person on person.id = waiting.person_id left join person asker on asker.id = waiting.asked_by
     where ${withinReach(of.grants, "waiting.unit_id", of.day)}
     order by person.name, waiting.id`.execute(db);
  return rows;
};

/**
 * A post that waited has its effect from now on: a seat on a body that is at work begins today, so that nobody joins
 * what was passed on to the body before.
 */
export const confirmPost = async (
  db: Db,
  post: { readonly id: string; readonly bodyId: string | null; readonly validFrom: Day; readonly validTo: Day | null },
  day: Day,
): Promise<void> => {
  const { id, bodyId, validFrom, validTo } = post;
  const seatFromBefore = bodyId !== null && validFrom < day;
  // Held, so that nothing is passed on to the body between the question and the answer.
  if (seatFromBefore) await getBody(db, bodyId, true);
  const beginsToday = seatFromBefore && (await isAtWork(db, bodyId));
  if (beginsToday && validTo !== null) requireOrder(day, validTo);
  await db
    .updateTable("post")
    .set({ waits: false, ...(beginsToday && { validFrom: day }) })
    .where("id", "=", id)
    .execute();
};

/** @throws `post.notFound`. */
export const getPost = async (db: Db, postId: string, lock = false) => {
  const query = db
    .selectFrom("post")
    .innerJoin("person", "person.id", "post.personId")
    .selectAll("post")
    .select("person.name")
    .where("post.id", "=", postId);
  const post = await (lock ? query.forUpdate("post") : query).executeTakeFirst();
  if (!post) throw new DomainError("post.notFound");
  return post;
};
export type Post = Awaited<ReturnType<typeof getPost>>;

/** What waits for the post: an officer answers for the unit alone, an office and a leader for all below. */
const openWork = (day: Day) => sql<number>`(case when post.body_id is not null then 0
  when post.role = 'unitOfficer' then (select coalesce(sum(work.open), 0)::bigint from work
    where work.unit_id in (select units_held(array[post.unit_id], ${day})))
  else (select coalesce(sum(work.open), 0)::bigint from work
    where work.unit_id in (select unit_below(post.unit_id, ${day}))) end)`;

/**
 * Whether `other` carries the role of `post` on after a day: not handed over with it, held for oneself by somebody
 * whose account is not locked; and of an administrator, by one who has come and whose post has no end.
 */
const follows = (leaving: readonly string[], lastDay: Day) => sql`
  other.role = post.role and not other.waits and other.id <> all(${leaving}::uuid[]) and other.substitutes_id is null
  and ${inForce("other", nextDay(lastDay))}
  and exists (select from person holder where holder.id = other.person_id and holder.disabled_at is null)
  and (other.role <> 'administrator' or other.valid_to is null)
  and (other.role <> all(${decidingRoles}::text[]) or (exists (select from sign_in_account account
    where account.user_id = other.person_id and (account.password is not null or account.provider_id <> 'credential'))))`;

/** Posts end one transaction after another: of the last two at a unit, the second must see that the first has left. */
export const endInTurn = async (db: Db): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtext('post_end'))`.execute(db);
};

/**
 * What hangs on posts that end on a day: who else holds the same role there or above, and what waits. `posts` are
 * those that are handed over together.
 */
export const leavingOf = (db: Db, posts: readonly string[], lastDay: Day, today: Day) =>
  db
    // Counted once, however many posts ask for their part of it.
    .with(
      (work) => work("work").materialized(),
      () => sql<{ unitId: string }>`(select unit_id, count(*) as open from open_work group by unit_id)`,
    )
    .selectFrom("post")
    .innerJoin("person", "person.id", "post.personId")
    .leftJoin("body", "body.id", "post.bodyId")
    .select([
      "post.id as postId",
      "post.personId",
      "person.name as personName",
      "post.role",
      "post.seat",
      "body.kind as bodyKind",
      "body.name as bodyName",
      "post.bodyId",
      "post.unitId",
      "post.validFrom",
      "post.validTo",
      "post.organUnitId",
      sql<string>`unit_name(post.unit_id, ${today})`.as("unitName"),
      sql<number>`(select count(*) from post other where other.unit_id = post.unit_id and ${follows(posts, lastDay)})`.as(
        "others",
      ),
      sql<number>`(select count(*) from post other where other.unit_id <> post.unit_id
        and other.unit_id = any(unit_path(post.unit_id, ${today})) and ${follows(posts, lastDay)})`.as("othersAbove"),
      openWork(today).as("openWork"),
      sql<boolean>`not exists (select from unit_version version where version.unit_id = post.unit_id
        and coalesce(version.valid_to, 'infinity') > ${lastDay})`.as("unitHasEnded"),
      // How far the member has come with them is the member's own.
      sql<number>`(select count(*) from assessment where assessment.body_id = post.body_id
        and assessment.state = any(${markingStates}::text[]))`.as("beingMarked"),
    ])
    .where("post.id", "in", posts)
    .orderBy("person.name")
    .orderBy("post.validFrom")
    .orderBy("post.role")
    .orderBy("post.id")
    .execute() satisfies Promise<readonly Leaving[]>;

/** Ids of the posts in force on a day or after it: of a person, or of everybody at one unit. */
export const postsToHandOver = async (
  db: Db,
  of: { readonly personId: string } | { readonly unitId: string },
  day: Day,
): Promise<readonly string[]> => {
  const query = db
    .selectFrom("post")
    .select("id")
    .where(notEndedBefore("post", day))
    .where("substitutesId", "is", null);
  const rows = await (
    "personId" in of ? query.where("personId", "=", of.personId) : query.where("unitId", "=", of.unitId)
  ).execute();
  return rows.map(({ id }) => id);
};

/**
 * Units below one that have work open and nobody to do it: no officer of their own, or no office for what is below.
 * The work of a unit that has ended is with what came of it.
 */
export const listUnattended = async (db: Db, unitId: string, day: Day) => {
  const { rows } = await sql<{ unitId: string; unitName: string; role: Role; openWork: number }>`
    with reach as materialized (select unit_below(${unitId}, ${day}) as id),
    total as (
      select unit_id, count(*) as open from open_work where unit_id in (select id from reach) group by unit_id),
    held as (select unit_id, role from post where ${inForce("post", day)})
    select total.unit_id as "unitId", unit_name(total.unit_id, ${day}) as "unitName", 'unitOfficer' as role,
           total.open as "openWork"
      from total where not exists (select from held where held.role in ('unitOfficer', 'standingOffice')
        and held.unit_id = any(case when exists (select from unit_version version where version.unit_id = total.unit_id
              and ${inForce("version", day)})
            then array[total.unit_id] else unit_path(total.unit_id, ${day}) end))
    union all
    select parent.id, unit_name(parent.id, ${day}), 'standingOffice', sum(total.open)::bigint
      from total join unit_version version on version.unit_id = total.unit_id
        and ${inForce("version", day)}
      join lateral (select version.parent_id as id) parent on parent.id in (select id from reach)
      where not exists (select from held where held.unit_id = any(unit_path(parent.id, ${day})) and held.role = 'standingOffice')
      group by parent.id
    order by 2, 3 limit 200`.execute(db);
  return rows;
};
