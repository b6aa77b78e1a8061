import { type Day, dayBefore } from "@kheo/core/ground/days";
import { droppedStates, openModelStates } from "@kheo/core/movement/models";
import { liveReplicationStates } from "@kheo/core/movement/replication";
import { reorganisationList } from "@kheo/core/territory/reorganisation-list";
import {
  type Consequence,
  mostDivided,
  type PlannedChange,
  type PlanOutcome,
  type Reorganisation,
  type ReorganisationInput,
  type ReorganisationState,
  type TreeBefore,
} from "@kheo/core/territory/reorganisations";
import { sql } from "kysely";
import type { Db } from "../ground/connect.ts";
import { notEndedBefore } from "../ground/in-force.ts";
import { insertRow, listOfTable, updateRow } from "../rules/tables.ts";
import { listUnits } from "./units.ts";
import { inParts } from "../ground/parts.ts";

/** Plans without their changes, which are counted. */
export const reorganisationTable = listOfTable("reorganisation", reorganisationList, {
  changes: sql<number>`jsonb_array_length(reorganisation.changes)`,
});

export const insertReorganisation = async (
  db: Db,
  { changes, ...plan }: ReorganisationInput & { readonly id: string; readonly unitId: string },
): Promise<{ readonly id: string }> => insertRow(db, "reorganisation", { ...plan, changes: JSON.stringify(changes) });

export const updateReorganisation = (
  db: Db,
  plan: Pick<Reorganisation, "id" | "version">,
  { changes, ...to }: Partial<ReorganisationInput> & { readonly state?: ReorganisationState },
): Promise<number> =>
  updateRow(db, "reorganisation", plan, { ...to, ...(changes && { changes: JSON.stringify(changes) }) });

/** The tree on the eve of a plan's day; `reach` is the plan's unit with all below it, everything when it is a root. */
export const treeBefore = async (
  db: Db,
  { unitId, effectiveOn }: Pick<Reorganisation, "unitId" | "effectiveOn">,
): Promise<TreeBefore> => {
  const eve = dayBefore(effectiveOn);
  const units = await listUnits(db, { day: eve });
  const { rows: later } = await sql<{ id: string }>`
    select distinct unit_id as id from unit_version
     where valid_from >= ${effectiveOn} or (line = 'territory' and valid_to >= ${eve})`.execute(db);
  const { rows: root } = await sql<{ isRoot: boolean }>`
    select bool_or(parent_id is null) as "isRoot" from unit_version
     where unit_id = ${unitId} and line = 'territory'`.execute(db);
  const { rows: below } = await sql<{ id: string }>`select unit_below(${unitId}, ${eve}) as id`.execute(db);
  return {
    units,
    changedLater: new Set(later.map(({ id }) => id)),
    reach: root[0]?.isRoot === true ? null : new Set(below.map(({ id }) => id)),
  };
};

/** The units that end with a single heir, and whether the posts there are carried on at it. */
export const onlyHeirs = (changes: readonly PlannedChange[], { ended, successions }: Heirs) => {
  const heirs = Map.groupBy(successions, ({ fromId }) => fromId);
  return ended.flatMap(({ id: from }) => {
    const found = heirs.get(from) ?? [];
    const [heir] = found;
    return heir && found.length === 1
      ? [{ from, to: heir.toId, carried: changes[heir.change]?.posts === "carry" }]
      : [];
  });
};
export type Heirs = Pick<PlanOutcome, "ended" | "successions">;

