import type { Day } from "@kheo/core/ground/days";
import type { Grant } from "@kheo/core/rules/rights";
import { type RawBuilder, sql } from "kysely";

const reachOf = ({ reach, except }: Grant, units: readonly string[], unit: RawBuilder<unknown>, day: Day) => {
  const within = {
    all: sql<boolean>`true`,
    // What an ended unit left is its heir's own.
    own: sql<boolean>`${unit} = any(array(select units_held(${units}, ${day})))`,
    // As an array it is found once and looked up by the unit's index.
    below: sql<boolean>`${unit} = any(array(select units_below(${units}, ${day})))`,
  }[reach];
  return except.length === 0
    ? within
    : sql<boolean>`(${within} and ${unit} <> all(array(select units_held(${except}, ${day}))))`;
};

/**
 * The `where` that a list needs so that only what the actor's posts reach is there at all. The same table that
 * decides on one thing bounds every list, count and search.
 */
export const withinReach = (grants: readonly Grant[], unitColumn: string, day: Day): RawBuilder<boolean> => {
  const alike = Map.groupBy(grants, ({ reach, except }) => [reach, ...except].join());
  return grants.length === 0
    ? sql<boolean>`false`
    : sql<boolean>`(${sql.join(
        [...alike.values()].flatMap((group) =>
          group.slice(0, 1).map((grant) =>
            reachOf(
              grant,
              group.map(({ post }) => post.unitId),
              sql.ref(unitColumn),
              day,
            ),
          ),
        ),
        sql` or `,
      )})`;
};

/**
 * The same for a step that is the act of the unit in a column: the posts must be held there. Where the column is empty
 * it is as with any other step.
 */
export const withinAuthority = (
  grants: readonly Grant[],
  authorityColumn: string,
  within: RawBuilder<boolean>,
  day: Day,
): RawBuilder<boolean> => sql<boolean>`case when ${sql.ref(authorityColumn)} is null then ${within}
  else ${sql.ref(authorityColumn)} = any(array(select units_held(${grants.map(({ post }) => post.unitId)}, ${day}))) end`;
