import type { Day } from "@kheo/core/ground/days";
import type { Authority } from "@kheo/core/rules/policy";
import type { Grant } from "@kheo/core/rules/rights";
import { markingStates } from "@kheo/core/movement/scoring";
import type { Stated } from "@kheo/core/rules/steps";
import { sql } from "kysely";
import type { Db } from "../ground/connect.ts";
import { inForce } from "../ground/in-force.ts";
import { withinAuthority, withinReach } from "./reach.ts";

/** Where a thing's rows are, the column of the unit that it belongs to, and of the one whose act its steps are. */
const places: Readonly<
  Record<
    Stated,
    { from: string; period: string; state: string; unit: string; authority: string | null; draft?: string }
  >
> = {
  model: { from: "model", period: "model.period_id", state: "model.state", unit: "model.unit_id", authority: null },
  assessment: {
    from: `assessment join model on model.id = assessment.model_id and model.state = 'accepted'
      left join body on body.id = assessment.body_id`,
    period: "assessment.period_id",
    state: "assessment.state",
    unit: "model.unit_id",
    authority: "body.unit_id",
  },
  recognition: {
    from: "recognition join model on model.id = recognition.model_id",
    period: "model.period_id",
    state: "recognition.state",
    unit: "model.unit_id",
    authority: "recognition.decider_id",
    draft: "recognition.draft",
  },
  replication: {
    from: "replication",
    period: "replication.period_id",
    state: "replication.state",
    unit: "replication.adopter_unit_id",
    authority: "replication.giver_id",
  },
};

/** How many things in these states are within reach. */
export const countWaiting = async (
  db: Db,
  of: {
    thing: Stated;
    states: readonly string[];
    /** Whose act the step is that waits. */
    authority: Authority | undefined;
    /** Whether a drafted decision must be there, or must not. */
    drafted?: boolean | undefined;
    grants: readonly Grant[];
    day: Day;
    periodId: string;
  },
): Promise<number> => {
  const { from, period, state, unit, authority, draft } = places[of.thing];
  const within = withinReach(of.grants, unit, of.day);
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from ${sql.raw(from)}
     where ${sql.ref(period)} = ${of.periodId} and ${sql.ref(state)} = any(${of.states}::text[])
       and ${of.authority === undefined || authority === null ? within : withinAuthority(of.grants, authority, within, of.day)}
       ${of.drafted === undefined || draft === undefined ? sql`` : sql`and (${sql.ref(draft)} is not null) = ${of.drafted}`}
     `.execute(db);
  return rows[0]?.count ?? 0;
};

/** Models that a council member is to mark and has handed in no sheet for. */
export const countUnmarked = async (
  db: Db,
  of: { grants: readonly Grant[]; day: Day; periodId: string; personId: string },
): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from assessment join model on model.id = assessment.model_id
     where assessment.period_id = ${of.periodId} and assessment.state = any(${markingStates}::text[])
       and ${withinReach(of.grants, "model.unit_id", of.day)}
       and exists (select from post where post.body_id = assessment.body_id and post.seat is not null and not post.waits and post.person_id = ${of.personId}
                   and post.valid_from <= assessment.appraised_on
                   and ${inForce("post", of.day)})
       and not exists (select from score_sheet sheet where sheet.assessment_id = assessment.id
                       and sheet.person_id = ${of.personId} and sheet.handed_in_at is not null)`.execute(db);
  return rows[0]?.count ?? 0;
};

/** Open votes of bodies that the person sits on and has not voted in. */
export const countUnvoted = async (db: Db, of: { personId: string; day: Day; periodId: string }): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from meeting
     where meeting.period_id = ${of.periodId} and meeting.opened_on is not null and meeting.closed_on is null
       and exists (select from post where post.body_id = meeting.body_id and post.seat is not null and not post.waits and post.person_id = ${of.personId}
                   and ${inForce("post", of.day)})
       and not exists (select from meeting_voter voter
                       where voter.meeting_id = meeting.id and voter.person_id = ${of.personId})`.execute(db);
  return rows[0]?.count ?? 0;
};