/** What hangs on the units that a plan ends. */
export const consequencesOf = async (
  db: Db,
  { changes, effectiveOn }: Pick<Reorganisation, "changes" | "effectiveOn">,
  { ended, successions }: Heirs,
  names: ReadonlyMap<string, string>,
): Promise<readonly Consequence[]> => {
  const ids = ended.map(({ id }) => id);
  const carried = onlyHeirs(changes, { ended, successions }).flatMap((heir) => (heir.carried ? [heir.from] : []));
  const { rows } = await sql<Omit<Consequence, "successors" | "unitName">>`
    with ending as (select unnest(${ids}::uuid[]) as id),
    leaving as (select post.unit_id, post.person_id from post
      where post.unit_id = any(${ids}::uuid[]) and ${notEndedBefore("post", effectiveOn)})
    select ending.id as "unitId",
      (select count(*) from model where model.unit_id = ending.id and model.state = 'draft') as drafts,
      (select count(*) from model where model.unit_id = ending.id
        and model.state = any(${openModelStates}::text[])) as "openModels",
      (select count(*) from replication where replication.adopter_unit_id = ending.id
        and replication.state = any(${liveReplicationStates}::text[])) as replications,
      (select count(*) from post where post.unit_id = ending.id and post.body_id is null
        and ${notEndedBefore("post", effectiveOn)}) as posts,
      (select count(*) from post where post.unit_id = ending.id and post.body_id is not null
        and ${notEndedBefore("post", effectiveOn)}) as seats,
      (select count(*) from body where body.unit_id = ending.id and body.dissolved_on is null) as bodies,
      array(select person.name from person where person.id in (select person_id from leaving where unit_id = ending.id)
        and not exists (select from post other where other.person_id = person.id
          and ${notEndedBefore("other", effectiveOn)}
          and (other.unit_id <> all(${ids}::uuid[])
            or (other.unit_id = any(${carried}::uuid[]) and other.body_id is null and other.substitutes_id is null)))
        order by person.name limit 50) as "peopleLeft"
    from ending`.execute(db);
  const heirs = Map.groupBy(successions, ({ fromId }) => fromId);
  return rows.map((row) => ({
    ...row,
    unitName: names.get(row.unitId) ?? "",
    successors: [...new Set((heirs.get(row.unitId) ?? []).map(({ toId }) => names.get(toId) ?? ""))],
  }));
};

/** Councils, panels and committees that end with their units. */
export const bodiesOf = (db: Db, unitIds: readonly string[]) =>
  unitIds.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom("body")
        .select(["id", "name"])
        .where("unitId", "in", unitIds)
        .where("dissolvedOn", "is", null)
        .execute();

/** What a divided unit leaves to one of its heirs. */
export type Divided = {
  readonly thing: "model" | "replication";
  readonly id: string;
  readonly title: string;
  /** Where it was to take place, as the form says it. */
  readonly place: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly heirs: readonly { readonly id: string; readonly name: string }[];
  readonly placedAt: string | null;
};

/** Models and replication tasks of units that a reorganisation divided, those that belong to no heir yet first. */
export const listDivided = async (db: Db, id: string, effectiveOn: Day): Promise<readonly Divided[]> => {
  const eve = dayBefore(effectiveOn);
  const { rows } = await sql<Divided>`
    with divided as (
      select unit_id, json_agg(json_build_object('id', heir_id, 'name', unit_name(heir_id, ${effectiveOn}))
               order by unit_name(heir_id, ${effectiveOn}) collate vietnamese) as heirs
        from unit_succession
       where unit_id in (select unit_id from unit_version where ended_by = ${id}) and effective_on = ${effectiveOn}
       group by unit_id having count(*) > 1),
    thing as (
      select 'model' as thing, model.id, model.title, coalesce(model.form -> 'items' ->> 'place', '') as place,
             model.unit_id from model where model.state <> all(${droppedStates}::text[])
      union all
      select 'replication', replication.id, model.title, '', replication.adopter_unit_id from replication
        join recognition on recognition.id = replication.recognition_id
        join model on model.id = recognition.model_id)
    select thing.thing, thing.id, thing.title, thing.place, thing.unit_id as "unitId",
           unit_name(thing.unit_id, ${eve}) as "unitName", divided.heirs, placement.unit_id as "placedAt"
      from thing join divided on divided.unit_id = thing.unit_id
      left join placement on placement.thing_id = thing.id
     order by placement.unit_id is not null, "unitName", thing.title, thing.id limit ${mostDivided}`.execute(db);
  return rows;
};

/** Gives what divided units left to the heir named with each, from the day on which they were divided. */
export const placeDivided = async (
  db: Db,
  { id: reorganisationId, effectiveOn: validFrom }: Pick<Reorganisation, "id" | "effectiveOn">,
  things: readonly (Pick<Divided, "thing" | "id"> & { readonly heirId: string })[],
): Promise<void> => {
  for (const part of inParts(things)) {
    await db
      .insertInto("placement")
      .values(
        part.map(({ thing, id: thingId, heirId: unitId }) => ({ thing, thingId, unitId, validFrom, reorganisationId })),
      )
      .onConflict((conflict) =>
        conflict.column("thingId").doUpdateSet((eb) => ({
          unitId: eb.ref("excluded.unitId"),
          validFrom: eb.ref("excluded.validFrom"),
          reorganisationId: eb.ref("excluded.reorganisationId"),
        })),
      )
      .execute();
  }
};
