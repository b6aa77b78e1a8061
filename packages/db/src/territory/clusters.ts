import type { Cluster } from "@kheo/core/territory/clusters";
import { type Day, dayBefore } from "@kheo/core/ground/days";
import { nameKey } from "@kheo/core/ground/text";
import { sql } from "kysely";
import type { Db } from "../ground/connect.ts";
import { inForce, notEndedBefore } from "../ground/in-force.ts";
import { insertRow, updateRow } from "../rules/tables.ts";

/** A unit that has ended is no member any more. */
export const memberInForce = (day: Day) => sql`exists (
  select from unit_version version where version.unit_id = member.unit_id
     and ${inForce("version", day)})`;

/** Whether a unit has set up a cluster or bloc of that name, wherever its tone marks are put. */
export const hasClusterNamed = async (db: Db, unitId: string, name: string): Promise<boolean> =>
  (await db
    .selectFrom("cluster")
    .select("id")
    .where("unitId", "=", unitId)
    .where("nameKey", "=", nameKey(name))
    .executeTakeFirst()) !== undefined;

export const insertCluster = async (
  db: Db,
  cluster: Pick<Cluster, "id" | "unitId" | "kind" | "name" | "document" | "validFrom">,
): Promise<{ readonly id: string }> => insertRow(db, "cluster", { ...cluster, nameKey: nameKey(cluster.name) });

/** Of these units, those that are not below the cluster's own on a day, or are in another of its kind. */
export const refusedMembers = async (db: Db, cluster: Cluster, unitIds: readonly string[], from: Day) => {
  const { rows } = await sql<{ name: string | null; elsewhere: string | null }>`
    select unit_name(member.unit_id, ${from}) as name, elsewhere.name as elsewhere
      from unnest(${unitIds}::uuid[]) member(unit_id)
      left join lateral (
        select cluster.name from cluster_member other join cluster on cluster.id = other.cluster_id
         where other.unit_id = member.unit_id and other.kind = ${cluster.kind} and other.cluster_id <> ${cluster.id}
           and ${notEndedBefore("other", from)} limit 1) elsewhere on true
     where elsewhere.name is not null or member.unit_id = ${cluster.unitId}
        or member.unit_id not in (select unit_below(${cluster.unitId}, ${from}))
        or not ${memberInForce(from)}`.execute(db);
  return rows;
};

/** The last day on which the members changed; `null` while nobody has been in it. */
export const membersChangedOn = async (db: Db, id: string): Promise<Day | null> => {
  const { rows } = await sql<{ day: Day | null }>`
    select greatest(max(valid_from), max(valid_to) + 1) as day from cluster_member where cluster_id = ${id}`.execute(
    db,
  );
  return rows[0]?.day ?? null;
};

/** Makes these units the members from a day on, which is none before the last on which they changed. */
export const setMembers = async (
  db: Db,
  { id, kind, version }: Cluster,
  unitIds: readonly string[],
  from: Day,
): Promise<number> => {
  // Who joined on that very day and is no longer named never was a member; who left on its eve and is named stayed.
  await sql`
    delete from cluster_member where cluster_id = ${id} and valid_from = ${from}
       and unit_id <> all(${unitIds}::uuid[])`.execute(db);
  await sql`
    update cluster_member set valid_to = case when unit_id = any(${unitIds}::uuid[]) then null else ${dayBefore(from)}::date end
     where cluster_id = ${id} and ${notEndedBefore("clusterMember", dayBefore(from))}`.execute(db);
  await sql`
    insert into cluster_member (cluster_id, kind, unit_id, valid_from)
    select ${id}, ${kind}, asked.id, ${from} from unnest(${unitIds}::uuid[]) asked(id)
     where not exists (select from cluster_member kept
       where kept.cluster_id = ${id} and kept.unit_id = asked.id and kept.valid_to is null)`.execute(db);
  return updateRow(db, "cluster", { id, version }, {});
};
