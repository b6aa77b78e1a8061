import { canonical } from "@kheo/core/ground/canonical";
import { type Day, dayOf, formatDay } from "@kheo/core/ground/days";
import { type Head, headText, keptThrough } from "@kheo/core/rules/events";
import { sql } from "kysely";
import type { Db, RootDb } from "../ground/connect.ts";
import { hashOfPayload, type NewEvent, saltBytes, sha256 } from "./events.ts";

type StoredEvent = Omit<NewEvent, "payload" | "thing"> & {
  /** As it was called when the event was written. */
  readonly thing: string | null;
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
