import { decidingRoles } from "@kheo/core/offices/posts";
import { DomainError } from "@kheo/core/rules/errors";
import { nameKey } from "@kheo/core/ground/text";
import { type Day, dayBefore } from "@kheo/core/ground/days";
import {
  type PlannedUnit,
  type PlanOutcome,
  type Reorganisation,
  standingReorganisationStates,
} from "@kheo/core/territory/reorganisations";
import { sql } from "kysely";
import type { Db } from "../ground/connect.ts";
import { notEndedBefore } from "../ground/in-force.ts";
import { onlyHeirs, type Heirs } from "./reorganisations.ts";
import { inParts } from "../ground/parts.ts";

/** Changes of units are carried out one after another: two at once could each end what the other builds on. */
export const changeInTurn = async (db: Db): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtext('reorganisation'))`.execute(db);
};

/** Writes what a plan comes to. */
export const carryOutReorganisation = async (
  db: Db,
  plan: Reorganisation,
  { ended, created, renewed, successions }: PlanOutcome,
  /** Whether posts that decide need a second person. */
  needsTwo: boolean,
): Promise<void> => {
  const { id, effectiveOn, basis, changes } = plan;
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
  for (const part of inParts(await named(db, [...created, ...renewed], plan))) {
    await db
      .insertInto("unitVersion")
      .values(
        part.map((unit) => ({
          unitId: unit.id,
          line: "territory" as const,
          name: unit.name,
          nameKey: unit.nameKey,
          sharesName: unit.sharesName,
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

/**
 * The units as their versions name them. Who only follows a superior keeps a name that another has there.
 * @throws `unit.duplicate` where the plan gives a name that a unit it does not know of has in the same place.
 */
const named = async (db: Db, units: readonly PlannedUnit[], { changes, effectiveOn }: Reorganisation) => {
  const given = new Set(changes.flatMap(({ into }) => into.map(({ id }) => id)));
  const { rows } = await sql<{ parentId: string | null; nameKey: string }>`
    select other.parent_id as "parentId", other.name_key as "nameKey" from unit_version other
     where other.line = 'territory' and ${notEndedBefore("other", effectiveOn)}`.execute(db);
  const taken = new Set(rows.map(({ parentId, nameKey: key }) => `${parentId} ${key}`));
  return units
    .toSorted((one, other) => Number(given.has(other.id)) - Number(given.has(one.id)))
    .map((unit) => {
      const key = nameKey(unit.name);
      const place = `${unit.parentId} ${key}`;
      const sharesName = taken.has(place);
      if (sharesName && given.has(unit.id)) throw new DomainError("unit.duplicate", { name: unit.name });
      taken.add(place);
      return { ...unit, nameKey: key, sharesName };
    });
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
    insert into unit_version (unit_id, line, name, name_key, kind, code, parent_id, valid_from, begun_by)
    select moved.unit_id, moved.line, moved.name, moved.name_key, moved.kind, moved.code, heir.to_id, ${effectiveOn}, ${id}
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
         and held.unit_id = heir.to_id and ${notEndedBefore("held", effectiveOn)})
     order by leaving.person_id, leaving.role, heir.to_id, leaving.valid_to_before desc nulls first`.execute(db);
  await sql`
    update body set dissolved_on = ${eve}, dissolved_by = ${id}, version = version + 1
     where unit_id = any(${ended}::uuid[]) and dissolved_on is null`.execute(db);
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
    union all select 'văn bản', count(*) from document where unit_id in (select id from made)
    union all select 'cơ quan tham mưu', count(*) from advisory_assignment where unit_id in (select id from made)
    union all select 'minh chứng', count(*) from (select unit_id from evidence union all select unit_id from upload) file
      where unit_id in (select id from made)
    union all select 'báo cáo đã chốt', count(*) from report_snapshot where unit_id in (select id from made)
    union all select 'thay đổi về sau', count(*) from reorganisation
      where unit_id in (select id from made) and state = any(${standingReorganisationStates}::text[])
    union all select 'thay đổi về sau', count(*) from unit_version later
      where later.begun_by is distinct from ${id}
        and (later.parent_id in (select id from made) or later.unit_id in (select id from made)
          or exists (select from unit_version mine where mine.unit_id = later.unit_id and mine.line = later.line
            and mine.begun_by = ${id} and later.valid_from > mine.valid_from))
    union all select 'đơn vị khác mang tên cũ', count(*) from unit_version mine
      join unit_version other on other.line = 'territory' and other.name_key = mine.name_key
       and other.parent_id is not distinct from mine.parent_id and other.unit_id <> mine.unit_id
       and other.begun_by is distinct from ${id}
       and ${notEndedBefore("other", sql`mine.valid_to + 1`)}
      where mine.ended_by = ${id} and mine.line = 'territory' and not mine.shares_name and not other.shares_name
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
