import type { Day } from "@kheo/core/ground/days";
import type { recognitionList } from "@kheo/core/movement/lists";
import { levelText, type RecognitionState } from "@kheo/core/movement/recognition";
import type { ColumnOf } from "@kheo/core/rules/lists";
import type { Grant } from "@kheo/core/rules/rights";
import { stateText } from "@kheo/core/rules/states";
import { sql } from "kysely";
import type { Db } from "../ground/connect.ts";
import { type Page, placeIn, type Sorts } from "../rules/lists.ts";
import { withinAuthority, withinReach } from "../rules/reach.ts";
import { namedOnDecision, selectRecognitions } from "./recognition.ts";
import { verdictSorts } from "./verdict-in-force.ts";

type Sought = {
  readonly grants: readonly Grant[];
  readonly day: Day;
  readonly filter: {
    readonly periodId?: string | undefined;
    readonly states?: readonly RecognitionState[] | undefined;
  };
};

export const findRecognitions = (db: Db, { grants, day, filter: { periodId, states } }: Sought) => {
  let query = db
    .selectFrom("recognition")
    .innerJoin("model", "model.id", "recognition.modelId")
    .where(withinReach(grants, "model.unit_id", day))
    .select("recognition.id as id");
  if (periodId !== undefined) query = query.where("model.periodId", "=", periodId);
  if (states !== undefined && states.length > 0) query = query.where("recognition.state", "in", states);
  return query;
};

/** The scoring of the model, where it is closed. */
const closed = sql`(select assessment.id from assessment
  where assessment.model_id = recognition.model_id and assessment.state = 'closed')`;

const ofDecision = (column: "number" | "signed_on") =>
  sql`(select ${sql.ref(column)} from decision where decision.id = recognition.decision_id)`;

const ofVote = (value: "meeting_item.agree" | "meeting.members") => sql`(select ${sql.ref(value)} from meeting_item
  join meeting on meeting.id = meeting_item.meeting_id where meeting_item.id = recognition.meeting_item_id)`;

export const recognitionSorts = (unitsOn: Day | undefined): Sorts<ColumnOf<typeof recognitionList>> => ({
  title: sql.ref("model.title"),
  code: sql.ref("model.code"),
  unitName: sql`${namedOnDecision(ofDecision("signed_on"), unitsOn)} collate vietnamese`,
  level: placeIn(levelText, "recognition.level"),
  ...verdictSorts(closed),
  // What waits for somebody stands first, as the states are described.
  state: placeIn(stateText.recognition, "recognition.state"),
  agree: ofVote("meeting_item.agree"),
  members: ofVote("meeting.members"),
  number: ofDecision("number"),
  signedOn: ofDecision("signed_on"),
});

/** Who sees what is drafted: whoever writes or signs it at the unit that decides. */
export type DraftReaders = { readonly grants: readonly Grant[]; readonly day: Day };

const draftNumber = ({ grants, day }: DraftReaders) => sql<string | null>`case
  when ${withinAuthority(grants, "recognition.deciderId", sql<boolean>`false`, day)} then recognition.draft ->> 'number' end`;

export const listRecognitions = (db: Db, page: Page, unitsOn: Day | undefined, readers: DraftReaders) =>
  selectRecognitions(db, unitsOn, page).select(draftNumber(readers).as("draftNumber")).execute();
