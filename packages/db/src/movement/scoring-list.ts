import type { Day } from "@kheo/core/ground/days";
import { ownSheetText, type scoringList } from "@kheo/core/movement/lists";
import { carriedOnStates } from "@kheo/core/movement/models";
import { type AssessmentState, markingStates } from "@kheo/core/movement/scoring";
import type { ColumnOf } from "@kheo/core/rules/lists";
import type { Grant } from "@kheo/core/rules/rights";
import { stateText } from "@kheo/core/rules/states";
import { type RawBuilder, sql } from "kysely";
import type { Db } from "../ground/connect.ts";
import { inForce } from "../ground/in-force.ts";
import { type Page, placeIn, type Sorts } from "../rules/lists.ts";
import { withinReach } from "../rules/reach.ts";
import { type SetTitles, subject, subjectIn, subjectTitle, subjectUnitName } from "../rules/subjects.ts";
import { verdictInForce, verdictSorts } from "./verdict-in-force.ts";

type Sought = {
  readonly grants: readonly Grant[];
  readonly day: Day;
  readonly filter: {
    readonly periodId: string;
    readonly states?: readonly AssessmentState[] | undefined;
  };
};

/** Who looks: what waits for them is told from what waits for others. */
type Looking = {
  readonly personId: string;
  readonly ownUnits: readonly string[];
  readonly day: Day;
  readonly sets: SetTitles;
};

/** Everything within reach that is scored. */
export const findScorings = (db: Db, { grants, day, filter: { periodId, states } }: Sought) => {
  const query = db
    .selectFrom("assessment")
    .leftJoin("model", "model.id", "assessment.modelId")
    .innerJoinLateral(subject, (join) => join.onTrue())
    .where("assessment.periodId", "=", periodId)
    .where(subjectIn(carriedOnStates))
    .where(withinReach(grants, "subject.unit_id", day))
    .select("assessment.id as id");
  return states !== undefined && states.length > 0 ? query.where("assessment.state", "in", states) : query;
};

/** Since when somebody sits on each body: told once for all rows, however many posts they hold. */
const seatsOf = (personId: string, day: Day) => sql`(
  select jsonb_object_agg(seat.body_id, seat.since) from (
    select post.body_id, min(post.valid_from) as since from post
     where post.person_id = ${personId} and post.body_id is not null and not post.waits and ${inForce("post", day)}
     group by post.body_id) seat)`;

/** Whether the person has sat on the council of an assessment since it was passed to it. */
const seatedIn = (personId: string, day: Day): RawBuilder<boolean> =>
  sql<boolean>`(${seatsOf(personId, day)} ->> assessment.body_id::text)::date <= assessment.appraised_on`;

/** How far one's own sheet has come; what one cannot mark is told apart from what has not begun. */
const ownSheet = ({ personId, ownUnits, day }: Looking): RawBuilder<keyof typeof ownSheetText> => sql`case
  when subject.unit_id = any(${ownUnits}::uuid[]) then 'ownUnit'
  when exists (select from score_sheet sheet where sheet.assessment_id = assessment.id
    and sheet.person_id = ${personId} and sheet.handed_in_at is not null) then 'handedIn'
  when assessment.state = 'closed' then case when ${seatedIn(personId, day)} then 'missed' else 'ownUnit' end
  when assessment.state <> all(${markingStates}::text[])
    or ${seatedIn(personId, day)} is not true then 'notOpen'
  when exists (select from score_sheet sheet where sheet.assessment_id = assessment.id
    and sheet.person_id = ${personId}) then 'begun'
  else 'waiting' end`;

/** How many sheets would count on a day: of who sits on the council and is not of the subject's unit. */
const counting = (day: Day) => sql<number>`(select count(*) from score_sheet sheet
  where sheet.assessment_id = assessment.id and sheet.handed_in_at is not null
    and exists (select from post where post.body_id = assessment.body_id and post.person_id = sheet.person_id
      and post.seat is not null and not post.waits and ${inForce("post", day)})
    and not exists (select from post where post.person_id = sheet.person_id and post.body_id is null
      and post.role <> 'viewer' and post.unit_id in (subject.unit_id, unit_holder(subject.unit_id, ${day}))
      and ${inForce("post", day)}))`;

/** What the list is ordered by is counted of every row, so it is not asked whose sheets they are. */
const handedIn = sql<number>`(select count(*) from score_sheet sheet
  where sheet.assessment_id = assessment.id and sheet.handed_in_at is not null)`;

export const scoringSorts = (looking: Looking): Sorts<ColumnOf<typeof scoringList>> => ({
  title: subjectTitle(looking.day, looking.sets),
  code: sql.ref("subject.code"),
  unitName: sql`${subjectUnitName(looking.day)} collate vietnamese`,
  state: placeIn(stateText.assessment, "assessment.state"),
  // Within what waits for somebody, by name.
  ownSheet: sql`array_position(${Object.keys(ownSheetText)}::text[], ${ownSheet(looking)})`,
  handedIn,
  ...verdictSorts(sql`case when assessment.state = 'closed' then assessment.id end`),
});

export const listScorings = (db: Db, page: Page, looking: Looking) =>
  db
    .selectFrom(page)
    .innerJoin("assessment", "assessment.id", "page.id")
    .leftJoin("model", "model.id", "assessment.modelId")
    .innerJoinLateral(subject, (join) => join.onTrue())
    .leftJoinLateral(verdictInForce, (join) => join.onTrue())
    .select([
      "assessment.id",
      "subject.code",
      subjectTitle(looking.day, looking.sets).as("title"),
      "subject.unitId",
      subjectUnitName(looking.day).as("unitName"),
      "assessment.editionId",
      "assessment.state",
      ownSheet(looking).as("ownSheet"),
      sql<number>`coalesce(cardinality(last.counted), ${counting(looking.day)})`.as("handedIn"),
      "last.total",
      "last.class",
      "last.passed",
    ])
    .orderBy("page.place")
    .execute();
