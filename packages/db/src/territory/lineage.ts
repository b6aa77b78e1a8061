import type { Day } from "@kheo/core/ground/days";
import { DomainError } from "@kheo/core/rules/errors";
import type { UnitChangeKind } from "@kheo/core/territory/units";
import { sql } from "kysely";
import type { Db } from "../ground/connect.ts";

/** Every name a unit has had, newest first, with the changes it came from and went into. */
export const unitHistory = async (db: Db, unitId: string) => {
  const versions = await db
    .selectFrom("unitVersion")
    .select(["name", "kind", "code", "validFrom", "validTo"])
    .where("unitId", "=", unitId)
    .where("line", "=", "territory")
    .orderBy("validFrom", "desc")
    .execute();
  if (versions.length === 0) throw new DomainError("unit.notFound");
  const changes = await db
    .selectFrom("unitChangeLine as line")
    .innerJoin("unitChange as change", "change.id", "line.changeId")
    .select([
      "change.kind",
      "change.effectiveOn",
      "change.basis",
      "line.fromUnitId",
      "line.toUnitId",
      "line.note",
      sql<string | null>`unit_name(line.from_unit_id, change.effective_on - 1)`.as("fromName"),
      sql<string | null>`unit_name(line.to_unit_id, change.effective_on)`.as("toName"),
    ])
    .where((eb) => eb.or([eb("line.fromUnitId", "=", unitId), eb("line.toUnitId", "=", unitId)]))
    .orderBy("change.effectiveOn", "desc")
    .orderBy("fromName")
    .execute();
  const superiors = await db
    .selectFrom("unitVersion")
    .select([
      "line",
      "parentId",
      sql<string | null>`unit_name(parent_id, coalesce(valid_to, today()))`.as("parentName"),
      "validFrom",
      "validTo",
    ])
    .where("unitId", "=", unitId)
    .where("line", "<>", "territory")
    .orderBy("validFrom", "desc")
    .orderBy("line")
    .execute();
  return { versions, superiors, changes };
};

/** One unit became another, or part of it. */
export type LineageEdge = {
  readonly fromId: string;
  readonly fromName: string;
  readonly toId: string;
  readonly toName: string;
  readonly kind: UnitChangeKind;
  readonly effectiveOn: Day;
  /** Percent of the old unit that came to the new one, where the document says it. */
  readonly share: number | null;
  /** How many changes away: 1 touches the unit itself. */
  readonly step: number;
};

const mostEdges = 200;

/**
 * What a unit came from and became, up to `steps` changes each way, the nearest first. A step further back is an
 * earlier day: what happens on one day happens at once.
 */
export const unitLineage = async (db: Db, unitId: string, steps: number) => {
  const walk = async (near: "from" | "to", far: "from" | "to", further: "<" | ">"): Promise<readonly LineageEdge[]> => {
    const [nearId, farId] = [sql.ref(`${near}_unit_id`), sql.ref(`${far}_unit_id`)];
    const { rows } = await sql<LineageEdge>`
      with recursive edge as (
        select change.kind, change.effective_on, line.share, line.from_unit_id, line.to_unit_id
          from unit_change_line line join unit_change change on change.id = line.change_id
         where line.from_unit_id <> line.to_unit_id),
      walked as (
        select 1 as step, edge.* from edge where ${nearId} = ${unitId}
        union
        select walked.step + 1, edge.* from walked
          join edge on edge.${nearId} = walked.${farId} and edge.effective_on ${sql.raw(further)} walked.effective_on
         where walked.step < ${steps})
      select step, kind, effective_on as "effectiveOn", share::float8 as share,
             from_unit_id as "fromId", coalesce(unit_name(from_unit_id, effective_on - 1), '') as "fromName",
             to_unit_id as "toId", coalesce(unit_name(to_unit_id, effective_on), '') as "toName"
        from walked order by step, effective_on desc, "fromName", "toName", from_unit_id, to_unit_id
       limit ${mostEdges}`.execute(db);
    return rows;
  };
  return { predecessors: await walk("to", "from", "<"), successors: await walk("from", "to", ">") };
};
