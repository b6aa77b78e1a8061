import { canonical } from "@kheo/core/ground/canonical";
import type { Day } from "@kheo/core/ground/days";
import { DomainError } from "@kheo/core/rules/errors";
import type { Period } from "@kheo/core/movement/periods";
import type { Class, EditionId, Topic } from "@kheo/core/criteria/edition";
import type {
  AnnualReport,
  Comparison,
  ModelFact,
  RecognitionFact,
  ReplicationFact,
  ReportFacts,
  ReportUnit,
  UnitVerdictFact,
} from "@kheo/core/reports/reports";
import { compareNames } from "@kheo/core/ground/text";
import { droppedStates } from "@kheo/core/movement/models";
import { sql } from "kysely";
import type { Db } from "../ground/connect.ts";
import { notEndedBefore } from "../ground/in-force.ts";
import { sha256 } from "../rules/events.ts";
import { headOf } from "../rules/chain.ts";
import { previousPeriod } from "../movement/periods.ts";
import { everybody, shownOutputs, shownTitle } from "../rules/personal.ts";
import { stateAt } from "../rules/state-changes.ts";
import { placedUnit } from "../territory/units.ts";

/** The word for a class in an edition; the catalog knows it. */
export type ClassLabel = (editionId: EditionId, name: Class) => string;

const listReportUnits = async (db: Db, structureOn: Day): Promise<readonly ReportUnit[]> => {
  const { rows } = await sql<ReportUnit>`
    select distinct on (unit_id) unit_id as id, name, parent_id as "parentId",
           ${notEndedBefore("unitVersion", structureOn)} as "inForce"
      from unit_version where valid_from <= ${structureOn} and line = 'territory'
     order by unit_id, valid_from desc`.execute(db);
  return rows.toSorted((a, b) => compareNames(a.name, b.name));
};

const listHeirs = async (db: Db, day: Day): Promise<Readonly<Record<string, readonly string[]>>> => {
  const { rows } = await sql<{ unitId: string; heirs: readonly string[] }>`
    select unit_id as "unitId", json_agg(heir_id order by heir_id) as heirs
      from unit_succession where effective_on <= ${day} group by unit_id`.execute(db);
  return Object.fromEntries(rows.map(({ unitId, heirs }) => [unitId, heirs]));
};

/** What is below a unit, of all that it was on a day or is still to be counted as: nothing of what is divided. */
const whollyBelow = ({ unitId, structureOn }: Structure) => sql`(select units_wholly_below(${unitId}, ${structureOn}))`;

type Structure = { readonly unitId: string; readonly structureOn: Day };

type ModelRow = Omit<ModelFact, "verdict" | "recheck" | "pathThen"> & {
  pathThen: readonly string[] | null;
  total: string | null;
  class: Class | null;
  passed: boolean | null;
  editionId: EditionId | null;
  closedOn: Day | null;
  recheckResult: "confirm" | "downgrade" | null;
  recheckOn: Day | null;
};

const listModelFacts = async (
  db: Db,
  structure: Structure,
  periodIds: readonly string[],
  cutoff: Day,
  classLabel: ClassLabel,
  /** The day whose tree the models are placed in besides. */
  before: Day | null,
): Promise<readonly ModelFact[]> => {
  const { rows } = await sql<ModelRow>`
    select model.id, model.period_id as "periodId", ${placedUnit("model.id", "model.unitId", structure.structureOn)} as "unitId",
           unit_name(model.unit_id, coalesce(model.accepted_on, ${cutoff})) as "unitName",
           ${shownTitle(everybody)} as title, model.field, model.topic, model.subject_kind as "subjectKind",
           stood.state,
           model.continues_id is not null as continued, model.accepted_on as "acceptedOn",
           model.discontinued_on as "discontinuedOn", ${shownOutputs(everybody)} as outputs,
           ${before === null ? sql`null` : sql`unit_path(model.unit_id, ${before})`} as "pathThen",
           last.total, last.class, last.passed, last.edition_id as "editionId", last.closed_on as "closedOn",
           checked.result as "recheckResult", checked.held_on as "recheckOn"
      from model
      join lateral (select ${stateAt("model", cutoff, "draft")} as state) stood on true
      left join assessment on assessment.model_id = model.id
      left join lateral (
        select verdict.* from verdict
         where verdict.assessment_id = assessment.id and verdict.closed_on <= ${cutoff}
           and ${stateAt("assessment", cutoff, "open")} = 'closed'
         order by verdict.created_at desc limit 1) last on true
      left join lateral (
        select recheck.result, recheck.held_on
          from recheck join recognition on recognition.id = recheck.recognition_id
         where recognition.model_id = model.id and recheck.held_on <= ${cutoff}
         order by recheck.held_on desc, recheck.created_at desc limit 1) checked on true
     where (model.period_id = any(${periodIds}::uuid[])
            or exists (select from recognition where recognition.model_id = model.id)
            or model.discontinued_on is not null)
       and ${placedUnit("model.id", "model.unitId", structure.structureOn)} in ${whollyBelow(structure)}
       and stood.state <> 'draft' and stood.state <> all(${droppedStates}::text[])`.execute(db);
  return rows.map(
    ({ total, class: name, passed, editionId, closedOn, recheckResult, recheckOn, pathThen, ...fact }) => ({
      ...fact,
      ...(pathThen && { pathThen }),
      verdict:
        total !== null && name !== null && passed !== null && editionId !== null && closedOn !== null
          ? { total, classLabel: classLabel(editionId, name), passed, on: closedOn }
          : null,
      recheck:
        recheckResult !== null && recheckOn !== null ? { kept: recheckResult === "confirm", on: recheckOn } : null,
    }),
  );
};

