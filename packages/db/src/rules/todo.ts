import type { Day } from "@kheo/core/ground/days";
import { markingStates } from "@kheo/core/movement/scoring";
import { type Action, authorityOf } from "@kheo/core/rules/policy";
import { type Actor, type Grant, grantsOf, ownUnits } from "@kheo/core/rules/rights";
import type { Stated } from "@kheo/core/rules/states";
import { type TodoRow, todoRows } from "@kheo/core/rules/todo";
import { type RawBuilder, sql } from "kysely";
import type { Db } from "../ground/connect.ts";
import { inForce } from "../ground/in-force.ts";
import { isRunning, joinedSubject } from "./subjects.ts";
import { awaitsCouncil } from "./awaits-council.ts";
import { deadlineFor } from "./deadline.ts";
import { withinAuthority, withinReach } from "./reach.ts";

/** Where rows are, and the columns of the unit that they belong to and of the period. */
type Place = {
  readonly from: string;
  readonly unit: string;
  /** `null` for what belongs to none. */
  readonly period: string | null;
  /** The unit whose act the steps are that are not simply a matter of whose the thing is. */
  readonly authority?: string;
  readonly draft?: string;
  /** The day by which what is due is to be done, as SQL tells it. */
  readonly due?: string;
};

const stated = {
  model: {
    from: "model join period on period.id = model.period_id",
    unit: "model.unit_id",
    period: "model.period_id",
    due: deadlineFor("model.unit_id"),
  },
  assessment: {
    from: `assessment ${joinedSubject(isRunning)} left join body on body.id = assessment.body_id`,
    unit: "subject.unit_id",
    period: "assessment.period_id",
    authority: "body.unit_id",
  },
  recognition: {
    from: "recognition join model on model.id = recognition.model_id and model.state = 'accepted'",
    unit: "model.unit_id",
    period: "model.period_id",
    authority: "recognition.decider_id",
    draft: "recognition.draft",
  },
  replication: {
    from: "replication",
    unit: "replication.adopter_unit_id",
    period: "replication.period_id",
    authority: "replication.giver_id",
    due: "replication.due_on",
  },
} as const satisfies Partial<Record<Stated, Place>>;

/** Where a thing stands that has a table, a unit and a state, and no period. */
const placeOf = (thing: string): Place =>
  (stated as Readonly<Record<string, Place>>)[thing] ?? { from: thing, unit: `${thing}.unit_id`, period: null };

type Asked = {
  readonly actor: Actor;
  readonly grants: readonly Grant[];
  readonly day: Day;
  /** A draft is confirmed by another person than who wrote it. */
  readonly needsTwo: boolean;
};

/** A seat on the body of an assessment that the person has held since it was passed to it. */
const seated = ({ actor, day }: Asked): RawBuilder<boolean> => sql<boolean>`exists (
  select from post where post.body_id = assessment.body_id and post.seat is not null and not post.waits
     and post.person_id = ${actor.personId} and ${inForce("post", day)} and post.valid_from <= assessment.appraised_on)`;

/** Where a body is whose sittings the person prepares: a secretary those of their own body, an office those of its unit. */
const prepares = (bodyId: string, unit: string, { grants, day }: Asked): RawBuilder<boolean> => {
  const own = grants.flatMap(({ post }) => (post.role === "secretary" && post.bodyId !== null ? [post.bodyId] : []));
  const others = grants.filter(({ post }) => post.role !== "secretary");
  return sql<boolean>`(${sql.ref(bodyId)} = any(${own}::uuid[]) or ${withinReach(others, unit, day)})`;
};

const ofMeeting = {
  from: "meeting join body on body.id = meeting.body_id",
  unit: "body.unit_id",
  period: "meeting.period_id",
};

