import type { Day } from "@kheo/core/ground/days";
import { DomainError } from "@kheo/core/rules/errors";
import type { EditionId, FigureValues } from "@kheo/core/criteria/edition";
import type { ModelState, RegistrationForm } from "@kheo/core/movement/models";
import type {
  Adjustments,
  Assessment,
  AssessmentState,
  Claims,
  Decisions,
  Marks,
  ScoreSheet,
  Ticks,
} from "@kheo/core/movement/scoring";
import { sql } from "kysely";
import type { Db } from "../ground/connect.ts";
import { deadlineFor } from "../rules/deadline.ts";
import { council } from "../offices/bodies.ts";
import { lastChangedBy } from "./models.ts";
import { type SetTitles, subject, subjectTitle, subjectUnitName } from "../rules/subjects.ts";

const selectAssessments = (db: Db) =>
  db
    .selectFrom("assessment")
    .leftJoin("model", "model.id", "assessment.modelId")
    .innerJoinLateral(subject, (join) => join.onTrue())
    .leftJoin("body", "body.id", "assessment.bodyId")
    .select([
      "assessment.id",
      "assessment.modelId",
      "assessment.periodId",
      "assessment.editionId",
      "assessment.bodyId",
      "assessment.state",
      "assessment.figures",
      "assessment.ticks",
      "assessment.claims",
      "assessment.decisions",
      "assessment.adjustments",
      "assessment.reason",
      "assessment.verifiedOn",
      "assessment.appraisedOn",
      "assessment.version",
      "subject.unitId",
      "subject.code",
      "subject.state as modelState",
      "model.submittedOn",
      "model.form",
      "body.unitId as bodyUnitId",
    ]);

/** An assessment with the unit that it belongs to, what its model says where it is about one, and the council's unit. */
export type AssessmentOfSubject = Assessment & {
  readonly bodyUnitId: string | null;
  readonly unitId: string;
  /** The code of the model; of a unit's assessment that of the set. */
  readonly code: string;
  readonly modelState: ModelState | null;
  readonly submittedOn: Day | null;
  readonly form: RegistrationForm | null;
};

export const findAssessment = (db: Db, id: string): Promise<AssessmentOfSubject | undefined> =>
  selectAssessments(db).where("assessment.id", "=", id).executeTakeFirst();

/** The assessments of models; one whose model is not accepted is none. */
export const assessmentsOf = (db: Db, modelIds: readonly string[]): Promise<AssessmentOfSubject[]> =>
  modelIds.length === 0
    ? Promise.resolve([])
    : selectAssessments(db).where("assessment.modelId", "in", modelIds).execute();

/** @throws `scoring.notFound`. */
export const getAssessment = async (db: Db, id: string): Promise<AssessmentOfSubject> => {
  const assessment = await findAssessment(db, id);
  if (!assessment) throw new DomainError("scoring.notFound");
  return assessment;
};

/**
 * The assessment, locked until the transaction ends, and its model held as it is. Markers share the lock; a step takes
 * it alone.
 */
export const lockAssessment = async (db: Db, id: string, lock: "alone" | "shared"): Promise<AssessmentOfSubject> => {
  // The model of an assessment has its id. What may be missing cannot be locked where it is joined.
  await db.selectFrom("model").select("id").where("id", "=", id).forShare().execute();
  const query = selectAssessments(db).where("assessment.id", "=", id);
  const assessment = await (
    lock === "alone" ? query.forUpdate("assessment") : query.forShare("assessment")
  ).executeTakeFirst();
  if (!assessment) throw new DomainError("scoring.notFound");
  return assessment;
};

type Begun = { readonly periodId: string; readonly editionId: EditionId };

/** Begins the assessment of a model, under the model's own id. */
export const insertModelAssessment = async (db: Db, modelId: string, begun: Begun): Promise<void> => {
  await db
    .insertInto("assessment")
    .values({ ...begun, id: modelId, modelId, state: "open" })
    .execute();
};

/** Begins the assessment of a unit. @throws `scoring.alreadyBegun` where the period has one by the same set. */
export const insertUnitAssessment = async (
  db: Db,
  assessment: Begun & { readonly unitId: string; readonly changedBy: string },
): Promise<string> => {
  const row = await db
    .insertInto("assessment")
    .values({ ...assessment, state: "open" })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!row) throw new DomainError("scoring.alreadyBegun");
  return row.id;
};

/** What an assessment is called, and its unit. */
export const namesOfAssessment = (db: Db, id: string, day: Day, sets: SetTitles) =>
  db
    .selectFrom("assessment")
    .leftJoin("model", "model.id", "assessment.modelId")
    .innerJoinLateral(subject, (join) => join.onTrue())
    .select([subjectTitle(day, sets).as("title"), subjectUnitName(day).as("unitName")])
    .where("assessment.id", "=", id)
    .executeTakeFirstOrThrow();

export type AssessmentChange = {
  readonly state?: AssessmentState;
  readonly figures?: FigureValues;
  readonly ticks?: Ticks;
  readonly claims?: Claims;
  readonly decisions?: Decisions;
  readonly adjustments?: Adjustments;
  readonly reason?: string | null;
  readonly verifiedOn?: Day | null;
  readonly bodyId?: string;
  readonly appraisedOn?: Day;
};

