import { createHash, randomUUID } from "node:crypto";
import { DomainError } from "@kheo/core/rules/errors";
import { sql } from "kysely";
import type { Db } from "../ground/connect.ts";

/** How many attempts one key has in so many seconds. */
type Limit = { readonly key: string; readonly most: number; readonly seconds: number };

const hashed = (...parts: readonly string[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("base64url");

/** What is guessed at: a password, an invitation's code, the second factor, one's own password, who has an account. */
export type Guessed = "signIn" | "invitation" | "secondFactor" | "ownPassword" | "account";

/**
 * The limits of a guess: a name and a network together, so that nobody locks a person out from elsewhere; and the
 * network alone, so that nobody goes through all names. Who asks for accounts is known, and counted wherever they are.
 */
const limitsOf = (guessed: Guessed, name: string, network: string): readonly Limit[] =>
  guessed === "account"
    ? [{ key: hashed(guessed, name), most: 10, seconds: 3600 }]
    : [
        { key: hashed(guessed, name, network), most: 10, seconds: 300 },
        { key: hashed("network", network), most: 100, seconds: 3600 },
      ];

export type Attempt = {
  /** It was right: nothing of it counts, and the name's earlier failures from this network are forgotten. */
  readonly succeeded: () => Promise<void>;
  /** It was neither right nor wrong: the first of two steps, say. */
  readonly withdrawn: () => Promise<void>;
};

/**
 * Counts an attempt before it is looked at, so that a thousand at once are no more than a thousand one by one.
 * @throws `session.tooManyAttempts`; what is refused does not count.
 */
export const attempt = async (db: Db, guessed: Guessed, name: string, network: string): Promise<Attempt> => {
  const id = randomUUID();
  const limits = limitsOf(guessed, name, network);
  await db
    .insertInto("signInAttempt")
    .values(limits.map(({ key }) => ({ id, key })))
    .execute();
  const withdrawn = async () => {
    await db.deleteFrom("signInAttempt").where("id", "=", id).execute();
  };
  for (const { key, most, seconds } of limits) {
    // The oldest of the attempts that still count besides this one: when it no longer does, there is room again.
    const others = await db
      .selectFrom("signInAttempt")
      .select(sql<number>`ceil(extract(epoch from at - now()) + ${seconds})::int`.as("left"))
      .where("key", "=", key)
      .where("id", "!=", id)
      .where("at", ">", sql<Date>`now() - make_interval(secs => ${seconds})`)
      .orderBy("at", "desc")
      .limit(most)
      .execute();
    if (others.length < most) continue;
    await withdrawn();
    throw new DomainError("session.tooManyAttempts", {
      minutes: Math.max(1, Math.ceil((others.at(-1)?.left ?? seconds) / 60)),
    });
  }
  return {
    withdrawn,
    succeeded: async () => {
      await withdrawn();
      // An account that was made says nothing of the names that were tried before it.
      if (guessed === "account") return;
      await db
        .deleteFrom("signInAttempt")
        .where("key", "=", limits[0]?.key ?? "")
        .execute();
    },
  };
};
