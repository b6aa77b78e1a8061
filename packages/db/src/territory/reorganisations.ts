import { decidingRoles } from "@kheo/core/offices/posts";
import { type Day, dayBefore } from "@kheo/core/ground/days";
import { DomainError } from "@kheo/core/rules/errors";
import type { Grant } from "@kheo/core/rules/policy";
import type {
  Consequence,
  PlannedChange,
  PlanOutcome,
  Reorganisation,
  ReorganisationInput,
  ReorganisationState,
  TreeBefore,
} from "@kheo/core/territory/reorganisations";
import { sql } from "kysely";
import type { Db } from "../ground/connect.ts";
import { withinReach } from "../rules/reach.ts";
import { listUnits } from "./units.ts";

/** Plans within reach, the newest day first, without their changes. */
export const listReorganisations = (db: Db, grants: readonly Grant[], day: Day) =>
  db
    .selectFrom("reorganisation")
    .select([
      "id",
      "title",
      "basis",
      "effectiveOn",
      "state",
      sql<number>`jsonb_array_length(changes)`.as("changes"),
      sql<string>`unit_name(unit_id, ${day})`.as("unitName"),
    ])
    .where(withinReach(grants, "reorganisation.unit_id", day))
    .orderBy("effectiveOn", "desc")
    .orderBy("title")
    .orderBy("id")
    .limit(500)
    .execute();

/** @throws `reorganisation.notFound`. */
export const getReorganisation = async (db: Db, id: string, lock: boolean): Promise<Reorganisation> => {
  const query = db.selectFrom("reorganisation").selectAll().where("id", "=", id);
  const found = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!found) throw new DomainError("reorganisation.notFound");
  return found;
};

export const insertReorganisation = async (
  db: Db,
  { changes, ...plan }: ReorganisationInput & { readonly id: string; readonly unitId: string },
): Promise<void> => {
  await db
    .insertInto("reorganisation")
    .values({ ...plan, changes: JSON.stringify(changes) })
    .execute();
};

