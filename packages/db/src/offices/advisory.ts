import {
  type AdvisoryDuty,
  advisoryDuties,
  type AdvisoryFamily,
  type AdvisoryLevel,
  advisoryLevels,
  advisoryList,
  bodyNameAt,
  kindsOfLevel,
} from "@kheo/core/offices/advisory";
import { type Day, dayBefore, formatDay } from "@kheo/core/ground/days";
import { DomainError } from "@kheo/core/rules/errors";
import { type Insertable, sql } from "kysely";
import type { Db } from "../ground/connect.ts";
import { inForce } from "../ground/in-force.ts";
import type { Database } from "../ground/schema.ts";
import type { Page } from "../rules/lists.ts";
import { insertRow, listOfTable, type RowOf, updateRow } from "../rules/tables.ts";
import { requireInForce } from "../territory/units.ts";

type Assignment = RowOf<"advisoryAssignment">;
type Words = { readonly level: AdvisoryLevel; readonly duty: AdvisoryDuty; readonly family: AdvisoryFamily };
type NewAssignment = Insertable<Database["advisoryAssignment"]> & Words;

const lastOf = (db: Db, { unitId, level, duty }: Pick<Assignment, "unitId" | "level" | "duty">) =>
  db
    .selectFrom("advisoryAssignment")
    .selectAll()
    .where("unitId", "=", unitId)
    .where("level", "=", level)
    .where("duty", "=", duty)
    .orderBy("validFrom", "desc")
    .limit(1);

/**
 * Says which body advises from a day on; the one before ends on its eve. One that would begin on the same day never was
 * and goes. Beside the new row it names the one that it changed, if any. @throws `advisory.tooEarly`.
 */
export const assignAdvisory = async (
  db: Db,
  assignment: NewAssignment,
): Promise<{ readonly id: string; readonly before: string | null }> => {
  const { validFrom, basis } = assignment;
  const last = await lastOf(db, assignment).forUpdate().executeTakeFirst();
  if (last && validFrom < last.validFrom) {
    throw new DomainError("advisory.tooEarly", { name: last.bodyName, from: formatDay(last.validFrom) });
  }
  const changes = last !== undefined && (last.validTo === null || last.validTo >= validFrom);
  if (changes && last.validFrom === validFrom) {
    await db.deleteFrom("advisoryAssignment").where("id", "=", last.id).execute();
  } else if (changes) {
    await updateRow(db, "advisoryAssignment", last, { validTo: dayBefore(validFrom), endBasis: basis });
  }
  const { id } = await insertRow(db, "advisoryAssignment", assignment);
  return { id, before: changes ? last.id : null };
};

/**
 * Says on which day a body advises last. @throws `advisory.endsBeforeStart`, `advisory.alreadyEnded`,
 * `advisory.followed`.
 */
export const endAdvisory = async (
  db: Db,
  assignment: Assignment,
  { lastDay, basis }: { readonly lastDay: Day; readonly basis: string },
  today: Day,
): Promise<number> => {
  const { bodyName: name, validFrom, validTo } = assignment;
  if (validTo !== null && validTo < today) {
    throw new DomainError("advisory.alreadyEnded", { name, on: formatDay(validTo) });
  }
  if (lastDay < validFrom) throw new DomainError("advisory.endsBeforeStart", { from: formatDay(validFrom) });
  const last = await lastOf(db, assignment).executeTakeFirstOrThrow();
  if (last.validFrom > validFrom && lastDay >= last.validFrom) {
    throw new DomainError("advisory.followed", { name: last.bodyName, from: formatDay(last.validFrom) });
  }
  return updateRow(db, "advisoryAssignment", assignment, { validTo: lastDay, endBasis: basis });
};

const endBasis = sql<string | null>`nullif(advisory_assignment.end_basis, '')`;
const ofTable = listOfTable("advisoryAssignment", advisoryList, { endBasis });
type Asker = Parameters<typeof ofTable.find>[0];

type Filter = {
  /** Only what is in force on it. */
  readonly day?: Day | undefined;
  readonly level?: AdvisoryLevel | undefined;
  readonly duty?: AdvisoryDuty | undefined;
};

