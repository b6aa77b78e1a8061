import { type Day, dayBefore, formatDay, nextDay } from "@kheo/core/ground/days";
import { DomainError } from "@kheo/core/rules/errors";
import type { Authority } from "@kheo/core/rules/policy";
import type { Authorities, UnitPlace } from "@kheo/core/rules/rights";
import { nameKey } from "@kheo/core/ground/text";
import type { Superior, Unit, UnitChangeKind, UnitKind, UnitLine } from "@kheo/core/territory/units";
import { type RawBuilder, sql } from "kysely";
import type { Db } from "../ground/connect.ts";
import { inForce, notEndedBefore } from "../ground/in-force.ts";

/**
 * Where a unit stands on a day: its own id first, then everything above it; and who carries it on. `authorities` are
 * the units whose acts the steps of a thing are; what one of them left is the act of whoever carries it on.
 */
export const placeOf = async (db: Db, unitId: string, day: Day, authorities: Authorities = {}): Promise<UnitPlace> => {
  const named = Object.entries(authorities).filter((entry): entry is [Authority, string] => entry[1] !== null);
  const { rows } = await sql<{ path: string[] | null; holderId: string; known: boolean; actsAt: string[] }>`
    select unit_path(${unitId}, ${day}) as path, unit_holder(${unitId}, ${day}) as "holderId",
           exists(select from unit where id = ${unitId}) as known,
           array(select unit_holder(acting.id, ${day}) from unnest(${named.map(([, id]) => id)}::uuid[])
             with ordinality as acting(id, position) order by position) as "actsAt"`.execute(db);
  const [row] = rows;
  if (!row?.known) throw new DomainError("unit.notFound");
  return {
    id: unitId,
    path: row.path ?? [unitId],
    holderId: row.holderId,
    authorities: {
      ...authorities,
      ...Object.fromEntries(named.map(([authority], index) => [authority, row.actsAt[index] ?? unitId])),
    },
  };
};

/** The unit to which something counts on a day: the heir it was given to when its unit was divided, else its own. */
export const placedUnit = (thing: string, unit: string, day: Day): RawBuilder<string> => sql<string>`coalesce(
  (select placement.unit_id from placement
    where placement.thing_id = ${sql.ref(thing)} and placement.valid_from <= ${day}), ${sql.ref(unit)})`;

/** The unit that carries on a model or a task since its own has ended; `null` while that is in force or undecided. */
export const heirOf = async (
  db: Db,
  { id, unitId }: { readonly id: string; readonly unitId: string },
  day: Day,
): Promise<{ readonly id: string; readonly name: string } | null> => {
  const { rows } = await sql<{ id: string; name: string }>`
    select heir.id, unit_name(heir.id, ${day}) as name
      from (select unit_holder(${placedUnit("thing.id", "thing.unitId", day)}, ${day}) as id, thing.unit_id
              from (select ${id}::uuid as id, ${unitId}::uuid as unit_id) thing) heir
     where heir.id <> heir.unit_id`.execute(db);
  return rows[0] ?? null;
};

/** The name beside something: its unit's on a day, or that of whoever carries it on among the units of another day. */
export const unitNameOf = (
  thing: string,
  unit: string,
  then: RawBuilder<unknown>,
  unitsOn: Day | undefined,
): RawBuilder<string> =>
  unitsOn === undefined
    ? sql<string>`unit_name(${sql.ref(unit)}, ${then})`
    : sql<string>`unit_name(unit_holder(${placedUnit(thing, unit, unitsOn)}, ${unitsOn}), ${unitsOn})`;

/** @throws `unit.ended`, `unit.notBegun` for a unit to which nothing is given on a day. */
export const requireInForce = async (db: Db, unitId: string, day: Day): Promise<void> => {
  const versions = await db
    .selectFrom("unitVersion")
    .select(["name", "validFrom", "validTo"])
    .where("unitId", "=", unitId)
    .where("line", "=", "territory")
    .orderBy("validFrom")
    .execute();
  const [first, last] = [versions[0], versions.at(-1)];
  if (last && last.validTo !== null && last.validTo < day) {
    throw new DomainError("unit.ended", { name: last.name, after: formatDay(last.validTo) });
  }
  if (first && first.validFrom > day) {
    throw new DomainError("unit.notBegun", { name: first.name, from: formatDay(first.validFrom) });
  }
};

/** Whether a unit is or was a province that stands below no other unit. */
export const isProvince = async (db: Db, unitId: string): Promise<boolean> =>
  (await db
    .selectFrom("unitVersion")
    .select("unitId")
    .where("unitId", "=", unitId)
    .where("line", "=", "territory")
    .where("kind", "=", "province")
    .where("parentId", "is", null)
    .limit(1)
    .executeTakeFirst()) !== undefined;

/** The kind that a unit has, or had last. */
export const kindOfUnit = async (db: Db, unitId: string): Promise<UnitKind> =>
  (
    await db
      .selectFrom("unitVersion")
      .select("kind")
      .where("unitId", "=", unitId)
      .where("line", "=", "territory")
      .orderBy("validFrom", "desc")
      .limit(1)
      .executeTakeFirstOrThrow()
  ).kind;

/** The day on which a unit came to be, as far as it is known. */
export const firstDayOf = async (db: Db, unitId: string): Promise<Day> =>
  (
    await db
      .selectFrom("unitVersion")
      .select("validFrom")
      .where("unitId", "=", unitId)
      .orderBy("validFrom")
      .limit(1)
      .executeTakeFirstOrThrow()
  ).validFrom;

