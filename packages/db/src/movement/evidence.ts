import type { Day } from "@kheo/core/ground/days";
import type { EvidencePlace, EvidenceSight } from "@kheo/core/movement/evidence";
import type { ModelState } from "@kheo/core/movement/models";
import { DomainError } from "@kheo/core/rules/errors";
import type { Grant } from "@kheo/core/rules/rights";
import { type RawBuilder, sql } from "kysely";
import type { Db } from "../ground/connect.ts";
import { withinReach } from "../rules/reach.ts";
import { getRow, type RowOf, updateRow } from "../rules/tables.ts";
import { type AssessmentOfSubject, findAssessment } from "./scoring.ts";

/** A file of a unit, and how far it is to be seen. */
export type Evidence = RowOf<"evidence"> & { readonly sight: EvidenceSight };

/** @throws `evidence.notFound`. */
export const getEvidence = async (db: Db, id: string, lock: boolean): Promise<Evidence> => {
  const row = await getRow(db, "evidence", id, lock);
  const { rows } = await sql<{ sight: EvidenceSight }>`select evidence_sight(${id}) as sight`.execute(db);
  return { ...row, sight: rows[0]?.sight ?? "kept" };
};

/** @throws `evidence.removed`, `evidence.replaced`. */
export const requireCurrent = ({ removedAt, replacedAt }: Pick<Evidence, "removedAt" | "replacedAt">): void => {
  if (removedAt !== null) throw new DomainError("evidence.removed");
  if (replacedAt !== null) throw new DomainError("evidence.replaced");
};

/** What files are attached to: a model with its assessment, or the assessment of a unit, under the id that they share. */
export type Dossier = {
  readonly id: string;
  readonly unitId: string;
  readonly periodId: string;
  readonly version: number;
  readonly modelState: ModelState | null;
  readonly assessment: AssessmentOfSubject | null;
};

/** With `hold`, neither moves to another state before the transaction ends. @throws `evidence.notFound`. */
export const getDossier = async (db: Db, id: string, hold: boolean): Promise<Dossier> => {
  const models = db.selectFrom("model").select(["unitId", "periodId", "state"]).where("id", "=", id);
  const model = await (hold ? models.forShare() : models).executeTakeFirst();
  if (hold) await db.selectFrom("assessment").select("id").where("id", "=", id).forShare().execute();
  const assessment = (await findAssessment(db, id)) ?? null;
  const of = model ?? assessment;
  if (!of) throw new DomainError("evidence.notFound");
  const { unitId, periodId } = of;
  return { id, unitId, periodId, version: 0, modelState: model?.state ?? null, assessment };
};

/** The part of a dossier to which a file is attached. @throws `evidence.criterionNeeded`, `evidence.noAssessment`. */
export const placeIn = ({ modelState, assessment }: Dossier, criterion: string | null): EvidencePlace => {
  if (criterion === null) {
    if (modelState === null) throw new DomainError("evidence.criterionNeeded");
    return { thing: "model", state: modelState };
  }
  if (!assessment) throw new DomainError("evidence.noAssessment");
  return { thing: "assessment", state: assessment.state, modelState };
};

/** Who asks, by what it takes to see a file, one that is attached to a draft, and one to figures that were not sent. */
export type EvidenceReach = {
  readonly view: readonly Grant[];
  readonly drafts: readonly Grant[];
  readonly unsent: readonly Grant[];
  readonly day: Day;
};

/** That a file is for whoever asks. */
export const visible = ({ view, drafts, unsent, day }: EvidenceReach): RawBuilder<boolean> =>
  sql<boolean>`(${withinReach(view, "evidence.unit_id", day)} and (${withinReach(drafts, "evidence.unit_id", day)}
    or case evidence_sight(evidence.id) when 'shown' then true
       when 'unsent' then ${withinReach(unsent, "evidence.unit_id", day)} else false end))`;

/** What a file is used for. */
export type EvidenceUse = {
  readonly thing: EvidencePlace["thing"];
  readonly thingId: string;
  readonly criterion: string | null;
  /** The number of the model; of a unit's assessment the code of its set. */
  readonly code: string;
};

