import { createHash, randomBytes } from "node:crypto";
import { canonical } from "@kheo/core/ground/canonical";
import { type Day, dayOf, formatDay } from "@kheo/core/ground/days";
import { type Head, headText, keptThrough, retentionYears, sealedActions, toldActions } from "@kheo/core/rules/events";
import type { Grant, Role } from "@kheo/core/rules/policy";
import { sql } from "kysely";
import { type Db, type RootDb, sendPrepared } from "../ground/connect.ts";
import { withinReach } from "./reach.ts";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

export type NewEvent = {
  readonly personId: string | null;
  readonly capacity: string;
  readonly action: string;
  readonly thing: string | null;
  readonly thingId: string | null;
  readonly unitId: string | null;
  readonly payload: unknown;
};

const saltBytes = 16;

/** The salt keeps the hash of a short payload from being guessed once the payload has been removed. */
const hashOfPayload = (salt: string, payload: unknown): string => sha256(salt + canonical(payload));

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

type StoredEvent = Omit<NewEvent, "payload"> & {
  readonly id: number;
  readonly at: Date;
  readonly payloadHash: string;
};

const linkOf = (previousHash: string, event: StoredEvent): string =>
  sha256(
    canonical([
      previousHash,
      event.id,
      event.at.toISOString(),
      event.personId,
      event.capacity,
      event.action,
      event.thing,
      event.thingId,
      event.unitId,
      event.payloadHash,
    ]),
  );

const genesis = "0".repeat(64);
const batch = 1000;
const isUnsealed = sql<boolean>`not exists (select from event_seal where event_seal.event_id = event.id)`;

/**
 * Links committed events into the hash chain, apart from the mutations, which would otherwise wait for one another at
 * the chain's head. Returns how many were linked. With `lookBack`, only the events that many numbers before the last link
 * and later are looked at: enough for a sealer that runs all the time, whose search must not grow with the record.
 */
export const sealEvents = (db: RootDb, lookBack?: number): Promise<number> =>
  db.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ locked: boolean }>`
      select pg_try_advisory_xact_lock(hashtext('event_seal')) as locked`.execute(transaction);
    if (!rows[0]?.locked) return 0;
    const head = await headOf(transaction);
    const events = await transaction
      .selectFrom("event")
      .selectAll()
      .where(isUnsealed)
      .where(
        lookBack === undefined
          ? sql<boolean>`true`
          : sql<boolean>`event.id > (select coalesce(max(event_id), 0) from event_seal) - ${lookBack}::bigint`,
      )
      .orderBy("id")
      .limit(batch)
      .execute();
    if (events.length === 0) return 0;
    let previousHash = head?.hash ?? genesis;
    const seals = events.map((event, index) => {
      const hash = linkOf(previousHash, event);
      const seal = { position: (head?.position ?? 0) + index + 1, eventId: event.id, previousHash, hash };
      previousHash = hash;
      return seal;
    });
    await transaction.insertInto("eventSeal").values(seals).execute();
    return seals.length;
  });

/** The last link of the chain; `null` before the first. */
export const headOf = async (db: Db): Promise<Head | null> =>
  (await db
    .selectFrom("eventSeal")
    .select(["position", "hash"])
    .orderBy("position", "desc")
    .limit(1)
    .executeTakeFirst()) ?? null;

/** The same as papers print it; empty before the first link. */
export const headTextOf = async (db: Db): Promise<string> => {
  const head = await headOf(db);
  return head === null ? "" : headText(head);
};

type Payload = { readonly salt: string | null; readonly payload: unknown };

/** What is wrong with the payload of an event, if anything, and whether it was removed after its day. */
const checkPayload = (
  event: StoredEvent & Payload,
  today: Day,
): "whole" | "expired" | { readonly difference: string } => {
  const { salt, payload, payloadHash } = event;
  if (salt === null) {
    const through = keptThrough(event.action, dayOf(event.at));
    if (through !== null && today > through) return "expired";
    return {
      difference: `nội dung đã bị gỡ trước hạn, phải giữ ${through === null ? "mãi" : `hết ngày ${formatDay(through)}`}`,
    };
  }
  // With another length, letters could pass from the payload into the salt under the same hash.
  const isWhole = salt.length === 2 * saltBytes && hashOfPayload(salt, payload) === payloadHash;
  return isWhole ? "whole" : { difference: "nội dung đã bị sửa" };
};

type Link = {
  readonly position: number;
  readonly eventId: number;
  readonly previousHash: string;
  readonly hash: string;
};

/** How a link differs from what it must be as the one after these; empty when it holds. */
const brokenBy = (link: Link, event: StoredEvent | null, after: { expected: number; hash: string }): string[] => {
  const { position, previousHash, hash } = link;
  const { expected } = after;
  const name = event ? `Sự kiện ${event.id} (${event.action})` : `Mắt xích ${position}`;
  return [
    ...(position > expected
      ? [`Thiếu mắt xích ${expected}${position > expected + 1 ? `–${position - 1}` : ""} trong chuỗi sự kiện.`]
      : []),
    ...(position < expected ? [`Mắt xích ${position}: số thứ tự không đúng.`] : []),
    ...(previousHash === after.hash ? [] : [`${name}: không nối với sự kiện trước.`]),
    ...(event ? [] : [`${name}: sự kiện ${link.eventId} đã bị xóa.`]),
    ...(event && linkOf(previousHash, event) !== hash ? [`${name}: thông tin sự kiện đã bị sửa.`] : []),
  ];
};

