import type { ListDescription, ListOrder } from "@kheo/core/rules/lists";
import { z } from "zod";

/** How a list is looked at, beside what it is narrowed to. */
export type ListLook<Column extends string> = {
  readonly by?: Column | undefined;
  readonly descending?: boolean | undefined;
  readonly page?: number | undefined;
};

const pageSize = 50;

/**
 * What the address of a list says: what narrows it, its order and its page, so that it can be sent to a colleague and
 * come back to. A wrong part is left out.
 */
export const listSearch = <Column extends string, Filter extends z.ZodRawShape>(
  { columns }: ListDescription<Column>,
  filter: Filter,
) => {
  const search = z.object({
    ...filter,
    by: z
      .enum(Object.keys(columns) as [Column, ...Column[]])
      .optional()
      .catch(undefined),
    descending: z.boolean().optional().catch(undefined),
    page: z.int().min(1).optional().catch(undefined),
  });
  return (raw: Record<string, unknown>) =>
    // The compiler does not see through an object schema whose members are generic.
    search.parse(raw) as { [Part in keyof Filter]?: z.output<Filter[Part]> | undefined } & ListLook<Column>;
};

/** Narrows a list to some of the states of its things, whose words these are. */
export const byState = <State extends string>(words: Readonly<Record<State, string>>) => ({
  states: z
    .array(z.enum(Object.keys(words) as [State, ...State[]]))
    .optional()
    .catch(undefined),
});

/** The day whose units a list is read by; without it, they are named as they were. */
export const byUnits = { unitsOn: z.iso.date().optional().catch(undefined) };

export type Cut = { readonly limit: number; readonly offset: number };

/** What an address asks of the server: the filter and the order as they are, and one page of it. */
export const askedBy = <Column extends string>({ by, descending = false, page = 1, ...filter }: ListLook<Column>) => {
  const order: ListOrder<Column> | undefined = by && { by, descending };
  return {
    whole: { ...filter, ...(order && { order }) },
    cut: { limit: pageSize, offset: (page - 1) * pageSize },
  };
};

/** Which rows of how many a page shows, and the last page there is. */
export const placesOf = (page: number, total: number) => ({
  first: (page - 1) * pageSize + 1,
  until: Math.min(page * pageSize, total),
  last: Math.max(1, Math.ceil(total / pageSize)),
});

/** The next order of a column that is pressed: it goes up, then down. */
export const pressed = <Column extends string>(
  column: Column,
  now: ListOrder<Column>,
): { readonly by: Column; readonly descending: true | undefined } => ({
  by: column,
  descending: (now.by === column && !now.descending) || undefined,
});
