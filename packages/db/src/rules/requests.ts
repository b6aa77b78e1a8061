import { sql } from "kysely";
import type { Db } from "../ground/connect.ts";

/** A hash of what may not be kept, under a key that was made when the process began and dies with it. */
export type KeyedHash = `${string}:${string}`;

/** Two such hashes under different keys say nothing about each other: the process has begun anew in between. */
const isOfAnotherKey = (one: string, other: string): boolean =>
  one.includes(":") && other.includes(":") && one.split(":")[0] !== other.split(":")[0];

/**
 * Takes an idempotency key. A second transaction with the same key waits here until the first has ended, and then
 * finds what it answered.
 */
export const takeRequest = async (
  db: Db,
  request: { id: string; personId: string; action: string; inputHash: string },
): Promise<{ taken: true } | { taken: false; sameInput: boolean; result: unknown }> => {
  const inserted = await db
    .insertInto("request")
    .values(request)
    .onConflict((conflict) => conflict.column("id").doNothing())
    .returning("id")
    .executeTakeFirst();
  if (inserted) return { taken: true };
  const earlier = await db.selectFrom("request").selectAll().where("id", "=", request.id).executeTakeFirstOrThrow();
  const sameInput =
    earlier.personId === request.personId &&
    earlier.action === request.action &&
    (earlier.inputHash === request.inputHash || isOfAnotherKey(earlier.inputHash, request.inputHash));
  return { taken: false, sameInput, result: earlier.result };
};

export const answerRequest = async (db: Db, id: string, result: unknown): Promise<void> => {
  await db
    .updateTable("request")
    .set({ result: JSON.stringify(result ?? null) })
    .where("id", "=", id)
    .execute();
};

/** Forgets idempotency keys after a week: no browser still tries the same request again. */
export const forgetRequests = async (db: Db): Promise<void> => {
  await db
    .deleteFrom("request")
    .where("at", "<", sql<Date>`now() - interval '7 days'`)
    .execute();
};