/** What `evidence` is used for in force, as far as whoever asks may see that. */
export const usesOf = ({ drafts, unsent, day }: EvidenceReach): RawBuilder<EvidenceUse> => sql<EvidenceUse>`(
  select used.thing, used.thing_id, used.criterion,
         coalesce(model.code, split_part(assessment.edition_id, '@', 1)) as code
    from evidence_use used
    left join model on model.id = used.thing_id
    left join assessment on used.thing = 'assessment' and assessment.id = used.thing_id
   where used.evidence_id = evidence.id and used.ended_at is null and case used.thing
     when 'model' then model.state <> 'draft' or ${withinReach(drafts, "evidence.unit_id", day)}
     else assessment.state <> 'open' or ${withinReach(unsent, "evidence.unit_id", day)} end)`;

const useFacts = `jsonb_build_object('thing', used.thing, 'thingId', used.thing_id, 'criterion', used.criterion, 'code', used.code)`;

/** All of those as one value, in the order of their codes. */
export const usesAsJson = (reach: EvidenceReach): RawBuilder<readonly EvidenceUse[]> =>
  sql<
    readonly EvidenceUse[]
  >`(select coalesce(jsonb_agg(${sql.raw(useFacts)} order by used.code, used.criterion nulls first), '[]')
    from ${usesOf(reach)} used)`;

type Earlier = { readonly id: string; readonly name: string; readonly addedOn: Day };
const earlier = sql<readonly Earlier[]>`(
  with recursive older as (
    select past.id, past.name, past.added_at, past.replaces_id from evidence past where past.id = evidence.replaces_id
    union all
    select past.id, past.name, past.added_at, past.replaces_id from older join evidence past on past.id = older.replaces_id)
  select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name,
    'addedOn', (added_at at time zone 'Asia/Ho_Chi_Minh')::date) order by added_at desc), '[]') from older)`;

export const addedOn = sql<Day>`(evidence.added_at at time zone 'Asia/Ho_Chi_Minh')::date`;

/** What is attached to a dossier, by criterion; figures that were not sent are left out unless `withUnsent`. */
export const attachedTo = (db: Db, { id, assessment }: Dossier, reach: EvidenceReach, withUnsent: boolean) => {
  let query = db
    .selectFrom("evidenceUse")
    .innerJoin("evidence", "evidence.id", "evidenceUse.evidenceId")
    .innerJoin("storedFile", "storedFile.hash", "evidence.fileHash")
    .innerJoin("person", "person.id", "evidence.addedBy")
    .where("evidenceUse.thingId", "=", id)
    .where("evidenceUse.endedAt", "is", null)
    .select([
      "evidence.id",
      "evidence.title",
      "evidence.name",
      "evidence.takenOn",
      "evidence.version",
      "evidence.replacedAt",
      "storedFile.kind",
      "storedFile.size",
      "storedFile.width",
      "storedFile.height",
      "person.name as addedByName",
      addedOn.as("addedOn"),
      "evidenceUse.thing",
      "evidenceUse.criterion",
      usesAsJson(reach).as("uses"),
      earlier.as("earlier"),
    ])
    .orderBy(sql`evidence_use.criterion nulls first`)
    .orderBy("evidenceUse.id");
  if (assessment?.state === "open" && !withUnsent) query = query.where("evidenceUse.thing", "=", "model");
  return query.execute();
};

type Added = { readonly personId: string; readonly title: string; readonly replacesId?: string };

/** A file that was sent, held until it is attached. @throws `evidence.noUpload`, `evidence.uploadUnfinished`. */
export const lockUpload = async (db: Db, id: string, personId: string) => {
  const upload = await db
    .selectFrom("upload")
    .select(["id", "unitId", "name", "fileHash", "settledAt", "refusal"])
    .where("id", "=", id)
    .where("personId", "=", personId)
    .forUpdate()
    .executeTakeFirst();
  if (!upload || upload.refusal !== null) throw new DomainError("evidence.noUpload");
  const { fileHash, unitId, name } = upload;
  if (fileHash === null) throw new DomainError("evidence.uploadUnfinished");
  const { takenOn } = await db
    .selectFrom("storedFile")
    .select("takenOn")
    .where("hash", "=", fileHash)
    .executeTakeFirstOrThrow();
  return { id, unitId, name, fileHash, takenOn };
};
type Upload = Awaited<ReturnType<typeof lockUpload>>;

