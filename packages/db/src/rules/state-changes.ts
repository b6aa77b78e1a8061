import type { Day } from "@kheo/core/ground/days";
import type { StateOf, Stated } from "@kheo/core/rules/states";
import { type RawBuilder, sql } from "kysely";
import type { Db } from "../ground/connect.ts";

/** Keeps that a thing stands in a state from a day on. */
export const recordStateChange = async <T extends Stated>(
  db: Db,
  thing: T,
  thingId: string,
  { state, since }: { readonly state: StateOf<T>; readonly since: Day },
): Promise<void> => {
  await db.insertInto("stateChange").values({ thing, thingId, state, since }).execute();
};

/**
 * The state in which a thing stood at the end of a day; before its first change that in which it began. What never
 * changed its state stands as it was brought in.
 */
export const stateAt = <State extends string>(table: Stated, day: Day, began: State): RawBuilder<State> => {
  const state = sql.ref(`${table}.state`);
  // A model and its assessment have one id.
  const its = sql`change.thing_id = ${sql.ref(`${table}.id`)} and change.thing = ${table}`;
  return sql<State>`coalesce(
    (select change.state from state_change change
      where ${its} and change.since <= ${day} order by change.since desc, change.id desc limit 1),
    case when exists (select from state_change change where ${its}) then ${began} else ${state} end)`;
};
