import { DomainError } from "@kheo/core/rules/errors";
import type { Choice, Tally } from "@kheo/core/movement/meetings";
import { sql } from "kysely";
import type { Db } from "../ground/connect.ts";

/** Notes that a member has voted. @throws `meeting.alreadyVoted`. */
export const insertVoter = async (db: Db, meetingId: string, personId: string): Promise<void> => {
  const row = await db
    .insertInto("meetingVoter")
    .values({ meetingId, personId })
    .onConflict((conflict) => conflict.columns(["meetingId", "personId"]).doNothing())
    .returning("personId")
    .executeTakeFirst();
  if (!row) throw new DomainError("meeting.alreadyVoted");
};

/** Who has voted: names only, in order of name. */
export const votersOf = (db: Db, meetingId: string) =>
  db
    .selectFrom("meetingVoter")
    .innerJoin("person", "person.id", "meetingVoter.personId")
    .select(["person.id as personId", "person.name"])
    .where("meetingId", "=", meetingId)
    .orderBy("person.name")
    .execute();

/** Throws away what was dropped into the boxes of a meeting, and who had voted: the vote begins anew. */
export const emptyBoxes = async (db: Db, meetingId: string): Promise<void> => {
  await sql`delete from ballot_box using meeting_item item
    where item.id = meeting_item_id and item.meeting_id = ${meetingId}`.execute(db);
  await db.deleteFrom("meetingVoter").where("meetingId", "=", meetingId).execute();
};

/** An empty box for every choice on every item. */
export const openBoxes = async (db: Db, itemIds: readonly string[], choices: readonly Choice[]): Promise<void> => {
  await db
    .insertInto("ballotBox")
    .values(itemIds.flatMap((meetingItemId) => choices.map((choice) => ({ meetingItemId, choice, ballots: 0 }))))
    .execute();
};

/**
 * Drops one paper into the box of an item. Only the number of papers is kept; and every box of the item is written,
 * since a box that is not would tell by its row's transaction who was the last to choose the other.
 */
export const dropBallots = async (
  db: Db,
  ballots: readonly { meetingItemId: string; choice: Choice }[],
): Promise<void> => {
  if (ballots.length === 0) return;
  const items = ballots.map(({ meetingItemId }) => meetingItemId);
  // One order for every voter, so that two at once wait for each other instead of blocking each other for good.
  await db
    .selectFrom("ballotBox")
    .select("choice")
    .where("meetingItemId", "in", items)
    .orderBy("meetingItemId")
    .orderBy("choice")
    .forUpdate()
    .execute();
  await sql`
    update ballot_box box set ballots = box.ballots + case when box.choice = paper.choice then 1 else 0 end
      from unnest(${items}::uuid[], ${ballots.map(({ choice }) => choice)}::text[]) as paper (item, choice)
     where box.meeting_item_id = paper.item`.execute(db);
};

/** The papers in the boxes, read once the vote is closed. */
export const countBallots = async (
  db: Db,
  itemIds: readonly string[],
): Promise<Readonly<Record<string, Record<Choice, number>>>> => {
  const rows = await db.selectFrom("ballotBox").selectAll().where("meetingItemId", "in", itemIds).execute();
  const counted: Record<string, Record<Choice, number>> = {};
  for (const { meetingItemId, choice, ballots } of rows) {
    counted[meetingItemId] = { agree: 0, disagree: 0, ...counted[meetingItemId], [choice]: ballots };
  }
  return counted;
};

export const writeTally = async (db: Db, itemId: string, tally: Tally): Promise<void> => {
  await db
    .updateTable("meetingItem")
    .set({ agree: tally.agree, disagree: tally.disagree, base: tally.base, passed: tally.passed })
    .where("id", "=", itemId)
    .execute();
};
