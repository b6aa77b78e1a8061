import type { Cluster } from "@kheo/core/territory/clusters";
import { getCluster } from "@kheo/db/territory/clusters";
import type { Body } from "@kheo/core/offices/bodies";
import { DomainError } from "@kheo/core/rules/errors";
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
import { type AssessmentOfModel, assessmentOfModel, lockAssessment } from "@kheo/db/movement/scoring";
import type { Subject } from "./scene.ts";

/** A unit, for what is added to it. */
export const unit: Subject<{ id: string }> = {
  thing: "unit",
  what: "Đơn vị",
  view: "unit.view",
  notFound: () => new DomainError("unit.notFound"),
  load: async (_, id) => ({ id }),
  unitOf: ({ id }) => id,
  versionOf: () => 0,
};

/** A reorganisation, by the unit whose administrators plan it. */
export const reorganisation: Subject<Reorganisation> = {
  thing: "reorganisation",
  what: "Phương án sắp xếp",
  view: "reorganisation.view",
  notFound: () => new DomainError("reorganisation.notFound"),
  load: (db, id, lock) => getReorganisation(db, id, lock === "alone"),
  unitOf: ({ unitId }) => unitId,
  versionOf: ({ version }) => version,
};

/** A cluster or bloc, by the unit that set it up. */
export const cluster: Subject<Cluster> = {
  thing: "cluster",
  what: "Cụm, khối thi đua",
  view: "cluster.view",
  notFound: () => new DomainError("cluster.notFound"),
  load: (db, id, lock) => getCluster(db, id, lock === "alone"),
  unitOf: ({ unitId }) => unitId,
  versionOf: ({ version }) => version,
};

export const model: Subject<Model> = {
  thing: "model",
  what: "Mô hình",
  view: "model.view",
  viewNow: ({ state }) => (state === "draft" ? "model.viewDraft" : "model.view"),
  notFound: () => new DomainError("model.notFound"),
  load: (db, id, lock) => (lock === "alone" ? lockModel(db, id) : getModel(db, id)),
  changedBy: (db, { id }) => lastChangedBy(db, "model", id),
  unitOf: ({ unitId }) => unitId,
  versionOf: ({ version }) => version,
};

/** The assessment of a model, named by the model's id. */
export const assessment: Subject<AssessmentOfModel> = {
  thing: "assessment",
  what: "Bảng điểm",
  view: "scoring.view",
  notFound: () => new DomainError("scoring.notFound"),
  load: (db, id, lock) => (lock === "none" ? assessmentOfModel(db, id) : lockAssessment(db, id, lock)),
  changedBy: (db, { id }) => lastChangedBy(db, "assessment", id),
  unitOf: ({ unitId }) => unitId,
  authoritiesOf: ({ bodyUnitId }) => ({ council: bodyUnitId }),
  versionOf: ({ version }) => version,
};

export const meeting: Subject<Meeting> = {
  thing: "meeting",
  what: "Phiên họp",
  view: "meeting.view",
  notFound: () => new DomainError("meeting.notFound"),
  load: (db, id, lock) => (lock === "none" ? getMeeting(db, id) : lockMeeting(db, id, lock)),
  unitOf: ({ unitId }) => unitId,
  versionOf: ({ version }) => version,
};

export const recognition: Subject<RecognitionOfModel> = {
  thing: "recognition",
  what: "Hồ sơ công nhận",
  view: "recognition.view",
  notFound: () => new DomainError("recognition.notFound"),
  load: (db, id, lock) => (lock === "none" ? getRecognition(db, id) : lockRecognition(db, id, lock)),
  unitOf: ({ unitId }) => unitId,
  authoritiesOf: ({ deciderId }) => ({ decider: deciderId }),
  versionOf: ({ version }) => version,
};

/** A replication task belongs to the unit that adopts the model. */
export const replication: Subject<ReplicationTask> = {
  thing: "replication",
  what: "Nhiệm vụ nhân rộng",
  view: "replication.view",
  notFound: () => new DomainError("replication.notFound"),
  load: (db, id, lock) => (lock === "alone" ? lockReplication(db, id) : getReplication(db, id)),
  unitOf: ({ unitId }) => unitId,
  authoritiesOf: ({ giverId }) => (giverId === null ? {} : { giver: giverId }),
  alsoSeenFrom: ({ sourceUnitId }) => sourceUnitId,
  versionOf: ({ version }) => version,
};

/** A body, by the unit that founded it. */
export const body: Subject<Body> = {
  thing: "body",
  what: "Hội đồng, tổ, ban",
  view: "body.view",
  notFound: () => new DomainError("body.missing"),
  load: (db, id, lock) => getBody(db, id, lock === "alone"),
  unitOf: ({ unitId }) => unitId,
  versionOf: ({ version }) => version,
};

/** A post, by the unit at which it is held. */
export const post: Subject<Post> = {
  thing: "post",
  what: "Chức vụ",
  view: "person.view",
  notFound: () => new DomainError("post.notFound"),
  load: (db, id, lock) => getPost(db, id, lock === "alone"),
  unitOf: ({ unitId }) => unitId,
  versionOf: () => 0,
};

export const snapshot: Subject<Awaited<ReturnType<typeof getSnapshot>>> = {
  thing: "report",
  what: "Báo cáo",
  view: "report.view",
  notFound: () => new DomainError("report.notFound"),
  load: (db, id) => getSnapshot(db, id),
  unitOf: ({ unitId }) => unitId,
  versionOf: ({ version }) => version,
};
