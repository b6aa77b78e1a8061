import type { Day } from "@kheo/core/ground/days";
import type { ColumnOf } from "@kheo/core/rules/lists";
import { type ClusterKind, clusterKindText } from "@kheo/core/territory/clusters";
import type { clusterList } from "@kheo/core/territory/unit-list";
import { sql } from "kysely";
import type { Db } from "../ground/connect.ts";
import { inForce } from "../ground/in-force.ts";
import { type Page, placeIn, type Sorts } from "../rules/lists.ts";
import { holdsFolded } from "../rules/search.ts";
import { memberInForce } from "./clusters.ts";

type Filter = {
  readonly id?: string | undefined;
  /** Those in which this unit is. */
  readonly memberId?: string | undefined;
  readonly kind?: ClusterKind | undefined;
  readonly search?: string | undefined;
};

/** Who is in a cluster on a day; a unit that has ended is no member. */
const members = (day: Day) => sql`cluster_member member where member.cluster_id = cluster.id
  and ${inForce("member", day)} and ${memberInForce(day)}`;

const memberName = (day: Day) => sql<string>`unit_name(member.unit_id, ${day})`;
const unitName = (day: Day) => sql<string>`unit_name(cluster.unit_id, ${day})`;
const memberCount = (day: Day) => sql<number>`(select count(*) from ${members(day)})`;

/** Clusters and blocs in force on a day; words are looked for in their names and those of their members. */
export const findClusters = (db: Db, day: Day, { id, memberId, kind, search = "" }: Filter) => {
  let query = db.selectFrom("cluster").where(inForce("cluster", day)).select("cluster.id as id");
  if (id !== undefined) query = query.where("cluster.id", "=", id);
  if (memberId !== undefined) {
    query = query.where(sql<boolean>`exists (select from ${members(day)} and member.unit_id = ${memberId})`);
  }
  if (kind !== undefined) query = query.where("cluster.kind", "=", kind);
  if (search.trim() === "") return query;
  return query.where((eb) =>
    eb.or([
      holdsFolded(sql.ref("cluster.name"), search),
      sql<boolean>`exists (select from ${members(day)} and ${holdsFolded(memberName(day), search)})`,
    ]),
  );
};

export const clusterSorts = (day: Day): Sorts<ColumnOf<typeof clusterList>> => ({
  name: sql`cluster.name collate vietnamese`,
  kind: placeIn(clusterKindText, "cluster.kind"),
  unitName: sql`${unitName(day)} collate vietnamese`,
  memberCount: memberCount(day),
  document: sql`nullif(cluster.document, '') collate vietnamese`,
  validFrom: sql.ref("cluster.validFrom"),
});

export const listClusters = (db: Db, page: Page, day: Day) =>
  db
    .selectFrom(page)
    .innerJoin("cluster", "cluster.id", "page.id")
    .select([
      "cluster.id",
      "cluster.unitId",
      unitName(day).as("unitName"),
      "cluster.kind",
      "cluster.name",
      sql<string | null>`nullif(cluster.document, '')`.as("document"),
      "cluster.validFrom",
      "cluster.validTo",
      "cluster.version",
      memberCount(day).as("memberCount"),
      sql<readonly { id: string; name: string }[]>`coalesce((
        select json_agg(json_build_object('id', member.unit_id, 'name', ${memberName(day)})
               order by ${memberName(day)} collate vietnamese) from ${members(day)}), '[]')`.as("members"),
    ])
    .orderBy("page.place")
    .execute();
