import { createHash, randomBytes } from "node:crypto";
import { canonical } from "@kheo/core/canonical";
import { sql } from "kysely";
import type { Db, RootDb } from "./connect.ts";

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

/** The salt keeps the hash of a short payload from being guessed once the payload has been removed. */
const hashOfPayload = (salt: string, payload: unknown): string => sha256(salt + canonical(payload));

export const insertEvent = async (db: Db, event: NewEvent): Promise<void> => {
  const salt = randomBytes(16).toString("hex");
  await db
    .insertInto("event")
    .values({
      ...event,
      payload: JSON.stringify(event.payload ?? null),
      salt,
      payloadHash: hashOfPayload(salt, event.payload),
    })
    .execute();
};

type StoredEvent = NewEvent & {
  readonly id: number;
  readonly at: Date;
  readonly salt: string;
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

/**
 * Links committed events into the hash chain, apart from the mutations, which would otherwise wait for one another at
 * the chain's head. Returns how many were linked.
 */
export const sealEvents = (db: RootDb): Promise<number> =>
  db.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ locked: boolean }>`
      select pg_try_advisory_xact_lock(hashtext('event_seal')) as locked`.execute(transaction);
    if (!rows[0]?.locked) return 0;
    const head = await transaction
      .selectFrom("eventSeal")
      .select(["position", "hash"])
      .orderBy("position", "desc")
      .limit(1)
      .executeTakeFirst();
    const events = await transaction
      .selectFrom("event")
      .selectAll()
      .where((eb) =>
        eb.not(
          eb.exists(
            eb.selectFrom("eventSeal").select("eventSeal.eventId").whereRef("eventSeal.eventId", "=", "event.id"),
          ),
        ),
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

/** What differs in the event chain, in words, and how many events are linked and not yet linked. */
export const verifyEvents = async (
  db: Db,
): Promise<{ sealed: number; unsealed: number; differences: readonly string[] }> => {
  const differences: string[] = [];
  let previousHash = genesis;
  let sealed = 0;
  for (;;) {
    const rows = await db
      .selectFrom("eventSeal")
      .innerJoin("event", "event.id", "eventSeal.eventId")
      .selectAll("event")
      .select(["eventSeal.position", "eventSeal.previousHash", "eventSeal.hash"])
      .where("eventSeal.position", ">", sealed)
      .orderBy("eventSeal.position")
      .limit(batch)
      .execute();
    if (rows.length === 0) break;
    for (const row of rows) {
      sealed += 1;
      const name = `Sự kiện ${row.id} (${row.action})`;
      if (row.position !== sealed) {
        differences.push(`Thiếu mắt xích ${sealed} trong chuỗi sự kiện.`);
        sealed = row.position;
      }
      if (row.previousHash !== previousHash) differences.push(`${name}: không nối với sự kiện trước.`);
      if (hashOfPayload(row.salt, row.payload) !== row.payloadHash) differences.push(`${name}: nội dung đã bị sửa.`);
      if (linkOf(row.previousHash, row) !== row.hash) differences.push(`${name}: thông tin sự kiện đã bị sửa.`);
      previousHash = row.hash;
    }
  }
  const { unsealed } = await db
    .selectFrom("event")
    .leftJoin("eventSeal", "eventSeal.eventId", "event.id")
    .select(sql<number>`count(*)`.as("unsealed"))
    .where("eventSeal.eventId", "is", null)
    .executeTakeFirstOrThrow();
  return { sealed, unsealed, differences };
};

/** What was done to a thing, newest first. */
export const listEvents = (db: Db, thingIds: readonly string[]) =>
  db
    .selectFrom("event")
    .leftJoin("person", "person.id", "event.personId")
    .select(["event.id", "event.at", "event.action", "event.capacity", "event.payload", "person.name as personName"])
    .where("event.thingId", "in", thingIds)
    .orderBy("event.id", "desc")
    .limit(200)
    .execute();