const listRecognitionFacts = async (
  db: Db,
  structure: Structure,
  period: Period,
  cutoff: Day,
): Promise<RecognitionFact[]> => {
  const { rows } = await sql<RecognitionFact>`
    select recognition.model_id as "modelId", recognition.level,
           case when revocation.signed_on > ${cutoff} then 'published' else recognition.state end as state,
           case when revocation.signed_on > ${cutoff}
             then json_build_object('number', revocation.number, 'signedOn', revocation.signed_on) end as "revokedLater",
           decision.number as "decisionNumber", decision.signed_on as "signedOn"
      from recognition
      join decision on decision.id = recognition.decision_id
      left join decision revocation on revocation.id = recognition.revocation_id
      join model on model.id = recognition.model_id
     where decision.signed_on between ${period.opensOn} and ${cutoff}
       and ${placedUnit("model.id", "model.unitId", structure.structureOn)} in ${whollyBelow(structure)}
     order by decision.signed_on, decision.number, recognition.model_id`.execute(db);
  return rows;
};

const listReplicationFacts = async (
  db: Db,
  structure: Structure,
  period: Period,
  cutoff: Day,
): Promise<ReplicationFact[]> => {
  const { rows } = await sql<ReplicationFact>`
    select ${shownTitle(everybody)} as "sourceTitle", unit_name(model.unit_id, ${cutoff}) as "sourceUnitName",
           ${placedUnit("replication.id", "replication.adopterUnitId", structure.structureOn)} as "adopterUnitId",
           unit_name(replication.adopter_unit_id, ${cutoff}) as "adopterUnitName",
           stood.state, replication.assigned_on as "assignedOn", replication.due_on as "dueOn",
           case when replication.confirmed_on <= ${cutoff} then replication.confirmed_on end as "confirmedOn",
           case when stood.state = replication.state then replication.result else '' end as result
      from replication
      join lateral (select ${stateAt("replication", cutoff, "assigned")} as state) stood on true
      join recognition on recognition.id = replication.recognition_id
      join model on model.id = recognition.model_id
     where replication.period_id = ${period.id} and coalesce(replication.assigned_on, ${cutoff}) <= ${cutoff}
       and ${placedUnit("replication.id", "replication.adopterUnitId", structure.structureOn)} in ${whollyBelow(structure)}
     order by replication.due_on, "sourceTitle", replication.id`.execute(db);
  return rows;
};

/** What came of the assessments of units themselves. */
const listUnitVerdictFacts = async (
  db: Db,
  structure: Structure,
  period: Period,
  cutoff: Day,
  classLabel: ClassLabel,
): Promise<UnitVerdictFact[]> => {
  const { rows } = await sql<{ unitId: string; class: Class; editionId: EditionId }>`
    select assessment.unit_id as "unitId", last.class, last.edition_id as "editionId"
      from assessment
      join lateral (
        select verdict.class, verdict.edition_id from verdict
         where verdict.assessment_id = assessment.id and verdict.closed_on <= ${cutoff}
         order by verdict.created_at desc limit 1) last on true
     where assessment.period_id = ${period.id} and ${stateAt("assessment", cutoff, "open")} = 'closed'
       and assessment.unit_id in ${whollyBelow(structure)}
     order by assessment.unit_id, last.edition_id`.execute(db);
  return rows.map(({ unitId, class: name, editionId }) => ({ unitId, classLabel: classLabel(editionId, name) }));
};

