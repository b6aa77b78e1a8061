import type { ListDescription, ListOrder } from "@kheo/core/rules/lists";
import type { Action } from "@kheo/core/rules/policy";
import {
  countFound,
  type Cut,
  type Found,
  idsOfFound,
  type Page,
  pageOf,
  pageOfFound,
  type Sorts,
} from "@kheo/db/rules/lists";
import { z } from "zod";
import { list, type ListScene } from "./procedures.ts";

/** No answer holds more rows, and so many of a file are looked up at a time: few enough that others are answered between. */
const mostRows = 500;

/** The states to which a list is narrowed, of those that have these words. */
export const inStates = <State extends string>(words: Readonly<Record<State, string>>) => {
  const states = Object.keys(words) as [State, ...State[]];
  return z.array(z.enum(states)).max(states.length).optional();
};

/** A list as its file is made of it. */
export type Listing = {
  readonly action: Action;
  readonly description: ListDescription;
  readonly asked: z.ZodType<object>;
  readonly whole: (
    scene: ListScene,
    asked: object,
  ) => { readonly columns: readonly string[]; readonly rows: AsyncGenerator<object> };
};

/** The lists that were made, by the calls that answer them. */
const made = new WeakMap<object, Listing>();
/** What a call answers with pages of, where it is one that was made here. */
export const listingOf = (call: object): Listing | undefined => made.get(call);

type Ordered<Column extends string> = { readonly order?: ListOrder<Column> | undefined };

type Listed<
  Column extends string,
  Filter extends z.ZodObject,
  Tables,
  From extends keyof Tables,
  Row,
  More extends object,
> = {
  readonly action: Action;
  readonly list: ListDescription<Column>;
  /** What the list is narrowed to; the same stands in the address of its page. */
  readonly filter: Filter;
  readonly find: (scene: ListScene, filter: z.output<Filter>) => Found<Tables, From>;
  readonly sorts: (scene: ListScene, filter: z.output<Filter>) => Sorts<Column>;
  readonly rows: (scene: ListScene, page: Page, filter: z.output<Filter>) => Promise<readonly Row[]>;
  /** The order in which somebody reads it who has chosen none, where that is not the list's own. */
  readonly orderFor?: (scene: ListScene) => ListOrder<Column>;
  /** The columns that somebody has no use for. */
  readonly without?: (scene: ListScene) => readonly Column[];
  /** What the page says beside the rows. */
  readonly more?: (scene: ListScene, filter: z.output<Filter>) => Promise<More>;
  /** How long the list is, where that follows from what the page says beside it; else it is counted. */
  readonly totalOf?: (more: More, filter: z.output<Filter>) => number;
};

/**
 * A list of things: within the reach of one's posts, narrowed, in the order of any of its columns, a page at a time; and
 * the same list whole, for a file. No row is left out and none comes twice: the database counts, orders and cuts.
 */
export const listing = <
  Column extends string,
  Filter extends z.ZodObject,
  Tables,
  From extends keyof Tables,
  Row,
  More extends object = object,
>({
  action,
  list: description,
  filter,
  find,
  sorts,
  rows,
  orderFor,
  without,
  more,
  totalOf,
}: Listed<Column, Filter, Tables, From, Row, More>) => {
  const columns = Object.keys(description.columns) as Column[];
  const ordered = z.object({ by: z.enum(columns as [Column, ...Column[]]), descending: z.boolean().default(false) });
  const whole = z.object({ ...filter.shape, order: ordered.optional() });
  const asked = z.object({
    ...whole.shape,
    limit: z.int().min(1).max(mostRows).default(50),
    offset: z.int().min(0).max(1_000_000).default(0),
    // The compiler does not see through an object schema whose members are generic, so what it reads is said.
  }) as unknown as z.ZodType<
    z.output<Filter> & Ordered<Column> & Cut,
    z.input<Filter> & { order?: { by: Column; descending?: boolean }; limit?: number; offset?: number }
  >;
  const orderOf = (scene: ListScene, order: ListOrder<Column> | undefined): ListOrder<Column> =>
    order ?? orderFor?.(scene) ?? description.order;
  const orderingOf = (scene: ListScene, filter: z.output<Filter>) => ({
    columns: description.columns,
    sorts: sorts(scene, filter),
  });
  const shownTo = (scene: ListScene): readonly Column[] => {
    const hidden = without?.(scene) ?? [];
    return columns.filter((column) => !hidden.includes(column));
  };

  const listed = {
    action,
    description,
    procedure: list(action, asked, async (scene, filter) => {
      const { limit, offset } = filter;
      const order = orderOf(scene, filter.order);
      const found = find(scene, filter);
      const [page, counted, beside] = await Promise.all([
        rows(scene, pageOfFound(found, orderingOf(scene, filter), order, { limit, offset }), filter),
        totalOf ? 0 : countFound(scene.db, found),
        more?.(scene, filter) ?? ({} as More),
      ]);
      const total = totalOf ? totalOf(beside, filter) : counted;
      return { rows: page, total, order, columns: shownTo(scene), ...beside };
    }),
    /** What a file is asked with: the filter and the order that the page shows. */
    asked: whole as unknown as z.ZodType<z.output<Filter> & Ordered<Column>>,
    /** The columns and all the rows of the list, some at a time. */
    whole: (scene: ListScene, filter: z.output<Filter> & Ordered<Column>) => {
      const inChunks = async function* () {
        const [ordering, order] = [orderingOf(scene, filter), orderOf(scene, filter.order)];
        const ids = await idsOfFound(scene.db, find(scene, filter), ordering, order);
        for (let from = 0; from < ids.length; from += mostRows) {
          yield* await rows(scene, pageOf(ids.slice(from, from + mostRows)), filter);
        }
      };
      return { columns: shownTo(scene), rows: inChunks() };
    },
  };
  // Each knows what it is asked with; as one of several the compiler knows it of none.
  made.set(listed.procedure, listed as unknown as Listing);
  return listed.procedure;
};
