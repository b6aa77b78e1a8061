import {
  type Body,
  type BodyKind,
  bodyKindText,
  type BodyRules,
  bodySeats,
  type BodySeat,
} from "@kheo/core/offices/bodies";
import type { Day } from "@kheo/core/ground/days";
import { DomainError } from "@kheo/core/rules/errors";
import type { bodyList } from "@kheo/core/offices/lists";
import type { ColumnOf } from "@kheo/core/rules/lists";
import type { Grant, UnitPlace } from "@kheo/core/rules/rights";
import { carriedOnStates } from "@kheo/core/movement/models";
import { markingStates } from "@kheo/core/movement/scoring";
import { sql } from "kysely";
import type { Db } from "../ground/connect.ts";
import { getRow } from "../rules/tables.ts";
import { inForce } from "../ground/in-force.ts";
import { type Page, placeIn, type Sorts } from "../rules/lists.ts";
import { joinedSubject, subjectIn } from "../rules/subjects.ts";
import { withinReach } from "../rules/reach.ts";

export const insertBody = async (
  db: Db,
  body: {
    unitId: string;
    name: string;
    rules: BodyRules;
    kind?: BodyKind;
    document?: string;
    foundedOn?: Day | null;
  },
): Promise<string> => {
  const row = await db
    .insertInto("body")
    .values({ ...body, rules: JSON.stringify(body.rules) })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!row) throw new DomainError("body.alreadyThere", { name: (await bodyOfUnit(db, body.unitId))?.name ?? "" });
  return row.id;
};

/** Writes over the version that was read. @throws `changedMeanwhile`. */
export const updateBody = async (
  db: Db,
  body: { id: string; version: number },
  to: { name?: string; document?: string; rules?: BodyRules; dissolvedOn?: Day },
): Promise<number> => {
  const { rules, ...rest } = to;
  const row = await db
    .updateTable("body")
    .set({ ...rest, ...(rules && { rules: JSON.stringify(rules) }), version: body.version + 1 })
    .where("id", "=", body.id)
    .where("version", "=", body.version)
    .returning("version")
    .executeTakeFirst();
  if (!row) throw new DomainError("changedMeanwhile", { what: "Hội đồng", by: null });
  return row.version;
};

/** @throws `body.notFound`. */
export const getBody = (db: Db, id: string, lock: boolean): Promise<Body> => getRow(db, "body", id, lock);

/** The council of a unit, as long as it is not dissolved. */
export const bodyOfUnit = async (db: Db, unitId: string): Promise<Body | undefined> =>
  db
    .selectFrom("body")
    .selectAll()
    .where("unitId", "=", unitId)
    .where("kind", "=", "council")
    .where("dissolvedOn", "is", null)
    .executeTakeFirst();

/** The same council, locked until the transaction ends: one meeting of it is called together at a time. */
export const lockBodyOfUnit = async (db: Db, unitId: string): Promise<Body | undefined> =>
  db
    .selectFrom("body")
    .selectAll()
    .where("unitId", "=", unitId)
    .where("kind", "=", "council")
    .where("dissolvedOn", "is", null)
    .forUpdate()
    .executeTakeFirst();

type Sought = {
  readonly grants: readonly Grant[];
  readonly day: Day;
  readonly filter: { readonly unitId?: string | undefined };
};

export const findBodies = (db: Db, { grants, day, filter: { unitId } }: Sought) => {
  const query = db
    .selectFrom("body")
    .where(withinReach(grants, "body.unit_id", day))
    .select("body.id as id");
  return unitId === undefined ? query : query.where("body.unitId", "=", unitId);
};

/** How many members a body has on a day; its secretary is none. */
const membersOn = (day: Day) => sql<number>`(select count(*) from post
  where post.body_id = body.id and post.role <> 'secretary' and not post.waits and ${inForce("post", day)})`;

export const bodySorts = (day: Day): Sorts<ColumnOf<typeof bodyList>> => ({
  name: sql`body.name collate vietnamese`,
  kind: placeIn(bodyKindText, "body.kind"),
  unitName: sql`unit_name(body.unit_id, ${day}) collate vietnamese`,
  members: membersOn(day),
  dissolvedOn: sql.ref("body.dissolvedOn"),
});

export const listBodies = (db: Db, page: Page, day: Day) =>
  db
    .selectFrom(page)
    .innerJoin("body", "body.id", "page.id")
    .selectAll("body")
    .select([sql<string>`unit_name(body.unit_id, ${day})`.as("unitName"), membersOn(day).as("members")])
    .orderBy("page.place")
    .execute();

const order = sql.raw(`array[${bodySeats.map((seat) => `'${seat}'`).join(",")}]`);

/** Orders rows by the seat in a column, the chair first; whoever has none comes last. */
export const bySeat = (column: string) => sql`coalesce(array_position(${order}, ${sql.ref(column)}), 9)`;

