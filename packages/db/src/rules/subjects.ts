import type { Day } from "@kheo/core/ground/days";
import type { ModelState } from "@kheo/core/movement/models";
import { type RawBuilder, sql } from "kysely";

/** What an assessment is about: a model, or a unit, which has no state of its own. */
export type AssessedSubject = {
  readonly unitId: string;
  /** The code of the model; of a unit's assessment that of the set. */
  readonly code: string;
  readonly state: ModelState | null;
};

const columns = `select coalesce(model.unit_id, assessment.unit_id) as unit_id,
  coalesce(model.code, split_part(assessment.edition_id, '@', 1)) as code, model.state`;

/** The subject of `assessment`, to be joined laterally after the model, which is outer joined. */
export const subject = sql<AssessedSubject>`(${sql.raw(columns)})`.as("subject");

/** Joins every assessment, or those of which something holds, with its subject, and with its model where it has one. */
export const joinedSubject = (holds = "true"): string =>
  `left join model on model.id = assessment.model_id join lateral (${columns}) subject on ${holds}`;

/** That nothing keeps a subject from being assessed now, as it does a model that is suspended or stopped. */
export const isRunning = "coalesce(subject.state, 'accepted') = 'accepted'";

/** That a subject is a unit, or a model in one of these states. */
export const subjectIn = (states: readonly ModelState[]): RawBuilder<boolean> =>
  sql<boolean>`(subject.state is null or subject.state = any(${states}::text[]))`;

/** What a subject is called of itself: the title of the model, or the unit as it is named on a day. */
export const subjectName = (day: string): string => `coalesce(model.title, unit_name(assessment.unit_id, ${day}))`;

/** What the unit of a subject is called: a model keeps the name that its unit had when it was accepted. */
export const subjectUnitName = (day: Day): RawBuilder<string> =>
  sql<string>`unit_name(subject.unit_id, coalesce(model.accepted_on, ${day}))`;

/** The titles of the criteria sets by their codes. */
export type SetTitles = Readonly<Record<string, string>>;

/** The title of an assessment: that of the model; of a unit's that of the set, with the unit as it is named on a day. */
export const subjectTitle = (day: Day, sets: SetTitles): RawBuilder<string> =>
  sql<string>`coalesce(model.title, concat_ws(': ', ${JSON.stringify(sets)}::jsonb ->> subject.code,
    unit_name(assessment.unit_id, ${day})) collate vietnamese)`;