/** Everything the annual report of a unit and a period is made from, as it stood on the cut-off day. */
export const reportFacts = async (
  db: Db,
  of: {
    unitId: string;
    period: Period;
    cutoff: Day;
    structureOn: Day;
    comparison: Comparison;
    demonstration: boolean;
    topics: readonly Topic[];
    classLabel: ClassLabel;
  },
): Promise<ReportFacts> => {
  const { unitId, period, cutoff, structureOn, comparison, demonstration, topics, classLabel } = of;
  const structure = { unitId, structureOn };
  const before = await previousPeriod(db, period);
  const units = await listReportUnits(db, structureOn);
  if (!units.some((unit) => unit.id === unitId)) throw new DomainError("unit.notFound");
  const periodIds = [period.id, ...(before ? [before.id] : [])];
  return {
    unitId,
    period,
    previousPeriod: before,
    cutoff,
    demonstration,
    head: await headOf(db),
    structureOn,
    comparison,
    topics,
    units,
    heirs: await listHeirs(db, structureOn),
    models: await listModelFacts(
      db,
      structure,
      periodIds,
      cutoff,
      classLabel,
      comparison === "asItWas" && before ? before.endsOn : null,
    ),
    recognitions: await listRecognitionFacts(db, structure, period, cutoff),
    replications: await listReplicationFacts(db, structure, period, cutoff),
    unitVerdicts: await listUnitVerdictFacts(db, structure, period, cutoff, classLabel),
  };
};

/** The code of a report, by which what is kept of it can be held against its paper. */
export const hashOfReport = (content: unknown): string => sha256(canonical(content));

/** Holds a version until the transaction ends, so that it is issued once. */
export const holdSnapshot = async (db: Db, id: string): Promise<void> => {
  await db.selectFrom("reportSnapshot").select("id").where("id", "=", id).forUpdate().execute();
};

/** Keeps a report as it is, with the next version number of its unit and period. */
export const insertSnapshot = async (
  db: Db,
  snapshot: { report: AnnualReport; hash: string; createdBy: string },
): Promise<{ id: string; version: number }> => {
  const { report, hash, createdBy } = snapshot;
  return db
    .insertInto("reportSnapshot")
    .values({
      unitId: report.unitId,
      periodId: report.periodId,
      cutoff: report.cutoff,
      version: sql<number>`(select coalesce(max(version), 0) + 1 from report_snapshot
        where unit_id = ${report.unitId} and period_id = ${report.periodId})`,
      content: JSON.stringify(report),
      hash,
      createdBy,
    })
    .returning(["id", "version"])
    .executeTakeFirstOrThrow();
};

export const listSnapshots = (db: Db, of: { unitId: string; periodId: string }) =>
  db
    .selectFrom("reportSnapshot")
    .leftJoin("person", "person.id", "reportSnapshot.createdBy")
    .select([
      "reportSnapshot.id",
      "reportSnapshot.version",
      "reportSnapshot.cutoff",
      "reportSnapshot.hash",
      "reportSnapshot.createdAt",
      "person.name as createdBy",
    ])
    .where("unitId", "=", of.unitId)
    .where("periodId", "=", of.periodId)
    .orderBy("version", "desc")
    .execute();

/** The frozen reports whose hash begins so, with what their papers are called. */
export const snapshotsOfCode = (db: Db, code: string) =>
  db
    .selectFrom("reportSnapshot")
    .innerJoin("period", "period.id", "reportSnapshot.periodId")
    .select([
      "reportSnapshot.version",
      "reportSnapshot.cutoff",
      "reportSnapshot.hash",
      "reportSnapshot.content",
      "period.title as period",
      sql<string>`unit_name(report_snapshot.unit_id, report_snapshot.cutoff)`.as("unitName"),
    ])
    .where("reportSnapshot.hash", "like", `${code}%`)
    .orderBy("reportSnapshot.createdAt")
    .execute();

/** @throws `report.notFound`. */
export const getSnapshot = async (db: Db, id: string) => {
  const snapshot = await db.selectFrom("reportSnapshot").selectAll().where("id", "=", id).executeTakeFirst();
  if (!snapshot) throw new DomainError("report.notFound");
  return snapshot;
};
