import type { Day } from "@kheo/core/ground/days";
import { DomainError } from "@kheo/core/rules/errors";
import { type Decision, type DecisionDraft, type Level, type RecognitionState } from "@kheo/core/movement/recognition";
import { type RawBuilder, sql } from "kysely";
import type { Db } from "../ground/connect.ts";
import { updateRow } from "../rules/tables.ts";
import { onPage, type Page } from "../rules/lists.ts";
import { headTextOf } from "../rules/chain.ts";
import { verdictInForce } from "./verdict-in-force.ts";
import { isProvince, unitNameOf } from "../territory/units.ts";

/** The unit beside a recognition: as it was when the decision was signed, or by the units of another day. */
export const namedOnDecision = (signedOn: RawBuilder<unknown>, unitsOn: Day | undefined) =>
  unitNameOf("model.id", "model.unitId", sql`coalesce(${signedOn}, model.accepted_on, today())`, unitsOn);

/** With a page only what is on it, in its order: it is joined first, so that nothing is looked up for other rows. */
export const selectRecognitions = (db: Db, unitsOn?: Day, page?: Page) =>
  db
    .selectFrom("recognition")
    .$call((all) => (page ? onPage(all, page, "recognition.id") : all))
    .innerJoin("model", "model.id", "recognition.modelId")
    .leftJoin("decision", "decision.id", "recognition.decisionId")
    .leftJoin("decision as revocation", "revocation.id", "recognition.revocationId")
    .leftJoin("meetingItem", "meetingItem.id", "recognition.meetingItemId")
    .leftJoin("meeting", "meeting.id", "meetingItem.meetingId")
    .leftJoin("assessment", "assessment.modelId", "model.id")
    .leftJoinLateral(verdictInForce, (join) => join.onTrue())
    .select([
      "recognition.id",
      "recognition.modelId",
      "recognition.level",
      "recognition.state",
      "recognition.reason",
      "recognition.deciderId",
      "recognition.draft",
      "recognition.version",
      "model.title",
      "model.code",
      "model.unitId",
      "model.periodId",
      "model.state as modelState",
      "model.field",
      "model.topic",
      "model.form",
      namedOnDecision(sql.ref("decision.signedOn"), unitsOn).as("unitName"),
      "decision.number",
      "decision.signedOn",
      "decision.signatory",
      "decision.signatoryTitle",
      "decision.publishedOn",
      "decision.logHead",
      "revocation.number as revocationNumber",
      "revocation.signedOn as revocationSignedOn",
      "meeting.id as meetingId",
      "meeting.members",
      "meeting.closedOn as votedOn",
      "meetingItem.agree",
      "meetingItem.disagree",
      "meetingItem.passed as votePassed",
      "last.total",
      "last.class",
      "last.passed",
      "last.editionId",
    ]);

export type RecognitionOfModel = Awaited<ReturnType<typeof getRecognition>>;

/** @throws `recognition.notFound`. */
export const getRecognition = async (db: Db, id: string) => {
  const recognition = await selectRecognitions(db).where("recognition.id", "=", id).executeTakeFirst();
  if (!recognition) throw new DomainError("recognition.notFound");
  return recognition;
};

/**
 * The recognition, locked until the transaction ends, and its model held as it is: what is decided upon is not stopped
 * meanwhile. `shared` for what only has to find it unchanged.
 */
export const lockRecognition = async (db: Db, id: string, lock: "alone" | "shared"): Promise<RecognitionOfModel> => {
  const query = selectRecognitions(db).where("recognition.id", "=", id).forShare("model");
  const recognition = await (
    lock === "alone" ? query.forUpdate("recognition") : query.forShare("recognition")
  ).executeTakeFirst();
  if (!recognition) throw new DomainError("recognition.notFound");
  return recognition;
};

/** The recognitions of one model, the highest level last, as the names of the levels happen to stand. */
export const recognitionsOfModel = (db: Db, modelId: string) =>
  selectRecognitions(db).where("recognition.modelId", "=", modelId).orderBy("recognition.level").execute();

export const insertRecognition = async (
  db: Db,
  recognition: {
    modelId: string;
    meetingItemId: string | null;
    level: Level;
    state: RecognitionState;
    deciderId: string;
    decisionId?: string;
  },
): Promise<string> =>
  (await db.insertInto("recognition").values(recognition).returning("id").executeTakeFirstOrThrow()).id;

export const updateRecognition = async (
  db: Db,
  recognition: { id: string; version: number },
  change: {
    state: RecognitionState;
    /** The draft that waits from now on; whatever else happens, an earlier one is done with. */
    draft: DecisionDraft | null;
    decisionId?: string;
    revocationId?: string;
    reason?: string | null;
  },
): Promise<void> => {
  const { draft, ...rest } = change;
  await updateRow(db, "recognition", recognition, { ...rest, draft: draft && JSON.stringify(draft) });
};

/** @throws `decision.duplicate` where the unit has another decision of that number in the same year. */
export const requireFreeNumber = async (db: Db, decision: Decision & { unitId: string }): Promise<void> => {
  const { unitId, number, signedOn, signatory, signatoryTitle } = decision;
  const { rows } = await sql`select from decision
    where unit_id = ${unitId} and number = ${number} and extract(year from signed_on) = extract(year from ${signedOn}::date)
      and (signed_on, signatory, signatory_title) <> (${signedOn}::date, ${signatory}, ${signatoryTitle})`.execute(db);
  if (rows.length > 0) throw new DomainError("decision.duplicate", { number });
};

/** The decision with this number and day, or a new one: one decision may recognise many models. */
export const recordDecision = async (
  db: Db,
  decision: Decision & { unitId: string; level: Level },
): Promise<string> => {
  const { id } = await db
    .insertInto("decision")
    .values(decision)
    .onConflict((conflict) =>
      conflict.columns(["unitId", "number", "signedOn"]).doUpdateSet((eb) => ({ number: eb.ref("excluded.number") })),
    )
    .returning("id")
    .executeTakeFirstOrThrow();
  // After its own row: of two at once, the later one sees the other's.
  await requireFreeNumber(db, decision);
  return id;
};

/** The first publication counts, with where the event chain stood then. Returns what it published. */
export const publishDecisionOf = async (
  db: Db,
  recognitionId: string,
  publishedOn: Day,
): Promise<readonly string[]> => {
  const logHead = await headTextOf(db);
  const rows = await db
    .updateTable("decision")
    .set({ publishedOn, logHead })
    .where("publishedOn", "is", null)
    .where((eb) =>
      eb(
        "id",
        "in",
        eb.selectFrom("recognition").select("recognition.decisionId").where("recognition.id", "=", recognitionId),
      ),
    )
    .returning("id")
    .execute();
  return rows.map(({ id }) => id);
};

export const insertRecheck = async (
  db: Db,
  recheck: { recognitionId: string; heldOn: Day; result: "confirm" | "downgrade"; note: string },
): Promise<void> => {
  await db.insertInto("recheck").values(recheck).execute();
};

export const rechecksOf = (db: Db, recognitionId: string) =>
  db
    .selectFrom("recheck")
    .select(["heldOn", "result", "note"])
    .where("recognitionId", "=", recognitionId)
    .orderBy("createdAt", "desc")
    .execute();

/** The level at which the body of a unit recognises: the province is the highest unit; whatever is called one below another is none. */
export const levelOf = async (db: Db, unitId: string): Promise<Level> =>
  (await isProvince(db, unitId)) ? "province" : "commune";
