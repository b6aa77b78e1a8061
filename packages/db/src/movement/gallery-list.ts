import { compareNames } from "@kheo/core/ground/text";
import type { galleryList } from "@kheo/core/movement/lists";
import { type Field, fieldText } from "@kheo/core/movement/models";
import { type Level, levelText, type RecognitionState } from "@kheo/core/movement/recognition";
import type { ColumnOf } from "@kheo/core/rules/lists";
import { sql } from "kysely";
import type { Db } from "../ground/connect.ts";
import { onPage, type Page, placeIn, type Sorts } from "../rules/lists.ts";
import { type Seers, shownContent, shownOutputs, shownTitle } from "../rules/personal.ts";
import { holdsFolded } from "../rules/search.ts";
import { unitNameOf } from "../territory/units.ts";

type Sought = {
  readonly states: readonly RecognitionState[];
  readonly seers: Seers;
  readonly filter: {
    readonly id?: string | undefined;
    readonly field?: Field | undefined;
    readonly topic?: string | undefined;
    readonly level?: Level | undefined;
    readonly search?: string | undefined;
  };
};

const unitName = unitNameOf("model.id", "model.unitId", sql`decision.signed_on`, undefined);

const published = (db: Db) =>
  db
    .selectFrom("recognition")
    .innerJoin("model", "model.id", "recognition.modelId")
    .innerJoin("decision", "decision.id", "recognition.decisionId");

/** Recognitions that were published, of every unit; words are looked for in what each reader is told and nowhere else. */
export const findPublished = (db: Db, { states, seers, filter }: Sought) => {
  let query = published(db).where("recognition.state", "in", states).select("recognition.id as id");
  const { id, field, topic, level, search = "" } = filter;
  if (id !== undefined) query = query.where("recognition.id", "=", id);
  if (field !== undefined) query = query.where("model.field", "=", field);
  if (topic !== undefined) query = query.where("model.topic", "=", topic);
  if (level !== undefined) query = query.where("recognition.level", "=", level);
  if (search.trim() === "") return query;
  return query.where(
    holdsFolded(sql`concat_ws(' ', ${shownTitle(seers)}, ${unitName}, ${shownOutputs(seers)})`, search),
  );
};

/** What the registration of a published model tells, as far as each reader may be told. */
export const contentOfPublished = async (db: Db, id: string, seers: Seers) =>
  (await published(db).select(shownContent(seers).as("content")).where("recognition.id", "=", id).executeTakeFirst())
    ?.content ?? null;

/** Topics are ordered by what each is called. */
export const gallerySorts = (
  seers: Seers,
  topics: Readonly<Record<string, string>>,
): Sorts<ColumnOf<typeof galleryList>> => ({
  title: sql`${shownTitle(seers)} collate vietnamese`,
  unitName: sql`${unitName} collate vietnamese`,
  field: placeIn(fieldText, "model.field"),
  topicLabel: placeIn(
    Object.fromEntries(Object.entries(topics).toSorted(([, one], [, other]) => compareNames(one, other))),
    "model.topic",
  ),
  level: placeIn(levelText, "recognition.level"),
  number: sql.ref("decision.number"),
  signedOn: sql.ref("decision.signedOn"),
  outputs: sql`${shownOutputs(seers)} collate vietnamese`,
});

/** Published models, with what each reader may be told of them. */
export const listPublished = (db: Db, page: Page, seers: Seers) =>
  onPage(db.selectFrom("recognition"), page, "recognition.id")
    .innerJoin("model", "model.id", "recognition.modelId")
    .innerJoin("decision", "decision.id", "recognition.decisionId")
    .select([
      "recognition.id",
      "recognition.modelId",
      "recognition.level",
      shownTitle(seers).as("title"),
      shownOutputs(seers).as("outputs"),
      "model.unitId",
      unitName.as("unitName"),
      "model.field",
      "model.topic",
      "decision.number",
      "decision.signedOn",
    ])
    .execute();
