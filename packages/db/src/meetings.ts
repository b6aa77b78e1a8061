import type { BallotKind, BodyRules } from "@kheo/core/bodies";
import type { Day } from "@kheo/core/days";
import { DomainError } from "@kheo/core/errors";
import type { Choice, Meeting, Tally } from "@kheo/core/meetings";
import type { Grant } from "@kheo/core/policy";
import { sql } from "kysely";
import type { Db } from "./connect.ts";
import { verdictInForce } from "./verdict-in-force.ts";
import { withinReach } from "./reach.ts";

const selectMeetings = (db: Db) =>
  db
    .selectFrom("meeting")
    .innerJoin("body", "body.id", "meeting.bodyId")
    .select([
      "meeting.id",
      "meeting.bodyId",
      "body.name as bodyName",
      "body.unitId",
      "meeting.periodId",
      "meeting.title",
      "meeting.heldOn",
      "meeting.ballotKind",
      "meeting.members",
      "meeting.openedOn",
      "meeting.closedOn",
      "meeting.rules",
      "meeting.logHead",
      "meeting.version",
    ]);

/** @throws `meeting.notFound`. */
export const getMeeting = async (db: Db, id: string): Promise<Meeting> => {
  const meeting = await selectMeetings(db).where("meeting.id", "=", id).executeTakeFirst();
  if (!meeting) throw new DomainError("meeting.notFound");
  return meeting;
};

/** The meeting, locked. Voters share the lock, so that the vote cannot be closed under them. */
export const lockMeeting = async (db: Db, id: string, lock: "alone" | "shared"): Promise<Meeting> => {
  const query = selectMeetings(db).where("meeting.id", "=", id);
  const meeting = await (lock === "alone" ? query.forUpdate("meeting") : query.forShare("meeting")).executeTakeFirst();
  if (!meeting) throw new DomainError("meeting.notFound");
  return meeting;
};

export const listMeetings = (db: Db, of: { grants: readonly Grant[]; day: Day; periodId: string }) =>
  selectMeetings(db)
    .select(sql<number>`(select count(*) from meeting_item i where i.meeting_id = meeting.id)`.as("items"))
    .where("meeting.periodId", "=", of.periodId)
    .where(withinReach(of.grants, "body.unit_id", of.day))
    .orderBy("meeting.heldOn", "desc")
    .orderBy("meeting.title")
    .execute();

export const insertMeeting = async (
  db: Db,
  meeting: {
    bodyId: string;
    periodId: string;
    title: string;
    heldOn: Day;
    ballotKind: BallotKind;
    rules: BodyRules;
    modelIds: readonly string[];
  },
): Promise<string> => {
  const { modelIds, rules, ...row } = meeting;
  const { id } = await db
    .insertInto("meeting")
    .values({ ...row, rules: JSON.stringify(rules) })
    .returning("id")
    .executeTakeFirstOrThrow();
  await db
    .insertInto("meetingItem")
    .values(modelIds.map((modelId, index) => ({ meetingId: id, modelId, position: index + 1 })))
    .execute();
  return id;
};

export const updateMeeting = async (
  db: Db,
  meeting: Pick<Meeting, "id" | "version">,
  change: { members?: number; openedOn?: Day; closedOn?: Day; logHead?: string },
): Promise<void> => {
  const { numUpdatedRows } = await db
    .updateTable("meeting")
    .set({ ...change, version: meeting.version + 1 })
    .where("id", "=", meeting.id)
    .where("version", "=", meeting.version)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new DomainError("changedMeanwhile", { what: "Phiên họp", by: null });
};

/** What is put to the vote, in order, each with the verdict that stands. */
export const itemsOf = (db: Db, meetingId: string) =>
  db
    .selectFrom("meetingItem")
    .innerJoin("model", "model.id", "meetingItem.modelId")
    .leftJoin("assessment", "assessment.modelId", "model.id")
    .leftJoinLateral(verdictInForce, (join) => join.onTrue())
    .select([
      "meetingItem.id",
      "meetingItem.modelId",
      "meetingItem.agree",
      "meetingItem.disagree",
      "meetingItem.passed",
      "model.title",
      "model.unitId",
      "model.state as modelState",
      sql<string>`unit_name(model.unit_id, current_date)`.as("unitName"),
      "last.total",
      "last.class",
      "last.passed as scoringPassed",
      "last.editionId",
    ])
    .where("meetingItem.meetingId", "=", meetingId)
    .orderBy("meetingItem.position")
    .execute();

/** Models of a body whose scoring is closed and passed and that stand before no council and in no recognition. */
export const listMeetingCandidates = (db: Db, of: { bodyId: string; day: Day; periodId: string }) =>
  db
    .selectFrom("model")
    .innerJoin("assessment", "assessment.modelId", "model.id")
    .innerJoinLateral(verdictInForce, (join) => join.onTrue())
    .select([
      "model.id",
      "model.code",
      "model.title",
      sql<string>`unit_name(model.unit_id, ${of.day})`.as("unitName"),
      "last.total",
      "last.class",
      "last.editionId",
    ])
    .where("assessment.bodyId", "=", of.bodyId)
    .where("model.periodId", "=", of.periodId)
    .where("model.state", "=", "accepted")
    .where("assessment.state", "=", "closed")
    .where("last.passed", "=", true)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("meetingItem")
            .innerJoin("meeting", "meeting.id", "meetingItem.meetingId")
            .select("meetingItem.id")
            .whereRef("meetingItem.modelId", "=", "model.id")
            .where((or) => or.or([or("meeting.closedOn", "is", null), or("meetingItem.passed", "=", true)])),
        ),
      ),
    )
    .where((eb) =>
      eb.not(eb.exists(eb.selectFrom("recognition").select("id").whereRef("recognition.modelId", "=", "model.id"))),
    )
    .orderBy(sql`last.total`, "desc")
    .orderBy("model.title")
    .execute();

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
    .set({ agree: tally.agree, disagree: tally.disagree, passed: tally.passed })
    .where("id", "=", itemId)
    .execute();
};

/** The unit whose body met, or `null` for a recognition that came from no meeting. */
export const bodyUnitOf = async (db: Db, meetingId: string | null): Promise<string | null> =>
  meetingId === null ? null : (await getMeeting(db, meetingId)).unitId;

/** Whether a model is on the agenda of a meeting that has not ended, or is or was put forward for recognition. */
export const standsBeforeCouncil = async (db: Db, modelId: string): Promise<boolean> => {
  const { rows } = await sql<{ stands: boolean }>`
    select exists (select from meeting_item item join meeting on meeting.id = item.meeting_id
                    where item.model_id = ${modelId} and meeting.closed_on is null)
        or exists (select from recognition where recognition.model_id = ${modelId}
                    and recognition.state not in ('declined', 'revoked')) as stands`.execute(db);
  return rows[0]?.stands === true;
};
