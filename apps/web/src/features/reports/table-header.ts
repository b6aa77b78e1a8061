import type { Column } from "@kheo/core/reports";

/** One cell of a header of one or two levels. */
export type HeaderCell = {
  readonly key: string;
  readonly text: string;
  readonly across: number;
  readonly down: number;
  readonly kind: Column["kind"];
};

/** The rows of a table's header: columns with a common heading stand under it, the others fill both levels. */
export const headerOf = (columns: readonly Column[]): readonly (readonly HeaderCell[])[] => {
  const grouped = columns.some(({ group }) => group !== undefined);
  const upper: HeaderCell[] = [];
  const lower: HeaderCell[] = [];
  columns.forEach(({ title, group, kind }, position) => {
    const key = `${position} ${title}`;
    if (group === undefined) {
      upper.push({ key, text: title, across: 1, down: grouped ? 2 : 1, kind });
      return;
    }
    lower.push({ key, text: title, across: 1, down: 1, kind });
    if (columns[position - 1]?.group === group) return;
    const rest = columns.slice(position);
    const end = rest.findIndex((column) => column.group !== group);
    upper.push({ key: group, text: group, across: end === -1 ? rest.length : end, down: 1, kind: "number" });
  });
  return grouped ? [upper, lower] : [upper];
};