/** Every unit of a line in force on a day, in Vietnamese order of name; all of a tree or what is below one. */
export const listUnits = async (
  db: Db,
  of: { day: Day; line?: UnitLine | undefined; below?: string | undefined },
): Promise<readonly Unit[]> => {
  let query = db
    .selectFrom("unitVersion")
    .select([
      "unitId as id",
      // The name is that of the territory; in other lines only the superior is kept up.
      of.line === undefined || of.line === "territory" ? "name" : sql<string>`unit_name(unit_id, ${of.day})`.as("name"),
      "kind",
      "parentId",
      "validFrom",
      "validTo",
    ])
    .where("line", "=", of.line ?? "territory")
    .where(inForce("unitVersion", of.day));
  const { below } = of;
  if (below !== undefined) query = query.where(sql<boolean>`unit_id in (select unit_below(${below}, ${of.day}))`);
  return query.orderBy("name").orderBy("unitId").execute();
};

/** By what units are called on a day: their names and official codes. */
export const listUnitNames = (db: Db, day: Day) =>
  db
    .selectFrom("unitVersion")
    .select(["unitId as id", "name", "code"])
    .where("line", "=", "territory")
    .where(inForce("unitVersion", day))
    .orderBy("name")
    .orderBy("unitId")
    .execute();

/** A unit has a place in the territory line; other lines (party, front) may give it another superior beside it. */
export const insertUnit = async (
  db: Db,
  unit: {
    id: string;
    name: string;
    kind: UnitKind;
    line: UnitLine;
    parentId: string | null;
    validFrom: Day;
    validTo?: Day | null;
    code?: string | null;
  },
): Promise<void> => {
  const { id, ...version } = unit;
  await db.insertInto("unit").values({ id }).execute();
  await db
    .insertInto("unitVersion")
    .values({ unitId: id, nameKey: nameKey(version.name), ...version })
    .execute();
};

/** Whether a unit directly below `parentId` has that name on a day or later, wherever its tone marks are put. */
export const hasChildNamed = async (db: Db, parentId: string, name: string, day: Day): Promise<boolean> =>
  (await db
    .selectFrom("unitVersion")
    .select("unitId")
    .where("parentId", "=", parentId)
    .where("nameKey", "=", nameKey(name))
    .where(notEndedBefore("unitVersion", day))
    .executeTakeFirst()) !== undefined;

export const insertUnitChange = async (
  db: Db,
  change: { kind: UnitChangeKind; effectiveOn: Day; basis: string },
  lines: readonly {
    fromUnitId: string | null;
    toUnitId: string | null;
    note: string | null;
    share?: string | null;
  }[],
): Promise<void> => {
  const { id } = await db.insertInto("unitChange").values(change).returning("id").executeTakeFirstOrThrow();
  await db
    .insertInto("unitChangeLine")
    .values(lines.map((line) => ({ changeId: id, ...line })))
    .execute();
};

/** Whether the database holds any unit: a database without one has never been used. */
export const hasUnits = async (db: Db): Promise<boolean> =>
  (await db.selectFrom("unit").select("id").limit(1).executeTakeFirst()) !== undefined;

/**
 * Gives a unit another superior in another line from a day on, or none; what was before that day stays.
 * @throws `unit.ownSuperior`, `unit.superiorLater`.
 */
export const setSuperior = async (db: Db, unitId: string, { line, parentId, from }: Superior): Promise<void> => {
  const { rows: circle } = await sql`
    select from unnest(array[${from}::date, greatest(${from}::date, today())]) as asked(on_day),
      unit_below(${unitId}, on_day) as below(id) where below.id = ${parentId}`.execute(db);
  if (circle.length > 0) throw new DomainError("unit.ownSuperior");
  const ofLine = db
    .selectFrom("unitVersion")
    .select(["id", "validFrom", "validTo", "parentId"])
    .where("unitId", "=", unitId)
    .where("line", "=", line);
  const last = await ofLine.orderBy("validFrom", "desc").limit(1).executeTakeFirst();
  if (last && (last.validFrom > from || (last.validTo !== null && last.validTo >= from))) {
    throw new DomainError("unit.superiorLater", {
      from: formatDay(last.validTo ? nextDay(last.validTo) : last.validFrom),
    });
  }
  if (last?.validTo === null) {
    if (last.parentId === parentId) return;
    if (last.validFrom === from) await db.deleteFrom("unitVersion").where("id", "=", last.id).execute();
    else
      await db
        .updateTable("unitVersion")
        .set({ validTo: dayBefore(from) })
        .where("id", "=", last.id)
        .execute();
  }
  if (parentId === null) return;
  await sql`
    insert into unit_version (unit_id, line, name, name_key, kind, parent_id, valid_from)
    select unit_id, ${line}, name, name_key, kind, ${parentId}, ${from} from unit_version
     where unit_id = ${unitId} and line = 'territory' order by valid_from desc limit 1`.execute(db);
};

/** Another superior in another line. */
export const insertUnitLine = async (
  db: Db,
  version: { unitId: string; line: UnitLine; name: string; kind: UnitKind; parentId: string; validFrom: Day },
): Promise<void> => {
  await db
    .insertInto("unitVersion")
    .values({ ...version, nameKey: nameKey(version.name) })
    .execute();
};

/** Units that are found elsewhere than their versions and changes say: what a walk reads is kept beside those. */
export const listMisplaced = async (
  db: Db,
): Promise<readonly { readonly id: string; readonly name: string | null }[]> => {
  const { rows } = await sql<{ id: string; name: string | null }>`
    select unit_id as id, unit_name(unit_id, today()) as name from (
      (table unit_succession except all table unit_succession_told)
      union all (table unit_succession_told except all table unit_succession)) differing
    union
    select unit_id, unit_name(unit_id, today()) from (
      (table unit_link except all table unit_link_told)
      union all (table unit_link_told except all table unit_link)) differing
    order by 2, 1`.execute(db);
  return rows;
};
