import { createHash } from "node:crypto";
import { DomainError } from "@kheo/core/rules/errors";
import { sql } from "kysely";
import type { Db } from "../ground/connect.ts";

/** Ends every session of a person, or every one but the one they use. */
export const endSessions = async (db: Db, personId: string, exceptId?: string): Promise<void> => {
  await db
    .deleteFrom("signInSession")
    .where("userId", "=", personId)
    .$if(exceptId !== undefined, (query) => query.where("id", "!=", exceptId ?? ""))
    .execute();
};

/** Ends one session of a person. @throws `session.notFound`, also for a session of somebody else. */
export const endSession = async (db: Db, personId: string, sessionId: string): Promise<void> => {
  const { numDeletedRows } = await db
    .deleteFrom("signInSession")
    .where("userId", "=", personId)
    .where("id", "=", sessionId)
    .executeTakeFirstOrThrow();
  if (numDeletedRows === 0n) throw new DomainError("session.notFound");
};

/** Sessions that a person may have at a time. */
const mostSessions = 10;

/** Ends the oldest sessions of a person who has more than they may. */
export const endOldestSessions = async (db: Db, personId: string): Promise<void> => {
  await db
    .deleteFrom("signInSession")
    .where("id", "in", (those) =>
      those
        .selectFrom("signInSession")
        .select("id")
        .where("userId", "=", personId)
        .orderBy("createdAt", "desc")
        .orderBy("id")
        .offset(mostSessions),
    )
    .execute();
};

/** Ends the session of a token, whoever's it is: it is replaced by a new one. */
export const replaceSession = async (db: Db, tokenHash: string): Promise<void> => {
  await db.deleteFrom("signInSession").where("tokenHash", "=", tokenHash).execute();
};

/** Where a person is signed in, last used first. */
export const listSessions = (db: Db, personId: string) =>
  db
    .selectFrom("signInSession")
    .select(["id", "userAgent", "ipAddress", "createdAt", "updatedAt as seenAt"])
    .where("userId", "=", personId)
    .where("expiresAt", ">", sql<Date>`now()`)
    .orderBy("updatedAt", "desc")
    .execute();

/** Notes that a session is in use. */
export const touchSession = async (db: Db, sessionId: string): Promise<void> => {
  await db.updateTable("signInSession").set({ updatedAt: new Date() }).where("id", "=", sessionId).execute();
};

/** Notes that whoever uses a session has just shown who they are. */
export const noteProof = async (db: Db, sessionId: string): Promise<void> => {
  await db
    .updateTable("signInSession")
    .set({ provedAt: sql<Date>`clock_timestamp()` })
    .where("id", "=", sessionId)
    .execute();
};

/**
 * Uses up six digits that the library has just accepted; returns whether they were unused. The first of two at once
 * wins. What turns the factor on opens nothing, so it is not used up.
 */
export const useCode = async (db: Db, personId: string, code: string): Promise<boolean> => {
  const factor = await db
    .selectFrom("signInSecondFactor")
    .select("verified")
    .where("userId", "=", personId)
    .executeTakeFirst();
  if (!factor?.verified) return true;
  const codeHash = createHash("sha256")
    .update(JSON.stringify([personId, code]))
    .digest("base64url");
  const { rows } = await sql`
    insert into sign_in_used_code as used (user_id, code_hash) values (${personId}, ${codeHash})
    on conflict (user_id, code_hash) do update set used_at = clock_timestamp()
      where used.used_at < clock_timestamp() - interval '5 minutes'
    returning user_id`.execute(db);
  return rows.length > 0;
};

/** Removes what can no longer be used: sessions, half-done sign-ins, and attempts that no longer count. */
export const forgetSignIns = async (db: Db): Promise<void> => {
  await db
    .deleteFrom("signInSession")
    .where("expiresAt", "<", sql<Date>`now()`)
    .execute();
  await db
    .deleteFrom("signInVerification")
    .where("expiresAt", "<", sql<Date>`now()`)
    .execute();
  await db
    .deleteFrom("signInUsedCode")
    .where("usedAt", "<", sql<Date>`now() - interval '1 hour'`)
    .execute();
  await db
    .deleteFrom("signInAttempt")
    .where("at", "<", sql<Date>`now() - interval '1 hour'`)
    .execute();
};
