import type { Day } from "@kheo/core/ground/days";
import { DomainError } from "@kheo/core/rules/errors";
import {
  carriedOnStates,
  type Model,
  type ModelState,
  type RegistrationForm,
  releasingStates,
} from "@kheo/core/movement/models";
import type { EditionId } from "@kheo/core/criteria/edition";
import type { Grant } from "@kheo/core/rules/rights";
import { sql } from "kysely";
import type { Db } from "../ground/connect.ts";
import { inForce } from "../ground/in-force.ts";
import { withinReach } from "../rules/reach.ts";
import { recordStateChange } from "../rules/state-changes.ts";

const selectModels = (db: Db) =>
  db
    .selectFrom("model")
    .select([
      "model.id",
      "model.code",
      "model.unitId",
      sql<string>`unit_name(model.unit_id, coalesce(model.accepted_on, model.submitted_on, today()))`.as("unitName"),
      "model.periodId",
      "model.form",
      "model.state",
      "model.version",
      "model.continuesId",
      "model.lineageId",
      "model.editionId",
      "model.reason",
      "model.submittedOn",
      "model.acceptedOn",
      "model.discontinuedOn",
    ]);

/** @throws `model.notFound`. */
export const getModel = async (db: Db, id: string): Promise<Model> => {
  const model = await selectModels(db).where("model.id", "=", id).executeTakeFirst();
  if (!model) throw new DomainError("model.notFound");
  return model;
};

/** The model with its row locked until the transaction ends, so that two steps cannot be taken at once. */
export const lockModel = async (db: Db, id: string): Promise<Model> => {
  const model = await selectModels(db).where("model.id", "=", id).forUpdate("model").executeTakeFirst();
  if (!model) throw new DomainError("model.notFound");
  return model;
};

/** Who last changed a thing, for the sentence that refuses an outdated version. */
export const lastChangedBy = async (db: Db, table: "model" | "assessment", id: string): Promise<string | null> =>
  (
    await db
      .selectFrom(table)
      .innerJoin("person", "person.id", `${table}.changedBy`)
      .select("person.name")
      .where(`${table}.id`, "=", id)
      .executeTakeFirst()
  )?.name ?? null;

/** Which models somebody sees: those that were sent, and those still being drafted. */
export type ModelReach = { readonly sent: readonly Grant[]; readonly drafts: readonly Grant[] };

export const visible = ({ sent, drafts }: ModelReach, day: Day) =>
  sql<boolean>`(${withinReach(sent, "model.unit_id", day)}
    and (model.state <> 'draft' or ${withinReach(drafts, "model.unit_id", day)}))`;

const columnsOf = (form: RegistrationForm) => ({
  title: form.title,
  subjectKind: form.subjectKind,
  field: form.field,
  topic: form.topic,
  form: JSON.stringify(form),
});

/** The titles of the models that were merged into one, directly or through another. */
export const titlesMergedInto = async (db: Db, id: string): Promise<readonly string[]> => {
  const { rows } = await sql<{ title: string }>`
    with recursive merged as (
      select id, title from model where merged_into_id = ${id} and state = 'merged'
      union select model.id, model.title from model join merged on model.merged_into_id = merged.id)
    select title from merged order by title`.execute(db);
  return rows.map(({ title }) => title);
};

/** A new model; its number in the register is the next one. */
export const insertModel = async (
  db: Db,
  model: {
    id: string;
    unitId: string;
    periodId: string;
    year: string;
    form: RegistrationForm;
    continues: { id: string; lineageId: string } | null;
    changedBy: string | null;
    state?: ModelState;
    submittedOn?: Day;
    acceptedOn?: Day;
    editionId?: EditionId;
  },
): Promise<{ id: string; code: string }> => {
  const { id, year, form, continues, state = "draft", ...rest } = model;
  const { rows } = await sql<{ last: number }>`insert into model_series (year, last) values (${year}, 1)
    on conflict (year) do update set last = model_series.last + 1 returning last`.execute(db);
  const made = await db
    .insertInto("model")
    .values({
      ...rest,
      ...columnsOf(form),
      id,
      state,
      code: `MH-${year}-${String(rows[0]?.last ?? 0).padStart(4, "0")}`,
      continuesId: continues?.id ?? null,
      lineageId: continues?.lineageId ?? id,
    })
    .returning(["id", "code"])
    .executeTakeFirstOrThrow();
  // What comes in from before, as it stood then.
  if (rest.acceptedOn !== undefined) await recordStateChange(db, "model", id, { state, since: rest.acceptedOn });
  return made;
};

export type ModelChange = {
  readonly form?: RegistrationForm;
  readonly state?: ModelState;
  readonly reason?: string | null;
  readonly mergedIntoId?: string;
  readonly editionId?: EditionId;
  readonly submittedOn?: Day;
  readonly acceptedOn?: Day;
  readonly discontinuedOn?: Day;
};

/** Writes only over the version that was read. Returns the new version. */
export const updateModel = async (
  db: Db,
  model: Pick<Model, "id" | "version">,
  change: ModelChange,
  changedBy: string,
): Promise<number> => {
  const { form, ...rest } = change;
  const row = await db
    .updateTable("model")
    .set({ ...rest, ...(form && columnsOf(form)), changedBy, changedAt: new Date(), version: model.version + 1 })
    .where("id", "=", model.id)
    .where("version", "=", model.version)
    .returning("version")
    .executeTakeFirst();
  if (!row)
    throw new DomainError("changedMeanwhile", { what: "Mô hình", by: await lastChangedBy(db, "model", model.id) });
  return row.version;
};

/** The models of one lineage, oldest first: through years, renamings and mergers of units. */
export const listLineage = (db: Db, lineageId: string, reach: ModelReach, day: Day) =>
  db
    .selectFrom("model")
    .innerJoin("period", "period.id", "model.periodId")
    .select([
      "model.id",
      "model.code",
      "model.title",
      "model.state",
      "period.title as periodTitle",
      sql<string>`unit_name(model.unit_id, coalesce(model.accepted_on, today()))`.as("unitName"),
    ])
    .where("model.lineageId", "=", lineageId)
    .where(visible(reach, day))
    .orderBy("period.opensOn")
    .execute();

/** A unit and those that ended and whose place it took, by a change or as the one above them. */
const unitAndPredecessors = (unitId: string, day: Day) => sql`
  with recursive mine(id) as (
    select ${unitId}::uuid
    union
    select link.unit_id from unit_link link join mine on link.above_id = mine.id
     where ${day} between link.valid_from and link.valid_to
       and not exists (select from unit_version version where version.unit_id = link.unit_id
                       and ${inForce("version", day)}))
  select id from mine`;

/** Models of earlier periods that a unit may register again, its own and those of units it succeeded. */
export const listContinuable = (db: Db, unitId: string, period: { id: string; opensOn: Day }, day: Day) =>
  db
    .selectFrom("model")
    .innerJoin("period", "period.id", "model.periodId")
    .select(["model.id", "model.code", "model.title", "period.title as periodTitle", "model.lineageId", "model.form"])
    .where(sql<boolean>`model.unit_id in (${unitAndPredecessors(unitId, day)})`)
    .where("model.state", "in", carriedOnStates)
    .where("period.opensOn", "<", period.opensOn)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("model as next")
            .select("next.id")
            .whereRef("next.lineageId", "=", "model.lineageId")
            .where("next.periodId", "=", period.id)
            .where("next.state", "not in", releasingStates),
        ),
      ),
    )
    .orderBy("model.title")
    .execute();
