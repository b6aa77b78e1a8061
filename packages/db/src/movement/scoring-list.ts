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
type Looking = { readonly personId: string; readonly ownUnits: readonly string[]; readonly day: Day };

/** Each accepted model within reach, by its scoring. */
export const findScorings = (db: Db, { grants, day, filter: { periodId, states } }: Sought) => {
  const query = db
    .selectFrom("assessment")
    .innerJoin("model", "model.id", "assessment.modelId")
    .where("assessment.periodId", "=", periodId)
    .where("model.state", "in", carriedOnStates)
    .where(withinReach(grants, "model.unit_id", day))
    .select("assessment.id as id");
  return states !== undefined && states.length > 0 ? query.where("assessment.state", "in", states) : query;
};

/** How far one's own sheet has come; what one cannot mark is told apart from what has not begun. */
const ownSheet = ({ personId, ownUnits, day }: Looking): RawBuilder<keyof typeof ownSheetText> => sql`case
  when model.unit_id = any(${ownUnits}::uuid[]) then 'ownUnit'
  when exists (select from score_sheet sheet where sheet.assessment_id = assessment.id
    and sheet.person_id = ${personId} and sheet.handed_in_at is not null) then 'handedIn'
  when assessment.state <> all(${markingStates}::text[]) or not exists (
    select from post where post.body_id = assessment.body_id and post.person_id = ${personId}
      and not post.waits and post.valid_from <= assessment.appraised_on and ${inForce("post", day)}) then 'notOpen'
  when exists (select from score_sheet sheet where sheet.assessment_id = assessment.id
    and sheet.person_id = ${personId}) then 'begun'
  else 'waiting' end`;

const handedIn = sql<number>`(select count(*) from score_sheet sheet
  where sheet.assessment_id = assessment.id and sheet.handed_in_at is not null)`;

export const scoringSorts = (looking: Looking): Sorts<ColumnOf<typeof scoringList>> => ({
  title: sql.ref("model.title"),
  code: sql.ref("model.code"),
  unitName: sql`unit_name(model.unit_id, ${looking.day}) collate vietnamese`,
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
    .innerJoin("model", "model.id", "assessment.modelId")
    .leftJoinLateral(verdictInForce, (join) => join.onTrue())
    .select([
      "model.id as modelId",
      "model.code",
      "model.title",
      "model.unitId",
      sql<string>`unit_name(model.unit_id, ${looking.day})`.as("unitName"),
      "assessment.editionId",
      "assessment.state",
      ownSheet(looking).as("ownSheet"),
      handedIn.as("handedIn"),
      "last.total",
      "last.class",
      "last.passed",
    ])
    .orderBy("page.place")
    .execute();