/** Who advises on what where: what the list of it is made of. */
export const advisoryRows = {
  // What is alike in one column stands in the order of time.
  sorts: (asker: Asker) => {
    const { validFrom, ...others } = ofTable.sorts(asker);
    return { validFrom, ...others };
  },
  find: ({ db }: Asker, { day, level, duty }: Filter) => {
    let query = db.selectFrom("advisoryAssignment").select("advisoryAssignment.id as id");
    if (day !== undefined) query = query.where(inForce("advisoryAssignment", day));
    if (level !== undefined) query = query.where("level", "=", level);
    if (duty !== undefined) query = query.where("duty", "=", duty);
    return query;
  },
  rows: ({ db, today }: Asker, page: Page) =>
    db
      .selectFrom(page)
      .innerJoin("advisoryAssignment", "advisoryAssignment.id", "page.id")
      .selectAll("advisoryAssignment")
      .select([sql<string>`unit_name(advisory_assignment.unit_id, ${today})`.as("unitName"), endBasis.as("endBasis")])
      .$narrowType<Words>()
      .orderBy("page.place")
      .execute(),
};

/** The body that papers of a day name at a level, for a duty. */
export type AdvisoryBody = {
  readonly level: AdvisoryLevel;
  readonly duty: AdvisoryDuty;
  readonly bodyName: string;
  readonly family: AdvisoryFamily;
  readonly basis: string;
  /** The unit of that level in which the place lies on the day; `null` at the centre. */
  readonly unitId: string | null;
};

const levelOfUnit = sql.join(
  advisoryLevels.map((level) => sql`when version.kind = any(${kindsOfLevel[level]}::text[]) then ${level}::text`),
  sql` `,
);

/**
 * What papers of a day name for a place, or for whoever carries it on that day: at each level that the place has and for
 * each duty, in their order, what is written nearest to it; nothing where nothing is written. What is written at a unit
 * holds for its predecessors, as far as it alone carries them on. @throws `unit.ended`, `unit.notBegun`, `unit.notFound`
 * where no unit is there on that day.
 */
export const advisoryBodies = async (
  db: Db,
  { placeId, on }: { readonly placeId: string; readonly on: Day },
): Promise<readonly AdvisoryBody[]> => {
  const { rows } = await sql<AdvisoryBody & { placeName: string | null }>`
    with recursive above as (
      select version.unit_id, version.parent_id, version.kind, version.name, 0 as distance
        from unit_version version
       where version.unit_id = unit_holder(${placeId}, ${on}) and version.line = 'territory' and ${inForce("version", on)}
      union all
      select version.unit_id, version.parent_id, version.kind, version.name, above.distance + 1
        from above join unit_version version on version.unit_id = above.parent_id
       where version.line = 'territory' and ${inForce("version", on)}),
    carrying as (
      select unit_id, distance, 0 as step from above
      union all
      select heir.heir_id, carrying.distance, carrying.step + 1
        from carrying join unit_succession heir on heir.unit_id = carrying.unit_id
       where not exists (select from unit_succession other
                          where other.unit_id = heir.unit_id and other.heir_id <> heir.heir_id)),
    place as (
      select distinct on (level) level, unit_id, name from (
        select case ${levelOfUnit} end as level, version.unit_id, version.name, version.distance
          from above version) of_level
       where level is not null order by level, distance)
    select distinct on (assignment.level, assignment.duty)
           assignment.level, assignment.duty, assignment.body_name as "bodyName", assignment.family, assignment.basis,
           place.unit_id as "unitId", place.name as "placeName"
      from carrying join advisory_assignment assignment on assignment.unit_id = carrying.unit_id
      left join place on place.level = assignment.level
     where ${inForce("assignment", on)} and (place.level is not null or assignment.level = 'centre')
     order by assignment.level, assignment.duty, carrying.distance, carrying.step`.execute(db);
  if (rows.length === 0) await requirePlace(db, placeId, on);
  return rows
    .map(({ placeName, bodyName, ...body }) => ({
      ...body,
      bodyName: placeName === null ? bodyName : bodyNameAt(bodyName, placeName),
    }))
    .toSorted(
      (one, other) =>
        advisoryLevels.indexOf(one.level) - advisoryLevels.indexOf(other.level) ||
        advisoryDuties.indexOf(one.duty) - advisoryDuties.indexOf(other.duty),
    );
};

/** @throws `unit.ended`, `unit.notBegun`, `unit.notFound`. */
const requirePlace = async (db: Db, placeId: string, on: Day): Promise<void> => {
  const { rows } = await sql<{ id: string }>`
    select unit_holder(id, ${on}) as id from unit where id = ${placeId}`.execute(db);
  const [holder] = rows;
  if (!holder) throw new DomainError("unit.notFound");
  await requireInForce(db, holder.id, on);
};
