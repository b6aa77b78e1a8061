import type { Day } from "@kheo/core/ground/days";
import type { Action, Role } from "@kheo/core/rules/policy";
import { postsFor, type UnitPlace } from "@kheo/core/rules/rights";
import { sql } from "kysely";
import type { Db } from "../ground/connect.ts";
import { inForce } from "../ground/in-force.ts";

/** A role that somebody holds at a unit. */
export type Holder = { readonly role: Role; readonly unitName: string };

/**
 * Who may do this to a thing of a unit, as near to it as anybody holds such a post on the day: one unit's roles, or
 * none where nobody does. Of several bodies at a unit the secretary of `bodyId` is meant.
 */
export const nearestHolders = async (
  db: Db,
  of: {
    readonly action: Action;
    readonly place: UnitPlace;
    readonly day: Day;
    readonly apart: boolean;
    readonly bodyId: string | null;
  },
): Promise<readonly Holder[]> => {
  const posts = postsFor(of.action, of.place, of.apart);
  const { rows } = await sql<Holder & { distance: number }>`
    select distinct way.role, way.distance, unit_name(way.unit_id, ${of.day}) as "unitName"
      from unnest(${posts.map(({ role }) => role)}::text[], ${posts.map(({ unitId }) => unitId)}::uuid[],
                  ${posts.map(({ distance }) => distance)}::int[]) as way(role, unit_id, distance)
     where exists (select from post join person on person.id = post.person_id and person.disabled_at is null
                    where post.role = way.role and post.unit_id = way.unit_id and not post.waits
                      and (post.role <> 'secretary' or post.body_id = ${of.bodyId}::uuid)
                      and ${inForce("post", of.day)})
     order by way.distance, way.role`.execute(db);
  return rows
    .filter(({ distance }) => distance === rows[0]?.distance)
    .map(({ role, unitName }) => ({ role, unitName }));
};