/** What waits where no state alone tells it: where the rows are, and which of them wait for whom. */
const others: Partial<Record<Action, Place & { readonly where: (asked: Asked) => RawBuilder<boolean> }>> = {
  "scoring.mark": {
    ...stated.assessment,
    where: (asked) => sql<boolean>`assessment.state = any(${markingStates}::text[])
      and ${withinReach(asked.grants, "subject.unitId", asked.day)} and ${seated(asked)}
      and not exists (select from score_sheet sheet where sheet.assessment_id = assessment.id
                       and sheet.person_id = ${asked.actor.personId} and sheet.handed_in_at is not null)`,
  },
  "meeting.vote": {
    ...ofMeeting,
    where: (asked) => sql<boolean>`meeting.opened_on is not null and meeting.closed_on is null
      and ${withinReach(asked.grants, "body.unitId", asked.day)}
      and exists (select from meeting_member member
                   where member.meeting_id = meeting.id and member.person_id = ${asked.actor.personId})
      and not exists (select from meeting_voter voter
                       where voter.meeting_id = meeting.id and voter.person_id = ${asked.actor.personId})`,
  },
  "meeting.convene": {
    from: `assessment join model on model.id = assessment.model_id join body on body.id = assessment.body_id`,
    unit: "body.unit_id",
    period: "assessment.period_id",
    where: (asked) => sql<boolean>`${awaitsCouncil} and ${prepares("body.id", "body.unitId", asked)}`,
  },
  "meeting.open": {
    ...ofMeeting,
    where: (asked) => sql<boolean>`meeting.opened_on is null and ${prepares("body.id", "body.unitId", asked)}`,
  },
  "meeting.close": {
    ...ofMeeting,
    // As soon as enough have voted.
    where: (asked) => sql<boolean>`meeting.opened_on is not null and meeting.closed_on is null
      and (select count(*) from meeting_voter voter where voter.meeting_id = meeting.id)
        >= ceil(meeting.members * (meeting.rules #>> '{quorum,part}')::numeric / (meeting.rules #>> '{quorum,of}')::numeric)
      and ${prepares("body.id", "body.unitId", asked)}`,
  },
  "reorganisation.carryOut": {
    from: "reorganisation",
    unit: "reorganisation.unit_id",
    period: null,
    where: ({ grants, day }) => sql<boolean>`reorganisation.state = 'planned' and reorganisation.effective_on <= ${day}
      and ${withinReach(grants, "reorganisation.unitId", day)}`,
  },
};

const draftIs = (row: TodoRow, draft: string, { actor, needsTwo }: Asked): RawBuilder<boolean> => {
  // A drafted decision comes before whatever else may be done.
  if (!row.drafted) return sql<boolean>`${sql.ref(draft)} is null`;
  const others = needsTwo ? sql`and ${sql.ref(draft)} ->> 'draftedBy' <> ${actor.personId}` : sql``;
  return sql<boolean>`${sql.ref(draft)} ->> 'step' = ${row.drafted} ${others}`;
};

const inState = (row: TodoRow, { unit, authority, draft }: Place, asked: Asked, state: string) => {
  const { actor, grants, day } = asked;
  const within = withinReach(grants, unit, day);
  const actsAt = authorityOf(row.action) === undefined ? undefined : authority;
  return sql<boolean>`${sql.ref(state)} = any(${row.states}::text[])
    and ${actsAt === undefined ? within : withinAuthority(grants, actsAt, within, day)}
    ${draft === undefined ? sql`` : sql`and ${draftIs(row, draft, asked)}`}
    ${row.apart ? sql`and ${sql.ref(unit)} <> all(array(select units_held(${ownUnits(actor)}, ${day})))` : sql``}`;
};

/** What is refused once the period is closed does not wait any longer. */
const whileOpen = ({ thing, action }: TodoRow): boolean =>
  thing === "model" || thing === "assessment" || action === "meeting.convene";

/** What waits for a person, how many of it, how many of those are late, and the first day by which one is due. */
export type Waiting = {
  readonly row: TodoRow;
  readonly count: number;
  readonly late: number;
  readonly dueOn: Day | null;
};

/** Everything that waits for a person, in one question; rows of which nothing waits are left out. */
export const whatWaits = async (
  db: Db,
  {
    periodId,
    ...who
  }: { readonly actor: Actor; readonly day: Day; readonly needsTwo: boolean; readonly periodId: string },
): Promise<readonly Waiting[]> => {
  const parts = todoRows.flatMap((row, position) => {
    const asked = { ...who, grants: grantsOf(who.actor, row.action) };
    if (asked.grants.length === 0) return [];
    const other = others[row.action];
    const place = other ?? placeOf(row.thing);
    const where = other ? other.where(asked) : inState(row, place, asked, `${row.thing}.state`);
    const due = row.due && place.due !== undefined ? sql.raw(place.due) : sql`null::date`;
    return [
      sql`select ${position}::int as position, count(*) as count, count(*) filter (where ${due} < ${who.day}) as late,
                 min(${due}) as "dueOn"
            from ${sql.raw(place.from)}
           where ${where} ${place.period === null ? sql`` : sql`and ${sql.ref(place.period)} = ${periodId}`}
             ${whileOpen(row) ? sql`and not exists (select from period closed where closed.id = ${periodId} and closed.closed_on is not null)` : sql``}`,
    ];
  });
  if (parts.length === 0) return [];
  const { rows } = await sql<{ position: number; count: number; late: number; dueOn: Day | null }>`
    ${sql.join(parts, sql` union all `)} order by position`.execute(db);
  return rows.flatMap(({ position, count, late, dueOn }) => {
    const row = todoRows[position];
    return row && count > 0 ? [{ row, count, late, dueOn }] : [];
  });
};
