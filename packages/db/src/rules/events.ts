import { createHash, randomBytes } from "node:crypto";
import { canonical } from "@kheo/core/ground/canonical";
import type { Day } from "@kheo/core/ground/days";
import { retentionYears, sealedActions, toldActions } from "@kheo/core/rules/events";
import type { Role } from "@kheo/core/rules/policy";
import type { Grant } from "@kheo/core/rules/rights";
import type { Thing } from "@kheo/core/rules/things";
import { sql } from "kysely";
import { type Db, type RootDb, sendPrepared } from "../ground/connect.ts";
import { everybody, type Seers } from "./personal.ts";
import { withinReach } from "./reach.ts";
import { titleOfEvent } from "./titles.ts";

/** The hash by which the chain knows a text. */
export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

export type NewEvent = {
  readonly personId: string | null;
  readonly capacity: string;
  readonly action: string;
  readonly thing: Thing | null;
  readonly thingId: string | null;
  readonly unitId: string | null;
  readonly payload: unknown;
};

export const saltBytes = 16;

/** The salt keeps the hash of a short payload from being guessed once the payload has been removed. */
export const hashOfPayload = (salt: string, payload: unknown): string => sha256(salt + canonical(payload));

/** What a request is answered with, kept beside its key. */
export type Answer = { readonly requestId: string; readonly result: unknown };

/** The event with its payload beside it, and the answer to the request that it ends, in one statement. */
export const insertEvent = async (db: Db, { payload, ...event }: NewEvent, answer?: Answer): Promise<void> => {
  const salt = randomBytes(saltBytes).toString("hex");
  await sendPrepared(
    db,
    "event",
    `with answered as (update request set result = $11::jsonb where id = $10::uuid),
     made as (
       insert into event (person_id, capacity, action, thing, thing_id, unit_id, payload_hash)
       values ($1, $2, $3, $4, $5, $6, $7) returning id)
     insert into event_payload (event_id, salt, payload) select made.id, $8, $9::jsonb from made`,
    [
      event.personId,
      event.capacity,
      event.action,
      event.thing,
      event.thingId,
      event.unitId,
      hashOfPayload(salt, payload),
      salt,
      JSON.stringify(payload ?? null),
      answer?.requestId ?? null,
      JSON.stringify(answer?.result ?? null),
    ],
  );
};

/** Writes beside the events how long their payloads are kept, as the owner of the tables. */
export const writeRetention = async (db: RootDb): Promise<void> => {
  const rules = [...retentionYears].map(([action, years]) => ({ action, years }));
  await db.transaction().execute(async (transaction) => {
    await sql`lock table event_retention in exclusive mode`.execute(transaction);
    await transaction.deleteFrom("eventRetention").execute();
    if (rules.length > 0) await transaction.insertInto("eventRetention").values(rules).execute();
  });
};

/** Removes the payloads whose day is over; the database itself decides which. Returns how many, by action. */
export const removeExpiredPayloads = async (db: RootDb): Promise<ReadonlyMap<string, number>> => {
  const { rows } = await sql<{ removedAction: string; removed: number }>`
    select removed_action, removed from remove_expired_payloads()`.execute(db);
  return new Map(rows.map(({ removedAction, removed }) => [removedAction, removed]));
};

/** Which events are wanted; what is left out does not narrow. */
export type EventFilter = {
  /** Done to one of these things. */
  readonly thingIds?: readonly string[] | undefined;
  /** Done by this person. */
  readonly personId?: string | undefined;
  /** Done by this person, or to their account or a post of theirs. */
  readonly aboutPersonId?: string | undefined;
  /** Done in this unit. */
  readonly unitId?: string | undefined;
  /** Done in this unit or below it. */
  readonly below?: { readonly unitId: string; readonly day: Day } | undefined;
  /** Where drafts may be seen; what was done to a draft elsewhere is left out. */
  readonly drafts?: { readonly grants: readonly Grant[]; readonly day: Day } | undefined;
  /** Done in a unit that these grants reach. */
  readonly within?: { readonly grants: readonly Grant[]; readonly day: Day } | undefined;
  /** Who reads them: a name that is withheld from others is told to those who may see the model. */
  readonly seers?: Seers | undefined;
  /** Older than this event: the last of the page before. */
  readonly before?: number | undefined;
  /** So many of them; all without it. */
  readonly limit?: number | undefined;
};

/** For so many days people are told of an act on accounts and posts. */
const toldDays = 30;

