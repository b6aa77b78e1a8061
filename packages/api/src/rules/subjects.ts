import type { Meeting } from "@kheo/core/movement/meetings";
import type { Model } from "@kheo/core/movement/models";
import { getMeeting, lockMeeting } from "@kheo/db/movement/meetings";
import { getModel, lastChangedBy, lockModel } from "@kheo/db/movement/models";
import { getPost, type Post } from "@kheo/db/offices/posts";
import { getRecognition, lockRecognition, type RecognitionOfModel } from "@kheo/db/movement/recognition";
import { getReplication, lockReplication, type ReplicationTask } from "@kheo/db/movement/replication";
import { getSnapshot } from "@kheo/db/reports/reports";
import { type AssessmentOfSubject, getAssessment, lockAssessment } from "@kheo/db/movement/scoring";
import { getRow, type OfUnit, type RowOf } from "@kheo/db/rules/tables";
import type { Loaded, Subject } from "./scene.ts";

/** A unit, for what is added to it. */
export const unit: Subject<Loaded & { readonly id: string }> = {
  thing: "unit",
  load: async (_, id) => ({ id, unitId: id, version: 0 }),
};

/** A thing of a table of its own, by the unit that the table names. */
export const subjectOf = <T extends OfUnit>(thing: T): Subject<RowOf<T> & Loaded> => ({
  thing,
  load: async (db, id, lock) => (await getRow(db, thing, id, lock === "alone")) as RowOf<T> & Loaded,
});

export const model: Subject<Model> = {
  thing: "model",
  viewNow: ({ state }) => (state === "draft" ? "model.viewDraft" : "model.view"),
  load: (db, id, lock) => (lock === "alone" ? lockModel(db, id) : getModel(db, id)),
  changedBy: (db, { id }) => lastChangedBy(db, "model", id),
};

export const assessment: Subject<AssessmentOfSubject> = {
  thing: "assessment",
  load: (db, id, lock) => (lock === "none" ? getAssessment(db, id) : lockAssessment(db, id, lock)),
  changedBy: (db, { id }) => lastChangedBy(db, "assessment", id),
  authoritiesOf: ({ bodyUnitId }) => ({ council: bodyUnitId }),
};

export const meeting: Subject<Meeting> = {
  thing: "meeting",
  load: (db, id, lock) => (lock === "none" ? getMeeting(db, id) : lockMeeting(db, id, lock)),
};

export const recognition: Subject<RecognitionOfModel> = {
  thing: "recognition",
  load: (db, id, lock) => (lock === "none" ? getRecognition(db, id) : lockRecognition(db, id, lock)),
  authoritiesOf: ({ deciderId }) => ({ decider: deciderId }),
};

/** A replication task belongs to the unit that adopts the model. */
export const replication: Subject<ReplicationTask> = {
  thing: "replication",
  load: (db, id, lock) => (lock === "alone" ? lockReplication(db, id) : getReplication(db, id)),
  authoritiesOf: ({ giverId }) => (giverId === null ? {} : { giver: giverId }),
  alsoSeenFrom: ({ sourceUnitId }) => sourceUnitId,
};

/** A post, by the unit at which it is held. */
export const post: Subject<Post & Loaded> = {
  thing: "post",
  load: async (db, id, lock) => ({ ...(await getPost(db, id, lock === "alone")), version: 0 }),
};

export const snapshot: Subject<Awaited<ReturnType<typeof getSnapshot>>> = {
  thing: "report",
  load: (db, id) => getSnapshot(db, id),
};
