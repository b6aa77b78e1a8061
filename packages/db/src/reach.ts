import type { Day } from "@kheo/core/days";
import type { Grant } from "@kheo/core/policy";
import { type RawBuilder, sql } from "kysely";

const reachOf = ({ reach, post, except }: Grant, unit: RawBuilder<unknown>, day: Day): RawBuilder<boolean> => {
  const within = {
    all: sql<boolean>`true`,
    own: sql<boolean>`${unit} = ${post.unitId}`,
    // As an array it is found once and looked up by the unit's index, also when one of several posts reaches it.
    below: sql<boolean>`${unit} = any(array(select unit_below(${post.unitId}, ${day})))`,
  }[reach];
  return except.length === 0 ? within : sql<boolean>`(${within} and ${unit} <> all(${except}::uuid[]))`;
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
