import type { Day } from "@kheo/core/ground/days";
import { compareNames } from "@kheo/core/ground/text";
import type { modelList } from "@kheo/core/movement/lists";
import { type Field, fieldText, type ModelState, subjectKindText } from "@kheo/core/movement/models";
import type { ColumnOf } from "@kheo/core/rules/lists";
import { stateText } from "@kheo/core/rules/states";
import { sql } from "kysely";
import type { Db } from "../ground/connect.ts";
import { type Page, placeIn, type Sorts } from "../rules/lists.ts";
import type { RecognitionState } from "@kheo/core/movement/recognition";
import { holdsText, holdsWords } from "../rules/search.ts";
import { placedUnit, unitNameOf } from "../territory/units.ts";
import { type ModelReach, visible } from "./models.ts";

export type ModelFilter = {
  readonly periodId?: string | undefined;
  readonly unitId?: string | undefined;
  readonly states?: readonly ModelState[] | undefined;
  readonly field?: Field | undefined;
  readonly topic?: string | undefined;
  readonly search?: string | undefined;
  /** The day whose units name the models and are filtered by; without it, they are named as they were. */
  readonly unitsOn?: Day | undefined;
};

type Sought = { readonly reach: ModelReach; readonly day: Day; readonly filter: ModelFilter };

const filtered = (db: Db, { reach, day, filter }: Sought) => {
  let query = db.selectFrom("model").where(visible(reach, day));
  const { periodId, unitId, states, field, topic, search, unitsOn = day } = filter;
  if (periodId !== undefined) query = query.where("model.periodId", "=", periodId);
  if (unitId !== undefined) {
    const placed = placedUnit("model.id", "model.unitId", unitsOn);
    query = query.where(sql<boolean>`${placed} in (select unit_below(${unitId}, ${unitsOn}))`);
  }
  if (states !== undefined && states.length > 0) query = query.where("model.state", "in", states);
  if (field !== undefined) query = query.where("model.field", "=", field);
  if (topic !== undefined) query = query.where("model.topic", "=", topic);
  if (search !== undefined && search.trim() !== "") {
    query = query.where((eb) => eb.or([holdsWords("model.folded", search), holdsText("model.code", search)]));
  }
  return query;
};

export const findModels = (db: Db, of: Sought) => filtered(db, of).select("model.id as id");

const unitName = (day: Day, unitsOn: Day | undefined) =>
  unitNameOf("model.id", "model.unitId", sql`coalesce(model.accepted_on, model.submitted_on, ${day})`, unitsOn);

/** Topics are ordered by what each is called. */
export const modelSorts = (
  { day, filter: { unitsOn } }: Pick<Sought, "day" | "filter">,
  topics: Readonly<Record<string, string>>,
): Sorts<ColumnOf<typeof modelList>> => ({
  title: sql.ref("model.title"),
  code: sql.ref("model.code"),
  subjectKind: placeIn(subjectKindText, "model.subjectKind"),
  registration: sql`model.continues_id is not null`,
  unitName: sql`${unitName(day, unitsOn)} collate vietnamese`,
  field: placeIn(fieldText, "model.field"),
  topicLabel: placeIn(
    Object.fromEntries(Object.entries(topics).toSorted(([, one], [, other]) => compareNames(one, other))),
    "model.topic",
  ),
  submittedOn: sql.ref("model.submittedOn"),
  state: placeIn(stateText.model, "model.state"),
  fate: sql`(select ${placeIn(stateText.recognition, "recognition.state")} from recognition
    where recognition.model_id = model.id limit 1)`,
});

/** The recognition that counts most for a model: one with a decision before one without, the last before earlier ones. */
const recognized = sql<{ state: RecognitionState; number: string | null }>`(
  select recognition.state, coalesce(revocation.number, decision.number) as number from recognition
    left join decision on decision.id = recognition.decision_id
    left join decision revocation on revocation.id = recognition.revocation_id
   where recognition.model_id = model.id order by decision.signed_on desc nulls last limit 1)`.as<"recognized">(
  sql`recognized`,
);

export const listModels = (db: Db, page: Page, { day, filter }: Pick<Sought, "day" | "filter">) =>
  db
    .selectFrom(page)
    .innerJoin("model", "model.id", "page.id")
    .leftJoinLateral(recognized, (join) => join.onTrue())
    .select([
      "model.id",
      "model.code",
      "model.title",
      "model.unitId",
      unitName(day, filter.unitsOn).as("unitName"),
      "model.subjectKind",
      "model.field",
      "model.topic",
      "model.state",
      "model.submittedOn",
      "model.continuesId",
      "recognized.state as recognitionState",
      "recognized.number as decisionNumber",
    ])
    .orderBy("page.place")
    .execute();

/** How many models within reach stand in each state, under the same filter but for the states. */
export const countModels = async (db: Db, of: Sought): Promise<Partial<Record<ModelState, number>>> => {
  const { states: _, ...filter } = of.filter;
  const rows = await filtered(db, { ...of, filter })
    .select(["model.state", sql<number>`count(*)`.as("count")])
    .groupBy("model.state")
    .execute();
  return Object.fromEntries(rows.map((row) => [row.state, row.count]));
};