/** The stored columns of an event whose side of an outer join may be empty. */
const eventOf = ({ id, at, capacity, action, payloadHash, ...rest }: Nullable<StoredEvent>): StoredEvent | null =>
  id === null || at === null || capacity === null || action === null || payloadHash === null
    ? null
    : { id, at, capacity, action, payloadHash, ...rest };

type Nullable<T> = { readonly [K in keyof T]: T[K] | null };

export type Verification = {
  readonly sealed: number;
  /** Committed and not linked yet: what happens to these is not noticed. */
  readonly unsealed: number;
  readonly unsealedSince: Date | null;
  /** Payloads that were removed after their day. */
  readonly expired: number;
  /** The position of the first link that does not hold. */
  readonly firstBroken: number | null;
  /** Everything that differs, in words. */
  readonly differences: readonly string[];
};

/**
 * Walks the chain and names what differs. A head that somebody kept from an earlier day also tells whether the chain
 * was cut off at its end or made anew: nothing inside the database can.
 */
export const verifyEvents = async (
  db: Db,
  { today, head = null }: { readonly today: Day; readonly head?: Head | null },
): Promise<Verification> => {
  const differences: string[] = [];
  let firstBroken: number | null = null;
  let expired = 0;
  const check = (event: StoredEvent & Payload): void => {
    const found = checkPayload(event, today);
    if (found === "expired") expired += 1;
    else if (found !== "whole") differences.push(`Sự kiện ${event.id} (${event.action}): ${found.difference}.`);
  };

  let after = { expected: 1, hash: genesis };
  let sealed = 0;
  let hashAtHead: string | null = null;
  let cursor = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const rows = await db
      .selectFrom("eventSeal")
      .leftJoin("event", "event.id", "eventSeal.eventId")
      .leftJoin("eventPayload", "eventPayload.eventId", "event.id")
      .selectAll("event")
      .select(["eventPayload.salt", "eventPayload.payload"])
      .select(["eventSeal.position", "eventSeal.eventId", "eventSeal.previousHash", "eventSeal.hash"])
      .where("eventSeal.position", ">", cursor)
      .orderBy("eventSeal.position")
      .limit(batch)
      .execute();
    for (const { position, eventId, previousHash, hash, salt, payload, ...columns } of rows) {
      const event = eventOf(columns);
      const broken = brokenBy({ position, eventId, previousHash, hash }, event, after);
      if (broken.length > 0) firstBroken ??= Math.min(position, after.expected);
      differences.push(...broken);
      if (event) check({ ...event, salt, payload });
      if (position === head?.position) hashAtHead = hash;
      after = { expected: position + 1, hash };
      cursor = position;
      sealed += 1;
    }
    if (rows.length < batch) break;
  }

  if (head && hashAtHead === null) {
    differences.push(`Dấu kiểm ${head.position}: chuỗi không có mắt xích này; phần cuối của nhật ký đã bị cắt.`);
  } else if (head && !hashAtHead?.startsWith(head.hash)) {
    differences.push(`Dấu kiểm ${head.position}: không nằm trên chuỗi; nhật ký đã bị lập lại.`);
  }

  let unsealed = 0;
  let unsealedSince: Date | null = null;
  for (let lastId = Number.MIN_SAFE_INTEGER; ;) {
    const rows = await db
      .selectFrom("event")
      .leftJoin("eventPayload", "eventPayload.eventId", "event.id")
      .selectAll("event")
      .select(["eventPayload.salt", "eventPayload.payload"])
      .where("event.id", ">", lastId)
      .where(isUnsealed)
      .orderBy("event.id")
      .limit(batch)
      .execute();
    for (const event of rows) {
      check(event);
      if (unsealedSince === null || event.at < unsealedSince) unsealedSince = event.at;
      lastId = event.id;
    }
    unsealed += rows.length;
    if (rows.length < batch) break;
  }

  const strays = await db
    .selectFrom("eventPayload")
    .leftJoin("event", "event.id", "eventPayload.eventId")
    .select("eventPayload.eventId")
    .where("event.id", "is", null)
    .orderBy("eventPayload.eventId")
    .execute();
  for (const { eventId } of strays) differences.push(`Nội dung của sự kiện ${eventId}: sự kiện đã bị xóa.`);
  return { sealed, unsealed, unsealedSince, expired, firstBroken, differences };
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
  /** Older than this event: the last of the page before. */
  readonly before?: number | undefined;
  readonly limit?: number | undefined;
};

/** What was done, newest first. A payload that has been removed is `null`, and `payloadRemoved` says so. */
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
    .leftJoin("person as subject", (join) =>
      join.on(
        sql<boolean>`subject.id = case event.thing when 'person' then event.thing_id::text else event_post.person_id end`,
      ),
    )
    .leftJoin("body as eventBody", (join) =>
      join.onRef("eventBody.id", "=", "event.thingId").on("event.thing", "=", "body"),
    )
    .where(
      sql<boolean>`not (event.action = any(${sealedActions}::text[]) and exists (
        select from assessment where assessment.model_id = event.thing_id and assessment.state <> 'closed'))`,
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
      "model.code as modelCode",
      "model.title as modelTitle",
      "subject.name as subjectName",
      "eventPost.role as subjectRole",
      "eventBody.name as bodyName",
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
  }
  if (of.unitId !== undefined) query = query.where("event.unitId", "=", of.unitId);
  if (of.within !== undefined) query = query.where(withinReach(of.within.grants, "event.unit_id", of.within.day));
  if (of.before !== undefined) query = query.where("event.id", "<", of.before);
  return query
    .orderBy("event.id", "desc")
    .limit(of.limit ?? 200)
    .execute();
};
