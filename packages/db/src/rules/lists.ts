import type { ListDescription, ListOrder } from "@kheo/core/rules/lists";
import { type AliasedRawBuilder, type RawBuilder, type SelectQueryBuilder, sql } from "kysely";
import type { Db } from "../ground/connect.ts";
import type { Database } from "../ground/schema.ts";

/** What a list holds, as the ids of its things: within one's rights and what it was narrowed to, in no order yet. */
export type Found<Tables, From extends keyof Tables> = SelectQueryBuilder<Tables, From, { id: string }>;

/** What each column is ordered by; it is computed for every row that is found, so nothing dear stands in it. */
export type Sorts<Column extends string> = Readonly<Record<Column, RawBuilder<unknown>>>;

/** The columns of a list, and what each is ordered by. */
export type Ordering<Column extends string> = Pick<ListDescription<Column>, "columns"> & {
  readonly sorts: Sorts<Column>;
};

export type Cut = { readonly limit: number; readonly offset: number };

/** The ids of a page or of a whole list in their order, to select from and to join things to. */
export type Page = AliasedRawBuilder<{ id: string; place: number }, "page">;

const asPage = (ids: RawBuilder<unknown>): Page =>
  sql<{ id: string; place: number }>`unnest(${ids}) with ordinality`.as<"page">(sql`page(id, place)`);

/** These things, in this order. */
export const pageOf = (ids: readonly string[]): Page => asPage(sql`${ids}::uuid[]`);

/** What is alike in one column stands in the order of the first, and by its id in the same place from page to page. */
const firstOf = (sorts: Sorts<string>): RawBuilder<unknown> => Object.values(sorts)[0] ?? sql`id`;

/** From here on a page is deep: for it nearly as many rows are put in order as for the whole list. */
const deep = 1_000;

/**
 * The ids of a list in its order. Text is dear to compare. Where nearly all of a list is ordered by what is alike in many
 * rows, each gets its rank in the first column, which an index may give, and ranks are compared instead of texts.
 */
const inOrder = <Tables, From extends keyof Tables, Column extends string>(
  found: Found<Tables, From>,
  { columns, sorts }: Ordering<Column>,
  { by, descending }: ListOrder<Column>,
  cut: Cut | null,
): RawBuilder<{ id: string }> => {
  const [first, way] = [firstOf(sorts), sql.raw(descending ? "desc" : "asc")];
  const limited = cut === null ? sql`` : sql`limit ${cut.limit} offset ${cut.offset}`;
  if (columns[by].kind === "line" || (cut !== null && cut.offset < deep)) {
    return sql`${found.orderBy(sql`${sorts[by]} ${way} nulls last, ${first}, id`)} ${limited}`;
  }
  const ranked = found.select([sorts[by].as("sort"), sql<number>`rank() over (order by ${first})`.as("rank")]);
  return sql`select id from (${ranked}) ranked order by sort ${way} nulls last, rank, id ${limited}`;
};

/**
 * One page of a list. It is cut before anything is joined to it: what is shown of a thing is looked up for the rows of
 * the page and no other.
 */
export const pageOfFound = <Tables, From extends keyof Tables, Column extends string>(
  found: Found<Tables, From>,
  ordering: Ordering<Column>,
  order: ListOrder<Column>,
  cut: Cut,
): Page => asPage(sql`array(${inOrder(found, ordering, order, cut)})`);

/** The ids of everything that is found, in the order of the list. */
export const idsOfFound = async <Tables, From extends keyof Tables, Column extends string>(
  db: Db,
  found: Found<Tables, From>,
  ordering: Ordering<Column>,
  order: ListOrder<Column>,
): Promise<readonly string[]> => {
  const { rows } = await inOrder(found, ordering, order, null).execute(db);
  return rows.map(({ id }) => id);
};

/**
 * What of a query is on a page, in its order. It is joined before anything else is: the database keeps the order in which
 * a long query joins its tables, and would else look up for every row what is shown of a few.
 */
export const onPage = <Tables, From extends keyof Tables, Row>(
  query: SelectQueryBuilder<Tables, From, Row>,
  page: Page,
  id: string,
): SelectQueryBuilder<Tables, From, Row> =>
  // Which tables there are is nothing to this join; what joins them later is checked against them again.
  (query as unknown as SelectQueryBuilder<Database, "unit", Row>)
    .innerJoin(page, (join) => join.on(sql<boolean>`page.id = ${sql.ref(id)}`))
    .orderBy(sql`page.place`) as unknown as SelectQueryBuilder<Tables, From, Row>;

/** How many things a list holds. */
export const countFound = async <Tables, From extends keyof Tables>(
  db: Db,
  found: Found<Tables, From>,
): Promise<number> => {
  const counted = sql<{ count: number }>`select count(*) as count from (${found}) found`;
  return (await counted.execute(db)).rows[0]?.count ?? 0;
};

/** The place of a word among those a column can hold: states and kinds stand in the order in which they are described. */
export const placeIn = (words: Readonly<Record<string, string>>, column: string): RawBuilder<unknown> =>
  sql`array_position(${Object.keys(words)}::text[], ${sql.ref(column)})`;
