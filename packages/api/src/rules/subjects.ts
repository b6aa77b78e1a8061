import type { Cluster } from "@kheo/core/territory/clusters";
import { getCluster } from "@kheo/db/territory/clusters";
import type { Body } from "@kheo/core/offices/bodies";
import type { Meeting } from "@kheo/core/movement/meetings";
import type { Model } from "@kheo/core/movement/models";
import { getBody } from "@kheo/db/offices/bodies";
import { getMeeting, lockMeeting } from "@kheo/db/movement/meetings";
import { getModel, lastChangedBy, lockModel } from "@kheo/db/movement/models";
import { getPost, type Post } from "@kheo/db/offices/posts";
import { getRecognition, lockRecognition, type RecognitionOfModel } from "@kheo/db/movement/recognition";
import type { Reorganisation } from "@kheo/core/territory/reorganisations";
import { getReorganisation } from "@kheo/db/territory/reorganisations";
import { getReplication, lockReplication, type ReplicationTask } from "@kheo/db/movement/replication";
import { getSnapshot } from "@kheo/db/reports/reports";
import { type AssessmentOfSubject, getAssessment, lockAssessment } from "@kheo/db/movement/scoring";
import type { Loaded, Subject } from "./scene.ts";

/** A unit, for what is added to it. */
export const unit: Subject<Loaded & { readonly id: string }> = {
  thing: "unit",
  load: async (_, id) => ({ id, unitId: id, version: 0 }),
};

/** A reorganisation, by the unit whose administrators plan it. */
export const reorganisation: Subject<Reorganisation> = {
  thing: "reorganisation",
  load: (db, id, lock) => getReorganisation(db, id, lock === "alone"),
};

/** A cluster or bloc, by the unit that set it up. */
export const cluster: Subject<Cluster> = {
  thing: "cluster",
  load: (db, id, lock) => getCluster(db, id, lock === "alone"),
};

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

/** A body, by the unit that founded it. */
export const body: Subject<Body> = {
  thing: "body",
  load: (db, id, lock) => getBody(db, id, lock === "alone"),
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
