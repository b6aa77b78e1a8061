import type { Day } from "@kheo/core/ground/days";
import { type RawBuilder, sql } from "kysely";

/** Whether a row of a table, or of what it is called in the query, is in force on a day: both its days belong to it. */
export const inForce = (table: string, day: Day | RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`${day} between ${sql.ref(`${table}.validFrom`)} and coalesce(${sql.ref(`${table}.validTo`)}, 'infinity')`;

/** The same as text, for a query that is sent prepared: `day` is the place of its parameter. */
export const inForceText = (table: string, day: `$${number}`): string =>
  `${day} between ${table}.valid_from and coalesce(${table}.valid_to, 'infinity')`;

/** Whether a row is in force on a day, or begins only later: it has not ended before. */
export const notEndedBefore = (table: string, day: Day | RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`coalesce(${sql.ref(`${table}.validTo`)}, 'infinity') >= ${day}`;
