import type { Day } from "@kheo/core/ground/days";
import type { Class, EditionId } from "@kheo/core/criteria/edition";
import type { Evaluation } from "@kheo/core/criteria/evaluate";
import type { ScoringInput } from "@kheo/core/criteria/input";
import type { Db } from "../ground/connect.ts";

export type StoredVerdict = {
  readonly id: string;
  readonly editionId: EditionId;
  readonly input: ScoringInput;
  readonly result: Evaluation;
  readonly total: string;
  readonly class: Class;
  readonly passed: boolean;
  readonly closedOn: Day;
  /** Whose sheets were counted; `null` of what was closed before that was kept. */
  readonly counted: readonly string[] | null;
};

/** A verdict is a fact: a later one stands beside it. */
export const insertVerdict = async (
  db: Db,
  verdict: {
    assessmentId: string;
    editionId: EditionId;
    input: ScoringInput;
    result: Evaluation;
    closedOn: Day;
    counted: string[];
  },
): Promise<string> => {
  const { result } = verdict;
  const { id } = await db
    .insertInto("verdict")
    .values({
      ...verdict,
      input: JSON.stringify(verdict.input),
      result: JSON.stringify(result),
      total: result.total,
      class: result.classification,
      passed: result.passed,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
};

const verdictColumns = [
  "verdict.id",
  "verdict.editionId",
  "verdict.input",
  "verdict.result",
  "verdict.total",
  "verdict.class",
  "verdict.passed",
  "verdict.closedOn",
  "verdict.counted",
] as const;

/** The verdict that stands, or `undefined` before the first closing. */
export const lastVerdict = (db: Db, assessmentId: string): Promise<StoredVerdict | undefined> =>
  db
    .selectFrom("verdict")
    .select(verdictColumns)
    .where("assessmentId", "=", assessmentId)
    .orderBy("createdAt", "desc")
    .limit(1)
    .executeTakeFirst();

/** The verdicts that stand, of several assessments. */
export const lastVerdicts = async (
  db: Db,
  assessmentIds: readonly string[],
): Promise<readonly (StoredVerdict & { readonly assessmentId: string })[]> =>
  assessmentIds.length === 0
    ? []
    : db
        .selectFrom("verdict")
        .distinctOn("verdict.assessmentId")
        .select([...verdictColumns, "verdict.assessmentId"])
        .where("assessmentId", "in", assessmentIds)
        .orderBy("verdict.assessmentId")
        .orderBy("createdAt", "desc")
        .execute();

/** Every verdict ever stored, a page at a time: for the verifier. */
export const listVerdicts = (db: Db, of: { limit: number; offset: number }) =>
  db
    .selectFrom("verdict")
    .select([...verdictColumns, "verdict.assessmentId"])
    .orderBy("verdict.id")
    .limit(of.limit)
    .offset(of.offset)
    .execute();

/** How many verdicts were ever stored. */
export const countVerdicts = async (db: Db): Promise<number> =>
  (
    await db
      .selectFrom("verdict")
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .executeTakeFirstOrThrow()
  ).count;