export const updateReorganisation = async (
  db: Db,
  { id, version }: Pick<Reorganisation, "id" | "version">,
  { changes, ...to }: Partial<ReorganisationInput> & { readonly state?: ReorganisationState },
): Promise<number> => {
  await db
    .updateTable("reorganisation")
    .set({ ...to, ...(changes && { changes: JSON.stringify(changes) }), version: version + 1 })
    .where("id", "=", id)
    .execute();
  return version + 1;
};

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
const onlyHeirs = (changes: readonly PlannedChange[], { ended, successions }: Heirs) => {
  const heirs = Map.groupBy(successions, ({ fromId }) => fromId);
  return ended.flatMap(({ id: from }) => {
    const found = heirs.get(from) ?? [];
    const [heir] = found;
    return heir && found.length === 1
      ? [{ from, to: heir.toId, carried: changes[heir.change]?.posts === "carry" }]
      : [];
  });
};
type Heirs = Pick<PlanOutcome, "ended" | "successions">;

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
      where post.unit_id = any(${ids}::uuid[]) and coalesce(post.valid_to, 'infinity') >= ${effectiveOn})
    select ending.id as "unitId",
      (select count(*) from model where model.unit_id = ending.id and model.state = 'draft') as drafts,
      (select count(*) from model where model.unit_id = ending.id
        and model.state in ('submitted', 'returned', 'accepted', 'suspended')) as "openModels",
      (select count(*) from replication where replication.adopter_unit_id = ending.id
        and replication.state not in ('confirmed', 'declined', 'failed')) as replications,
      (select count(*) from post where post.unit_id = ending.id and post.body_id is null
        and coalesce(post.valid_to, 'infinity') >= ${effectiveOn}) as posts,
      (select count(*) from post where post.unit_id = ending.id and post.body_id is not null
        and coalesce(post.valid_to, 'infinity') >= ${effectiveOn}) as seats,
      (select count(*) from body where body.unit_id = ending.id and body.dissolved_on is null) as bodies,
      array(select person.name from person where person.id in (select person_id from leaving where unit_id = ending.id)
        and not exists (select from post other where other.person_id = person.id
          and coalesce(other.valid_to, 'infinity') >= ${effectiveOn}
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

/** Changes of units are carried out one after another: two at once could each end what the other builds on. */
export const changeInTurn = async (db: Db): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtext('reorganisation'))`.execute(db);
};

const inserted = 1_000;
const inParts = <T>(rows: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(rows.length / inserted) }, (_, part) =>
    rows.slice(part * inserted, (part + 1) * inserted),
  );

/** Writes what a plan comes to. */
export const carryOutReorganisation = async (
  db: Db,
  { id, effectiveOn, basis, changes }: Reorganisation,
  { ended, created, renewed, successions }: PlanOutcome,
  /** Whether posts that decide need a second person. */
  needsTwo: boolean,
): Promise<void> => {
  const eve = dayBefore(effectiveOn);
  for (const part of inParts(created)) {
    await db
      .insertInto("unit")
      .values(part.map((unit) => ({ id: unit.id, begunBy: id })))
      .execute();
  }
  const touched = [...ended, ...renewed].map((unit) => unit.id);
  const endedIds = ended.map((unit) => unit.id);
  await sql`
    update unit_version set valid_to = ${eve}, ended_by = ${id}
     where valid_to is null and ((unit_id = any(${touched}::uuid[]) and line = 'territory') or unit_id = any(${endedIds}::uuid[]))`.execute(
    db,
  );
  const codes = await sql<{ unitId: string; code: string | null }>`
    select unit_id as "unitId", code from unit_version where ended_by = ${id} and line = 'territory'`.execute(db);
  const codeOf = new Map(codes.rows.map(({ unitId, code }) => [unitId, code]));
  for (const part of inParts([...created, ...renewed])) {
    await db
      .insertInto("unitVersion")
      .values(
        part.map((unit) => ({
          unitId: unit.id,
          line: "territory" as const,
          name: unit.name,
          kind: unit.kind,
          code: unit.code ?? codeOf.get(unit.id) ?? null,
          parentId: unit.parentId,
          validFrom: effectiveOn,
          begunBy: id,
        })),
      )
      .execute();
  }
  for (const part of inParts(changes)) {
    const made = await db
      .insertInto("unitChange")
      .values(part.map(({ kind }) => ({ kind, effectiveOn, basis, reorganisationId: id })))
      .returning("id")
      .execute();
    const lines = part.flatMap(({ from, into, note }, index) => {
      const changeId = made[index]?.id ?? "";
      const [first] = into;
      const old = from.length > 0 ? from : [null];
      return old.flatMap((fromUnitId) =>
        (first ? into : [null]).map((to) => ({
          changeId,
          fromUnitId,
          toUnitId: to?.id ?? null,
          share: to?.share === null || to === null ? null : String(to.share),
          note: note === "" ? null : note,
        })),
      );
    });
    for (const some of inParts(lines)) await db.insertInto("unitChangeLine").values(some).execute();
  }
  await passOn(db, { id, effectiveOn, basis, changes }, { ended, successions }, needsTwo);
};

/** Posts, seats and bodies of the units that end; parents in other lines go to the only heir. */
const passOn = async (
  db: Db,
  { id, effectiveOn, basis, changes }: Pick<Reorganisation, "id" | "effectiveOn" | "basis" | "changes">,
  outcome: Heirs,
  needsTwo: boolean,
): Promise<void> => {
  const eve = dayBefore(effectiveOn);
  const only = onlyHeirs(changes, outcome);
  const ended = outcome.ended.map(({ id: unitId }) => unitId);
  const carried = only.filter((heir) => heir.carried);
  await sql`
    with moved as (
      update unit_version set valid_to = ${eve}, ended_by = ${id}
       where line <> 'territory' and valid_to is null and unit_id <> all(${ended}::uuid[])
         and parent_id = any(${only.map(({ from }) => from)}::uuid[])
       returning *)
    insert into unit_version (unit_id, line, name, kind, code, parent_id, valid_from, begun_by)
    select moved.unit_id, moved.line, moved.name, moved.kind, moved.code, heir.to_id, ${effectiveOn}, ${id}
      from moved
      join unnest(${only.map(({ from }) => from)}::uuid[], ${only.map(({ to }) => to)}::uuid[]) heir(from_id, to_id)
        on heir.from_id = moved.parent_id`.execute(db);
  await sql`
    with leaving as (
      update post set valid_to_before = valid_to, ended_by = ${id}, end_document = ${basis},
             valid_to = greatest(valid_from, ${eve}::date)
       where unit_id = any(${ended}::uuid[]) and coalesce(valid_to, 'infinity') > ${eve}
       returning *)
    insert into post (person_id, role, unit_id, organ_unit_id, valid_from, valid_to, document, begun_by, given_by, waits)
    select distinct on (leaving.person_id, leaving.role, heir.to_id)
           leaving.person_id, leaving.role, heir.to_id,
           case when leaving.organ_unit_id <> all(${ended}::uuid[]) then leaving.organ_unit_id end,
           greatest(leaving.valid_from, ${effectiveOn}::date), leaving.valid_to_before, ${basis}, ${id},
           leaving.given_by,
           -- Whoever decided below decides above only when a second person says so.
           leaving.waits or (${needsTwo} and leaving.role = any(${decidingRoles}::text[])
             and heir.to_id = any(unit_path(leaving.unit_id, ${eve})))
      from leaving
      join unnest(${carried.map(({ from }) => from)}::uuid[], ${carried.map(({ to }) => to)}::uuid[]) heir(from_id, to_id)
        on heir.from_id = leaving.unit_id
     where leaving.body_id is null and leaving.substitutes_id is null
       and not exists (select from post held where held.person_id = leaving.person_id and held.role = leaving.role
         and held.unit_id = heir.to_id and coalesce(held.valid_to, 'infinity') >= ${effectiveOn})
     order by leaving.person_id, leaving.role, heir.to_id, leaving.valid_to_before desc nulls first`.execute(db);
  await sql`
    update body set dissolved_on = ${eve}, dissolved_by = ${id}, version = version + 1
     where unit_id = any(${ended}::uuid[]) and dissolved_on is null`.execute(db);
};

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
             model.unit_id from model where model.state not in ('withdrawn', 'rejected', 'merged')
      union all
      select 'replication', replication.id, model.title, '', replication.adopter_unit_id from replication
        join recognition on recognition.id = replication.recognition_id
        join model on model.id = recognition.model_id)
    select thing.thing, thing.id, thing.title, thing.place, thing.unit_id as "unitId",
           unit_name(thing.unit_id, ${eve}) as "unitName", divided.heirs, placement.unit_id as "placedAt"
      from thing join divided on divided.unit_id = thing.unit_id
      left join placement on placement.thing_id = thing.id
     order by placement.unit_id is not null, "unitName", thing.title, thing.id limit 2000`.execute(db);
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

/** Whether anybody is still going to administer a unit or what carries it on after a day. */
export const isAdministered = async (db: Db, unitId: string, day: Day): Promise<boolean> => {
  const { rows } = await sql<{ administered: boolean }>`
    select exists (select from post where role = 'administrator' and not waits and coalesce(valid_to, 'infinity') > ${day}
      and unit_id = any(unit_path(${unitId}, ${day}))) as administered`.execute(db);
  return rows[0]?.administered ?? false;
};

/** What has come to hang on the units that a reorganisation made, and would be lost with them. */
export const builtUpon = async (db: Db, id: string): Promise<readonly string[]> => {
  const { rows } = await sql<{ what: string; count: number }>`
    with made as (select id from unit where begun_by = ${id})
    select 'mô hình' as what, count(*) as count from model where unit_id in (select id from made)
    union all select 'nhiệm vụ nhân rộng', count(*) from replication where adopter_unit_id in (select id from made)
    union all select 'chức vụ', count(*) from post
      where unit_id in (select id from made) and begun_by is distinct from ${id}
    union all select 'chức vụ đã thay đổi', count(*) from post where begun_by = ${id}
      and (end_document <> '' or exists (select from post other where other.substitutes_id = post.id))
    union all select 'hội đồng, tổ, ban', count(*) from body where unit_id in (select id from made)
    union all select 'đặc điểm địa bàn', count(*) from unit_profile where unit_id in (select id from made)
    union all select 'cụm, khối thi đua', count(*) from cluster_member where unit_id in (select id from made)
    union all select 'cụm, khối thi đua', count(*) from cluster where unit_id in (select id from made)
    union all select 'báo cáo đã chốt', count(*) from report_snapshot where unit_id in (select id from made)
    union all select 'thay đổi về sau', count(*) from reorganisation
      where unit_id in (select id from made) and state in ('planned', 'applied')
    union all select 'thay đổi về sau', count(*) from unit_version later
      where later.begun_by is distinct from ${id}
        and (later.parent_id in (select id from made) or later.unit_id in (select id from made)
          or exists (select from unit_version mine where mine.unit_id = later.unit_id and mine.line = later.line
            and mine.begun_by = ${id} and later.valid_from > mine.valid_from))
    union all select 'thay đổi về sau', count(*) from unit_version mine
      where mine.begun_by = ${id} and mine.valid_to is not null
    union all select 'thay đổi về sau', count(*) from unit_version mine
      where mine.ended_by = ${id} and exists (select from unit_version later where later.unit_id = mine.unit_id
        and later.line = mine.line and later.valid_from > mine.valid_to and later.begun_by is distinct from ${id})`.execute(
    db,
  );
  return [...new Set(rows.filter(({ count }) => count > 0).map(({ what }) => what))];
};

/** Everything that carrying a reorganisation out has written, and undoing it would write again. */
export const writtenBy = async (
  db: Db,
  id: string,
): Promise<readonly { kind: "unit" | "post" | "body" | "model" | "replication"; ids: readonly string[] }[]> => {
  const { rows } = await sql<{ kind: "unit" | "post" | "body" | "model" | "replication"; ids: readonly string[] }>`
    select kind, array_agg(distinct written.id)::text[] as ids from (
      select 'unit' as kind, unit_id as id from unit_version where ${id} in (begun_by, ended_by)
      union all
      select 'unit', line.unit_id from unit_change change join lateral (
        select from_unit_id as unit_id from unit_change_line where change_id = change.id
        union all select to_unit_id from unit_change_line where change_id = change.id) line on line.unit_id is not null
       where change.reorganisation_id = ${id}
      union all select 'post', post.id from post where ${id} in (begun_by, ended_by)
      union all select 'body', body.id from body where dissolved_by = ${id}
      union all select placement.thing, placement.thing_id from placement where reorganisation_id = ${id}) written
     group by kind`.execute(db);
  return rows;
};

/** Puts everything back as it was on the eve: what the reorganisation made goes, what it ended goes on. */
export const undoReorganisation = async (db: Db, id: string): Promise<void> => {
  await sql`delete from placement where reorganisation_id = ${id}`.execute(db);
  await sql`delete from post where begun_by = ${id}`.execute(db);
  await sql`
    update post set valid_to = valid_to_before, valid_to_before = null, ended_by = null, end_document = ''
     where ended_by = ${id}`.execute(db);
  await sql`
    update body set dissolved_on = null, dissolved_by = null, version = version + 1 where dissolved_by = ${id}`.execute(
    db,
  );
  await sql`delete from unit_change_line where change_id in (
    select id from unit_change where reorganisation_id = ${id})`.execute(db);
  await sql`delete from unit_change where reorganisation_id = ${id}`.execute(db);
  await sql`delete from unit_version where begun_by = ${id}`.execute(db);
  await sql`update unit_version set valid_to = null, ended_by = null where ended_by = ${id}`.execute(db);
  await sql`delete from unit where begun_by = ${id}`.execute(db);
};
