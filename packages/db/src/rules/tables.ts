import type { Day } from "@kheo/core/ground/days";
import { DomainError } from "@kheo/core/rules/errors";
import { type CellValue, type ListDescription, wordsOf } from "@kheo/core/rules/lists";
import type { Grant } from "@kheo/core/rules/rights";
import { type Thing, things } from "@kheo/core/rules/things";
import { type Insertable, type Kysely, type RawBuilder, type Selectable, sql, type Updateable } from "kysely";
import type { Db } from "../ground/connect.ts";
import type { Database } from "../ground/schema.ts";
import { type Page, placeIn, type Sorts } from "./lists.ts";
import { withinReach } from "./reach.ts";

type Table = Thing & keyof Database;
/** A thing whose table has its name and counts its versions. */
export type Versioned = { [T in Table]: "version" extends keyof Database[T] ? T : never }[Table];
/** One that also says of which unit it is. */
export type OfUnit = {
  [T in Versioned]: Database[T] extends { unitId: string } ? T : never;
}[Versioned];

/** A row as it is read, and what of it can be written. */
export type RowOf<T extends Versioned> = Selectable<Database[T]>;
export type ChangeOf<T extends Versioned> = Updateable<Database[T]>;

// The compiler does not see what holds for each of these tables, so queries are written for one and typed for all.
type One = Kysely<Pick<Database, "cluster">>;
const on = (db: Db): One => db as unknown as One;
const tableOf = (thing: Versioned) => thing as "cluster";

/** The row of a thing. @throws that it is not found. */
export const getRow = async <T extends Versioned>(db: Db, thing: T, id: string, lock: boolean): Promise<RowOf<T>> => {
  const query = on(db).selectFrom(tableOf(thing)).selectAll().where("id", "=", id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!row) throw new DomainError(`${things[thing].noun}.notFound`);
  return row as unknown as RowOf<T>;
};

/** Adds a row of a thing, in the state that is given, and says which it is. */
export const insertRow = <T extends Versioned>(
  db: Db,
  thing: T,
  row: Insertable<Database[T]>,
): Promise<{ readonly id: string }> =>
  on(db)
    .insertInto(tableOf(thing))
    .values(row as never)
    .returning("id")
    .executeTakeFirstOrThrow();

/** Writes over the version that was read, and returns the next. @throws `changedMeanwhile`. */
export const updateRow = async <T extends Versioned>(
  db: Db,
  thing: T,
  { id, version }: { readonly id: string; readonly version: number },
  change: ChangeOf<T>,
): Promise<number> => {
  const { numUpdatedRows } = await on(db)
    .updateTable(tableOf(thing))
    .set({ ...(change as object), version: version + 1 })
    .where("id", "=", id)
    .where("version", "=", version)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new DomainError("changedMeanwhile", { what: things[thing].name, by: null });
  return version + 1;
};

type Listed<T extends OfUnit, Column extends string> = { readonly id: string } & {
  readonly [C in Column]: C extends keyof RowOf<T> ? RowOf<T>[C] : CellValue;
};
type Asker = { readonly db: Db; readonly grants: readonly Grant[]; readonly today: Day };

/**
 * How a list of things of one table is found, ordered and read: each column is that of the table, `unitName` that of its
 * unit, or what is computed for it.
 */
export const listOfTable = <T extends OfUnit, Column extends string>(
  thing: T,
  { columns }: ListDescription<Column>,
  computed: Partial<Record<Column, RawBuilder<unknown>>> = {},
) => {
  const names = Object.keys(columns) as Column[];
  const value = (column: Column, day: Day): RawBuilder<unknown> =>
    computed[column] ??
    (column === "unitName" ? sql`unit_name(${sql.ref(`${thing}.unitId`)}, ${day})` : sql.ref(`${thing}.${column}`));
  const sort = (column: Column, day: Day): RawBuilder<unknown> => {
    const words = wordsOf(columns[column]);
    if (words !== null) return placeIn(words, `${thing}.${column}`);
    return columns[column].kind === "line" ? sql`${value(column, day)} collate vietnamese` : value(column, day);
  };
  return {
    find: ({ db, grants, today }: Asker, { states = [] }: { readonly states?: readonly string[] | undefined }) => {
      const found = on(db)
        .selectFrom(tableOf(thing))
        .where(withinReach(grants, `${thing}.unit_id`, today))
        .select("id");
      return states.length === 0 ? found : found.where(sql<boolean>`state = any(${states}::text[])`);
    },
    sorts: ({ today }: Asker) =>
      Object.fromEntries(names.map((column) => [column, sort(column, today)])) as Sorts<Column>,
    rows: async ({ db, today }: Asker, page: Page): Promise<readonly Listed<T, Column>[]> => {
      const rows = await on(db)
        .selectFrom(page)
        .innerJoin(tableOf(thing), `${tableOf(thing)}.id`, "page.id")
        .select([sql.ref("page.id").as("id"), ...names.map((column) => value(column, today).as(column))])
        .orderBy("page.place")
        .execute();
      return rows as unknown as readonly Listed<T, Column>[];
    },
  };
};
