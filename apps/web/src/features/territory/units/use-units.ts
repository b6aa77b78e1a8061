import type { Unit, UnitLine } from "@kheo/core/territory/units";
import { useQuery } from "@tanstack/react-query";
import { trpc } from "../../../lib/trpc.ts";

/** The units in force on one day as a tree. */
export type UnitTree = {
  readonly all: readonly Unit[];
  readonly byId: ReadonlyMap<string, Unit>;
  readonly roots: readonly Unit[];
  readonly childrenOf: (id: string) => readonly Unit[];
  /** How many units there are below one. */
  readonly countBelow: (id: string) => number;
  /** Everything above a unit, the nearest first. */
  readonly above: (unit: Unit) => readonly Unit[];
};

// Cell 2 comes before cell 10.
const byName = new Intl.Collator("vi", { numeric: true });

const treeOf = (units: readonly Unit[]): UnitTree => {
  const all = units.toSorted((one, other) => byName.compare(one.name, other.name));
  const byId = new Map(all.map((unit) => [unit.id, unit]));
  const children = Map.groupBy(all, ({ parentId }) => parentId);
  const above = (unit: Unit): readonly Unit[] => {
    const parent = unit.parentId === null ? undefined : byId.get(unit.parentId);
    return parent ? [parent, ...above(parent)] : [];
  };
  const childrenOf = (id: string): readonly Unit[] => children.get(id) ?? [];
  const countBelow = (id: string): number =>
    childrenOf(id).reduce((count, child) => count + 1 + countBelow(child.id), 0);
  return {
    all,
    byId,
    roots: all.filter(({ parentId }) => parentId === null || !byId.has(parentId)),
    childrenOf,
    countBelow,
    above,
  };
};

/** The tree of a line on a day; the territory today without either. It changes a few times a year, so it is read once an hour. */
export const useUnits = (day?: string, line?: UnitLine) =>
  useQuery(
    trpc.units.tree.queryOptions(
      { ...(day !== undefined && { day }), ...(line !== undefined && { line }) },
      { select: treeOf, staleTime: 3_600_000 },
    ),
  );
