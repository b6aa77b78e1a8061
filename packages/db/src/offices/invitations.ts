import type { Day } from "@kheo/core/ground/days";
import { invitationDays } from "@kheo/core/offices/people";
import { sql } from "kysely";
import type { Db, RootDb } from "../ground/connect.ts";

/** Letters are tried for a day; after that the administrator prints the slip. */
const mailHours = 24;

/** What became of an invitation's letter; `none` when it goes by hand. */
export type MailState = "none" | "waiting" | "sent" | "failed";

export const mailState = sql<MailState>`case
  when invitation.mailed_at is not null then 'sent'
  when invitation.email is null then 'none'
  when invitation.mail_next_at is null or invitation.created_at < now() - make_interval(hours => ${sql.lit(mailHours)})
    then 'failed'
  else 'waiting' end`;

const expiry = () => new Date(Date.now() + invitationDays * 86_400_000);

/** Invites a person; every other open invitation of theirs ends. */
export const insertInvitation = async (
  db: Db,
  invitation: {
    personId: string;
    email: string | null;
    invitedBy: string | null;
    /** The unit whose authority it stands on. */
    invitedFrom: string | null;
    /** Whether it opens nothing before a second person confirms it. */
    waits: boolean;
  },
): Promise<string> => {
  await withdrawInvitations(db, invitation.personId);
  const isMailed = invitation.email !== null && !invitation.waits;
  const { id } = await db
    .insertInto("invitation")
    .values({ ...invitation, expiresAt: expiry(), mailNextAt: isMailed ? new Date() : null })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
};

/** The invitation of a person that waits for a second person. */
export const waitingInvitation = (db: Db, personId: string) =>
  db
    .selectFrom("invitation")
    .select(["id", "invitedBy", "email"])
    .where("personId", "=", personId)
    .where("usedAt", "is", null)
    .where("withdrawnAt", "is", null)
    .where("waits", "=", true)
    .forUpdate()
    .executeTakeFirst();

/** Opens an invitation that waited; its days count from now. */
export const confirmInvitation = async (db: Db, id: string, email: string | null): Promise<void> => {
  await db
    .updateTable("invitation")
    .set({ waits: false, expiresAt: expiry(), createdAt: new Date(), mailNextAt: email === null ? null : new Date() })
    .where("id", "=", id)
    .execute();
};

/**
 * Ends what of a person's invitations is open, unless it stands on the authority of a unit above that in which the
 * person now holds a post: whoever kept the slip would hold the post.
 */
export const voidInvitations = async (db: Db, personId: string, unitId: string, day: Day): Promise<void> => {
  await sql`update invitation set withdrawn_at = now(), mail_next_at = null
     where person_id = ${personId} and used_at is null and withdrawn_at is null
       and (invited_from is null or not invited_from = any(unit_path(${unitId}, ${day})))`.execute(db);
};

/** Ends every invitation of a person that can still be used, or only what is open, not the one that waits. */
export const withdrawInvitations = async (db: Db, personId: string, which: "all" | "open" = "all"): Promise<void> => {
  await db
    .updateTable("invitation")
    .set({ withdrawnAt: new Date(), mailNextAt: null })
    .where("personId", "=", personId)
    .where("usedAt", "is", null)
    .where("withdrawnAt", "is", null)
    .$if(which === "open", (query) => query.where("waits", "=", false))
    .execute();
};

const facts = [
  "invitation.id",
  "invitation.invitedBy",
  "invitation.invitedFrom",
  "invitation.expiresAt",
  "invitation.usedAt",
  "invitation.withdrawnAt",
] as const;

/** The invitation of a person that can still be accepted. */
export const openInvitation = (db: Db, personId: string) =>
  db
    .selectFrom("invitation")
    .select(facts)
    .where("personId", "=", personId)
    .where("usedAt", "is", null)
    .where("withdrawnAt", "is", null)
    .where("waits", "=", false)
    .where("expiresAt", ">", sql<Date>`now()`)
    .executeTakeFirst();

/** Every invitation of the person of that name, locked, newest first; none of one whose account is locked. */
export const invitationsOfName = (db: Db, username: string) =>
  db
    .selectFrom("invitation")
    .innerJoin("person", "person.id", "invitation.personId")
    .select([...facts, "person.id as personId"])
    .where("person.username", "=", username)
    .where("person.disabledAt", "is", null)
    .where("invitation.waits", "=", false)
    .orderBy("invitation.createdAt", "desc")
    .forUpdate()
    .execute();

export const useInvitation = async (db: Db, id: string): Promise<void> => {
  await db.updateTable("invitation").set({ usedAt: new Date(), mailNextAt: null }).where("id", "=", id).execute();
};

export type InvitationLetter = {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly username: string;
  readonly expiresAt: Date;
};

/**
 * Takes the next letter that is due and sends it; returns whether there was one. The row stays locked while it is sent,
 * so that two processes never send the same; a letter that was not accepted waits longer each time.
 */
export const mailNextInvitation = (
  db: RootDb,
  send: (letter: InvitationLetter) => Promise<"sent" | "failed" | "refused">,
): Promise<boolean> =>
  db.transaction().execute(async (transaction) => {
    const letter = await transaction
      .selectFrom("invitation")
      .innerJoin("person", "person.id", "invitation.personId")
      .select([
        "invitation.id",
        "invitation.email",
        "invitation.expiresAt",
        "invitation.mailFailures",
        "person.name",
        "person.username",
      ])
      .where("invitation.mailNextAt", "<=", sql<Date>`now()`)
      .where("invitation.createdAt", ">", sql<Date>`now() - make_interval(hours => ${mailHours})`)
      .orderBy("invitation.mailNextAt")
      .limit(1)
      .forUpdate("invitation")
      .skipLocked()
      .executeTakeFirst();
    if (!letter) return false;
    const { id, email, name, username, expiresAt, mailFailures } = letter;
    const outcome = await send({ id, email: email ?? "", name, username: username ?? "", expiresAt });
    const pause = sql<Date>`clock_timestamp() + make_interval(secs => ${Math.min(3600, 5 * 2 ** mailFailures)})`;
    await transaction
      .updateTable("invitation")
      .set(
        outcome === "sent"
          ? { mailedAt: sql<Date>`clock_timestamp()`, mailNextAt: null }
          : { mailFailures: mailFailures + 1, mailNextAt: outcome === "refused" ? null : pause },
      )
      .where("id", "=", id)
      .execute();
    return true;
  });
