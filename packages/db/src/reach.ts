import type { Day } from "@kheo/core/days";
import type { Grant } from "@kheo/core/policy";
import { type RawBuilder, sql } from "kysely";

const reachOf = (grant: Grant, unit: RawBuilder<unknown>, day: Day): RawBuilder<boolean> => {
  switch (grant.reach) {
    case "all":
      return sql<boolean>`true`;
    case "own":
      return sql<boolean>`${unit} = ${grant.post.unitId}`;
    case "below":
      return sql<boolean>`${unit} in (select unit_below(${grant.post.unitId}, ${day}))`;
    case "belowNotOwn":
      return sql<boolean>`(${unit} in (select unit_below(${grant.post.unitId}, ${day})) and ${unit} <> all(${grant.except}::uuid[]))`;
  }
};

/**
 * The `where` that a list needs so that only what the actor's posts reach is there at all. The same table that
 * decides on one thing bounds every list, count and search.
 */
export const withinReach = (grants: readonly Grant[], unitColumn: string, day: Day): RawBuilder<boolean> =>
  grants.length === 0
    ? sql<boolean>`false`
    : sql<boolean>`(${sql.join(
        grants.map((grant) => reachOf(grant, sql.ref(unitColumn), day)),
        sql` or `,
      )})`;