/**
 * Acts of others on accounts and posts, newest first: on those of the person themselves, and on those at units within
 * reach of what makes one answer for them.
 */
export const listTold = async (db: Db, of: { personId: string; grants: readonly Grant[]; day: Day }) => {
  const { rows } = await sql<{
    id: number;
    at: Date;
    action: string;
    capacity: string;
    byName: string | null;
    subjectId: string;
    subjectName: string;
    role: Role | null;
    unitName: string | null;
  }>`
    select event.id, event.at, event.action, event.capacity, actor.name as "byName",
           subject.id as "subjectId", subject.name as "subjectName", post.role,
           unit_name(event.unit_id, ${of.day}) as "unitName"
      from event left join person actor on actor.id = event.person_id
      left join post on event.thing = 'post' and post.id = event.thing_id
      join person subject on subject.id = case event.thing when 'person' then event.thing_id::text else post.person_id end
     where event.action = any(${toldActions}::text[]) and event.at > now() - make_interval(days => ${toldDays})
       and event.person_id is distinct from ${of.personId}
       and (subject.id = ${of.personId} or ${withinReach(of.grants, "event.unit_id", of.day)})
     order by subject.id <> ${of.personId}, event.id desc limit 20`.execute(db);
  return rows;
};

/** What was done, newest first. A payload that has been removed is `null`, and `payloadRemoved` says so. */
export const listEvents = (db: Db, of: EventFilter) => {
  let query = db
    .selectFrom("event")
    .leftJoin("person", "person.id", "event.personId")
    .leftJoin("eventPayload", "eventPayload.eventId", "event.id")
    .leftJoin("model", (join) =>
      join.onRef("model.id", "=", "event.thingId").on("event.thing", "in", ["model", "assessment"]),
    )
    .leftJoin("post as eventPost", (join) =>
      join.onRef("eventPost.id", "=", "event.thingId").on("event.thing", "=", "post"),
    )
    .where(
      sql<boolean>`not (event.action = any(${sealedActions}::text[]) and exists (
        select from assessment where assessment.id = event.thing_id and assessment.state <> 'closed'))`,
    )
    .select([
      "event.id",
      "event.at",
      "event.action",
      "event.capacity",
      "event.personId",
      "event.thing",
      "event.thingId",
      "event.unitId",
      "person.name as personName",
      titleOfEvent(of.seers ?? everybody).as("title"),
      "eventPost.role as postRole",
      sql<string | null>`unit_name(event.unit_id, (event.at at time zone 'Asia/Ho_Chi_Minh')::date)`.as("unitName"),
      "eventPayload.payload",
      sql<boolean>`event_payload.event_id is null`.as("payloadRemoved"),
    ]);
  if (of.thingIds !== undefined) query = query.where(sql<boolean>`event.thing_id = any(${of.thingIds}::uuid[])`);
  if (of.personId !== undefined) query = query.where("event.personId", "=", of.personId);
  if (of.aboutPersonId !== undefined) {
    query = query.where(sql<boolean>`(event.person_id = ${of.aboutPersonId}
      or event.thing = 'person' and event.thing_id = ${of.aboutPersonId}::uuid
      or event.thing = 'post' and event.thing_id in (select id from post where post.person_id = ${of.aboutPersonId}))`);
  }
  if (of.below !== undefined) {
    query = query.where(sql<boolean>`event.unit_id in (select unit_below(${of.below.unitId}, ${of.below.day}))`);
  }
  if (of.drafts !== undefined) {
    const reach = withinReach(of.drafts.grants, "event.unit_id", of.drafts.day);
    query = query.where(sql<boolean>`(model.state is distinct from 'draft' or ${reach})`);
    // What is attached is as little for everybody as what it is attached to.
    query = query.where(sql<boolean>`(${reach} or not (
      case when event.thing = 'evidence' then evidence_sight(event.thing_id) <> 'shown'
           when event.thing = 'assessment' and event.action in ('evidence.attach', 'evidence.detach')
           then exists (select from assessment where assessment.id = event.thing_id and assessment.state = 'open')
           else false end))`);
  }
  if (of.unitId !== undefined) query = query.where("event.unitId", "=", of.unitId);
  if (of.within !== undefined) query = query.where(withinReach(of.within.grants, "event.unit_id", of.within.day));
  if (of.before !== undefined) query = query.where("event.id", "<", of.before);
  if (of.limit !== undefined) query = query.limit(of.limit);
  return query.orderBy("event.id", "desc").execute();
};
