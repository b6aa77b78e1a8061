import type { BallotKind, BodyRules, BodySeat } from "@kheo/core/offices/bodies";
import type { Day } from "@kheo/core/ground/days";
import { endedStates } from "@kheo/core/movement/recognition";
import { DomainError } from "@kheo/core/rules/errors";
import type { Meeting } from "@kheo/core/movement/meetings";
import { sql } from "kysely";
import { bySeat, membersOf } from "../offices/bodies.ts";
import type { Db } from "../ground/connect.ts";
import { updateRow } from "../rules/tables.ts";
import { onPage, type Page } from "../rules/lists.ts";
import { inForce } from "../ground/in-force.ts";
import { awaitsCouncil } from "../rules/awaits-council.ts";
import { verdictInForce } from "./verdict-in-force.ts";

/** With a page only what is on it, in its order. */
export const selectMeetings = (db: Db, page?: Page) =>
  db
    .selectFrom("meeting")
    .$call((all) => (page ? onPage(all, page, "meeting.id") : all))
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
    roster: Roster;
  },
): Promise<string> => {
  const { modelIds, rules, roster, ...row } = meeting;
  const { id } = await db
    .insertInto("meeting")
    .values({ ...row, rules: JSON.stringify(rules), members: roster.members.length })
    .returning("id")
    .executeTakeFirstOrThrow();
  await db
    .insertInto("meetingItem")
    .values(modelIds.map((modelId, index) => ({ meetingId: id, modelId, position: index + 1, eligible: 0 })))
    .execute();
  await writeRoster(db, id, roster);
  return id;
};

/** Who may vote on what: the members, and of each model those who have no paper for it. */
export type Roster = {
  readonly members: readonly { readonly personId: string; readonly name: string; readonly seat: BodySeat }[];
  readonly recused: readonly { readonly modelId: string; readonly personId: string }[];
};

/**
 * The roster of a body on a day: its members, recused from what units propose in which they hold a post of their own,
 * be it the unit itself or the one that carries it on.
 */
export const rosterOn = async (db: Db, bodyId: string, modelIds: readonly string[], day: Day): Promise<Roster> => {
  const { rows: recused } = await sql<{ modelId: string; personId: string }>`
    select distinct model.id as "modelId", own.person_id as "personId"
      from model join post own on own.unit_id in (model.unit_id, unit_holder(model.unit_id, ${day}))
        and own.body_id is null and own.role <> 'viewer'
        and ${inForce("own", day)}
      join post member on member.person_id = own.person_id and member.body_id = ${bodyId} and member.seat is not null
        and not member.waits
        and ${inForce("member", day)}
     where model.id = any(${modelIds}::uuid[]) order by 1, 2`.execute(db);
  return { members: await membersOf(db, bodyId, day), recused };
};

/** The roster that a meeting has: only it says who votes. */
export const rosterOf = async (db: Db, meetingId: string): Promise<Roster> => {
  const members = await db
    .selectFrom("meetingMember")
    .innerJoin("person", "person.id", "meetingMember.personId")
    .select(["person.id as personId", "person.name", "meetingMember.seat"])
    .where("meetingId", "=", meetingId)
    .orderBy(bySeat("meetingMember.seat"))
    .orderBy("person.name")
    .execute();
  const recused = await db
    .selectFrom("meetingRecusal")
    .innerJoin("meetingItem", "meetingItem.id", "meetingRecusal.meetingItemId")
    .select(["meetingItem.modelId", "meetingRecusal.personId"])
    .where("meetingItem.meetingId", "=", meetingId)
    .orderBy("meetingItem.modelId")
    .orderBy("meetingRecusal.personId")
    .execute();
  return { members, recused };
};

