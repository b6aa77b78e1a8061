import type { ColumnType } from "kysely";

export type Instant = ColumnType<Date, Date | string | undefined, Date | string>;
export type Nullable<T> = ColumnType<T | null, T | null | undefined, T | null>;
/** Read as typed, written as text: the driver would take a JavaScript array for a PostgreSQL one. */
export type Json<T> = ColumnType<T, string, string>;
export type JsonWithDefault<T> = ColumnType<T, string | undefined, string>;
/** What the sign-in library notes of each of its rows. */
export type Dated = { createdAt: Instant; updatedAt: Instant };
/** Who changed a row last. */
export type Changed = { changedBy: Nullable<string>; changedAt: Instant };