const seated = (db: Db, bodyId: string | null, day: Day, already: Day | null) =>
  db
    .selectFrom("post")
    .innerJoin("person", "person.id", "post.personId")
    .select(["person.id as personId", "person.name", sql<BodySeat>`post.seat`.as("seat")])
    .where(sql<boolean>`post.body_id = ${bodyId}`)
    .where("post.seat", "is not", null)
    .where("post.waits", "=", false)
    .where(inForce("post", day))
    .$if(already !== null, (query) =>
      query.where(
        sql<boolean>`exists (select from post held where held.body_id = post.body_id and held.seat is not null and not held.waits
          and held.person_id = post.person_id
          and ${inForce("held", sql`${already}::date`)})`,
      ),
    )
    .orderBy(bySeat("post.seat"))
    .orderBy("person.name");

/**
 * The members of a body on a day, in order of seat, without those who wait for a second person; with an earlier day, those who were members on that one too. A
 * secretary who is no member is none of them.
 */
export const membersOf = (db: Db, bodyId: string, day: Day, already: Day | null = null) =>
  seated(db, bodyId, day, already).execute();

/** Everybody who sits on a body or writes its minutes, whenever they did: members by seat, then secretaries. */
export const seatsOf = (db: Db, bodyId: string) =>
  db
    .selectFrom("post")
    .innerJoin("person", "person.id", "post.personId")
    .select([
      "post.id as postId",
      "person.id as personId",
      "person.name",
      "post.role",
      "post.seat",
      "post.waits",
      "post.validFrom",
      "post.validTo",
      "post.document",
    ])
    .where("post.bodyId", "=", bodyId)
    .orderBy(bySeat("post.seat"))
    .orderBy("person.name")
    .orderBy("post.validFrom")
    .execute();

/** The council that a unit's models go to: its own, else the nearest above it. */
export const nearestBody = async (db: Db, place: UnitPlace): Promise<Body | undefined> =>
  db
    .selectFrom("body")
    .selectAll()
    .where("kind", "=", "council")
    .where("dissolvedOn", "is", null)
    .where(sql<boolean>`unit_id = any(${place.path}::uuid[])`)
    .orderBy(sql`array_position(${place.path}::uuid[], unit_id)`)
    .limit(1)
    // Not dissolved between being found and being given the model.
    .forShare()
    .executeTakeFirst();

type Proposal = { readonly bodyId: string | null; readonly unitId: string; readonly appraisedOn: Day | null };

/** The question for whom `councilFor` finds, to be narrowed or joined. */
export const council = (db: Db, { bodyId, unitId, appraisedOn }: Proposal, day: Day) =>
  seated(db, bodyId, day, appraisedOn).select(
    sql<boolean>`exists (select from post own
      where own.person_id = post.person_id and own.unit_id in (${unitId}, unit_holder(${unitId}, ${day}))
        and own.body_id is null and own.role <> 'viewer' and ${inForce("own", day)})`.as("recused"),
  );

/**
 * The members of a body on a day, with those recused from what a unit proposes: they hold another post in the unit
 * itself, or in the one that carries it on.
 */
export const councilFor = async (db: Db, proposal: Proposal, day: Day) =>
  proposal.bodyId === null ? [] : council(db, proposal, day).execute();

/** What of open periods the body is marking, and the models that it has marked and not yet voted on. */
export const countUndecided = async (db: Db, bodyId: string): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from assessment
      ${sql.raw(joinedSubject())}
      join period on period.id = assessment.period_id and period.closed_on is null
     where assessment.body_id = ${bodyId} and ${subjectIn(carriedOnStates)} and (assessment.state = any(${markingStates}::text[])
       or (assessment.state = 'closed' and model.id is not null
         and (select passed from verdict where verdict.assessment_id = assessment.id order by created_at desc limit 1)
         and not exists (select from meeting_item item join meeting on meeting.id = item.meeting_id
           where item.model_id = model.id and meeting.closed_on is not null)))`.execute(db);
  return rows[0]?.count ?? 0;
};

/** The last day on which the body acted: ended a vote or closed a scoring. */
export const lastActOf = async (db: Db, bodyId: string): Promise<Day | null> => {
  const { rows } = await sql<{ day: Day | null }>`
    select greatest((select max(closed_on) from meeting where meeting.body_id = ${bodyId}),
      (select max(verdict.closed_on) from verdict join assessment on assessment.id = verdict.assessment_id
        where assessment.body_id = ${bodyId})) as day`.execute(db);
  return rows[0]?.day ?? null;
};

/** Whether the body marks, has something to vote on, or is called together. */
export const isAtWork = async (db: Db, bodyId: string): Promise<boolean> =>
  (await hasOpenMeeting(db, bodyId)) || (await countUndecided(db, bodyId)) > 0;

/** Whether a meeting of the body is called together and not ended. */
export const hasOpenMeeting = async (db: Db, bodyId: string): Promise<boolean> =>
  (await db
    .selectFrom("meeting")
    .select("id")
    .where("bodyId", "=", bodyId)
    .where("closedOn", "is", null)
    .limit(1)
    .executeTakeFirst()) !== undefined;