/** Writes the roster of a meeting whole, over whatever it was. */
export const writeRoster = async (db: Db, meetingId: string, { members, recused }: Roster): Promise<void> => {
  await sql`delete from meeting_recusal using meeting_item item
    where item.id = meeting_item_id and item.meeting_id = ${meetingId}`.execute(db);
  await db.deleteFrom("meetingMember").where("meetingId", "=", meetingId).execute();
  await sql`insert into meeting_member (meeting_id, person_id, seat)
    select ${meetingId}, * from unnest(${members.map(({ personId }) => personId)}::text[],
      ${members.map(({ seat }) => seat)}::text[])`.execute(db);
  await sql`insert into meeting_recusal (meeting_item_id, person_id)
    select item.id, recused.person_id
      from unnest(${recused.map(({ modelId }) => modelId)}::uuid[], ${recused.map(({ personId }) => personId)}::text[])
        as recused (model_id, person_id)
      join meeting_item item on item.model_id = recused.model_id and item.meeting_id = ${meetingId}`.execute(db);
  await sql`update meeting_item item set eligible = ${members.length} - (select count(*) from meeting_recusal recusal
    where recusal.meeting_item_id = item.id) where item.meeting_id = ${meetingId}`.execute(db);
};

export const updateMeeting = async (
  db: Db,
  meeting: Pick<Meeting, "id" | "version">,
  change: { members?: number; ballotKind?: BallotKind; openedOn?: Day | null; closedOn?: Day; logHead?: string },
): Promise<void> => {
  await updateRow(db, "meeting", meeting, change);
};

/** What is put to the vote, in order, each with the verdict that stands. */
export const itemsOf = (db: Db, meetingId: string) =>
  db
    .selectFrom("meetingItem")
    .innerJoin("meeting", "meeting.id", "meetingItem.meetingId")
    .innerJoin("model", "model.id", "meetingItem.modelId")
    .leftJoin("assessment", "assessment.modelId", "model.id")
    .leftJoinLateral(verdictInForce, (join) => join.onTrue())
    .leftJoin("recognition", "recognition.meetingItemId", "meetingItem.id")
    .select([
      "recognition.id as recognitionId",
      "recognition.state as recognitionState",
      "recognition.draft",
      "meetingItem.id",
      "meetingItem.modelId",
      "meetingItem.agree",
      "meetingItem.disagree",
      "meetingItem.passed",
      "meetingItem.eligible",
      "model.title",
      "model.unitId",
      "model.state as modelState",
      sql<string>`unit_name(model.unit_id, meeting.held_on)`.as("unitName"),
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
      sql<string>`unit_name(model.unit_id, coalesce(model.accepted_on, ${of.day}))`.as("unitName"),
      "last.total",
      "last.class",
      "last.editionId",
    ])
    .where("assessment.bodyId", "=", of.bodyId)
    .where("model.periodId", "=", of.periodId)
    .where(awaitsCouncil)
    .orderBy(sql`last.total`, "desc")
    .orderBy("model.title")
    .execute();

/** Whether a model waits to be put before the council that has scored it. */
export const waitsForCouncil = async (db: Db, modelId: string): Promise<boolean> =>
  (await db
    .selectFrom("model")
    .innerJoin("assessment", "assessment.modelId", "model.id")
    .select("model.id")
    .where("model.id", "=", modelId)
    .where(awaitsCouncil)
    .executeTakeFirst()) !== undefined;

/** The meeting that a model stands before, until its vote is ended. */
export const runningMeetingOf = async (db: Db, modelId: string): Promise<Meeting | null> =>
  (await selectMeetings(db)
    .innerJoin("meetingItem", "meetingItem.meetingId", "meeting.id")
    .where("meetingItem.modelId", "=", modelId)
    .where("meeting.closedOn", "is", null)
    .executeTakeFirst()) ?? null;

/** Keeps models and their scoring as they are until the transaction ends: none is reopened or stopped meanwhile. */
export const holdModels = async (db: Db, modelIds: readonly string[]): Promise<void> => {
  await db
    .selectFrom("assessment")
    .innerJoin("model", "model.id", "assessment.modelId")
    .select("assessment.id")
    .where("assessment.modelId", "in", modelIds)
    .orderBy("assessment.id")
    .forShare()
    .execute();
};

/** Whether a model is on the agenda of a meeting that has not ended, or is or was put forward for recognition. */
export const standsBeforeCouncil = async (db: Db, modelId: string): Promise<boolean> => {
  const { rows } = await sql<{ stands: boolean }>`
    select exists (select from meeting_item item join meeting on meeting.id = item.meeting_id
                    where item.model_id = ${modelId} and meeting.closed_on is null)
        or exists (select from recognition where recognition.model_id = ${modelId}
                    and recognition.state <> all(${endedStates}::text[])) as stands`.execute(db);
  return rows[0]?.stands === true;
};