/** Writes only over the version that was read. Returns the new version. */
export const updateAssessment = async (
  db: Db,
  assessment: Pick<Assessment, "id" | "version">,
  change: AssessmentChange,
  changedBy: string,
): Promise<number> => {
  const { figures, ticks, claims, decisions, adjustments, ...rest } = change;
  const row = await db
    .updateTable("assessment")
    .set({
      ...rest,
      ...(figures && { figures: JSON.stringify(figures) }),
      ...(ticks && { ticks: JSON.stringify(ticks) }),
      ...(claims && { claims: JSON.stringify(claims) }),
      ...(decisions && { decisions: JSON.stringify(decisions) }),
      ...(adjustments && { adjustments: JSON.stringify(adjustments) }),
      changedBy,
      changedAt: new Date(),
      version: assessment.version + 1,
    })
    .where("id", "=", assessment.id)
    .where("version", "=", assessment.version)
    .returning("version")
    .executeTakeFirst();
  if (!row) {
    throw new DomainError("changedMeanwhile", {
      what: "Bảng điểm",
      by: await lastChangedBy(db, "assessment", assessment.id),
    });
  }
  return row.version;
};

/** Every sheet of an assessment. What of them may be shown is for the caller to decide. */
export const sheetsOf = async (db: Db, assessmentId: string): Promise<readonly (ScoreSheet & { name: string })[]> => {
  const rows = await db
    .selectFrom("scoreSheet")
    .innerJoin("person", "person.id", "scoreSheet.personId")
    .select(["scoreSheet.personId", "person.name", "scoreSheet.marks", "scoreSheet.comment", "scoreSheet.handedInAt"])
    .where("assessmentId", "=", assessmentId)
    .orderBy("person.name")
    .execute();
  return rows.map(({ handedInAt, ...sheet }) => ({ ...sheet, handedIn: handedInAt !== null }));
};

/** A member's own sheet, with its version. */
export const sheetOf = (db: Db, assessmentId: string, personId: string) =>
  db
    .selectFrom("scoreSheet")
    .select(["marks", "comment", "handedInAt", "version"])
    .where("assessmentId", "=", assessmentId)
    .where("personId", "=", personId)
    .executeTakeFirst();

/**
 * Saves a member's marks over the version they were read with (0 for none yet). A sheet that was handed in stays.
 * Returns the new version.
 */
export const saveSheet = async (
  db: Db,
  sheet: { assessmentId: string; personId: string; marks: Marks; comment: string; version: number; handIn: boolean },
): Promise<number> => {
  const { assessmentId, personId, comment, version, handIn } = sheet;
  const marks = JSON.stringify(sheet.marks);
  const handedInAt = handIn ? new Date() : null;
  const row = await db
    .insertInto("scoreSheet")
    .values({ assessmentId, personId, marks, comment, handedInAt })
    .onConflict((conflict) =>
      conflict
        .columns(["assessmentId", "personId"])
        .doUpdateSet({ marks, comment, handedInAt, version: version + 1 })
        .where("scoreSheet.version", "=", version)
        .where("scoreSheet.handedInAt", "is", null),
    )
    .returning("version")
    .executeTakeFirst();
  if (row) return row.version;
  const stored = await sheetOf(db, assessmentId, personId);
  if (stored && stored.handedInAt !== null) throw new DomainError("scoring.sheetHandedIn");
  throw new DomainError("changedMeanwhile", { what: "Phiếu chấm", by: "chính đồng chí ở một cửa sổ khác" });
};

/** What one member may do with the marks of an assessment: their seat on its council, if any, and its period. */
export const seatOf = (
  db: Db,
  assessment: Pick<AssessmentOfSubject, "bodyId" | "unitId" | "appraisedOn" | "periodId">,
  personId: string,
  day: Day,
) =>
  db
    .selectFrom("period")
    .leftJoin(council(db, assessment, day).where("post.personId", "=", personId).as("seat"), (join) => join.onTrue())
    .select(["period.title", "period.closedOn", "seat.recused"])
    .where("period.id", "=", assessment.periodId)
    .executeTakeFirstOrThrow();

/** Reopened scoring gives every member their sheet back. */
export const giveSheetsBack = async (db: Db, assessmentId: string): Promise<void> => {
  await db.updateTable("scoreSheet").set({ handedInAt: null }).where("assessmentId", "=", assessmentId).execute();
};

/** Counts again how late models were registered, wherever that is not settled, once a deadline has moved; says where. */
export const recountLateness = async (db: Db, periodId: string, changedBy: string): Promise<readonly string[]> => {
  const late = sql`to_jsonb(greatest(0, model.submitted_on - ${sql.raw(deadlineFor("model.unit_id"))}))`;
  const { rows } = await sql<{ id: string }>`
    update assessment
       set figures = jsonb_set(figures, '{daysLate}', ${late}), version = assessment.version + 1,
           changed_by = ${changedBy}, changed_at = now()
      from model join period on period.id = model.period_id
     where model.id = assessment.model_id and period.id = ${periodId}
       and assessment.state <> 'closed' and figures -> 'daysLate' <> ${late}
    returning assessment.id`.execute(db);
  return rows.map(({ id }) => id);
};