/** Makes a file of a unit of what was sent; one of the same content that is there already is named instead. */
export const evidenceFrom = async (
  db: Db,
  { id: uploadId, unitId, name, fileHash, takenOn }: Upload,
  { personId, title, replacesId }: Added,
): Promise<{ readonly id: string; readonly name: string; readonly isReused: boolean }> => {
  const made = await db
    .insertInto("evidence")
    .values({ unitId, name, fileHash, takenOn, title, addedBy: personId, replacesId: replacesId ?? null })
    .onConflict((conflict) =>
      conflict
        .columns(["unitId", "fileHash"])
        .where("removedAt", "is", null)
        .where("replacedAt", "is", null)
        .doNothing(),
    )
    .returning(["id", "name"])
    .executeTakeFirst();
  await db.deleteFrom("upload").where("id", "=", uploadId).execute();
  if (made) return { ...made, isReused: false };
  const present = await db
    .selectFrom("evidence")
    .select(["id", "name"])
    .where("unitId", "=", unitId)
    .where("fileHash", "=", fileHash)
    .where("removedAt", "is", null)
    .where("replacedAt", "is", null)
    .forUpdate()
    .executeTakeFirst();
  if (!present) throw new DomainError("evidence.replaced");
  return { ...present, isReused: true };
};

/** Whether two units are one, or carried on by the same one. */
export const areOne = async (db: Db, one: string, other: string, day: Day): Promise<boolean> => {
  const { rows } = await sql<{ same: boolean }>`
    select unit_holder(${one}, ${day}) = unit_holder(${other}, ${day}) as same`.execute(db);
  return one === other || rows[0]?.same === true;
};

type Use = { readonly evidenceId: string; readonly thingId: string; readonly criterion: string | null };

/** @throws `evidence.alreadyAttached`. */
export const beginUse = async (db: Db, use: Use, personId: string): Promise<void> => {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("evidenceUse")
    .values({ ...use, thing: use.criterion === null ? "model" : "assessment", addedBy: personId })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows === 0n) throw new DomainError("evidence.alreadyAttached");
};

/** @throws `evidence.notAttached`. */
export const endUse = async (db: Db, { evidenceId, thingId, criterion }: Use): Promise<void> => {
  const { numUpdatedRows } = await db
    .updateTable("evidenceUse")
    .set({ endedAt: new Date() })
    .where("evidenceId", "=", evidenceId)
    .where("thingId", "=", thingId)
    .where(sql<boolean>`criterion is not distinct from ${criterion}`)
    .where("endedAt", "is", null)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new DomainError("evidence.notAttached");
};

/** Every use of a file that is in force, in an order in which all who hold several hold them. */
export const usesInForce = (db: Db, evidenceId: string): Promise<readonly Pick<Use, "thingId" | "criterion">[]> =>
  db
    .selectFrom("evidenceUse")
    .select(["thingId", "criterion"])
    .where("evidenceId", "=", evidenceId)
    .where("endedAt", "is", null)
    .orderBy("thingId")
    .orderBy("id")
    .execute();

/** Takes a file out of what its unit keeps, with its older versions as far as nothing is attached to them. */
export const removeEvidence = async (db: Db, evidence: Evidence, reason: string): Promise<number> => {
  const version = await updateRow(db, "evidence", evidence, { reason, removedAt: new Date() });
  await sql`
    with recursive older as (
      select id, replaces_id from evidence where id = ${evidence.replacesId}
      union all
      select past.id, past.replaces_id from older join evidence past on past.id = older.replaces_id)
    update evidence set reason = ${reason}, removed_at = now(), version = version + 1
     where id in (select id from older) and removed_at is null and not exists (
       select from evidence_use used where used.evidence_id = evidence.id and used.ended_at is null)`.execute(db);
  return version;
};

/** Of a file: what is kept of it, and under which names. */
export const contentOf = async (db: Db, hash: string) =>
  db
    .selectFrom("storedFile")
    .select(["hash", "kind", "size", "reducedHash", "reducedSize", "thumbnailHash", "thumbnailSize"])
    .where("hash", "=", hash)
    .executeTakeFirstOrThrow();

/** Every file that was ever attached to something, for its history. */
export const everAttachedTo = async (db: Db, thingId: string): Promise<readonly string[]> => {
  const rows = await db
    .selectFrom("evidenceUse")
    .select("evidenceId")
    .distinct()
    .where("thingId", "=", thingId)
    .execute();
  return rows.map(({ evidenceId }) => evidenceId);
};
