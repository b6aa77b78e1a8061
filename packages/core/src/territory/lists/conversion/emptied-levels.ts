import { carryOut } from "../../carry-out.ts";
import type { PlannedChange } from "../../reorganisations.ts";
import type { Unit } from "../../units.ts";

/**
 * A level that falls away: a superior whose every unit went past it to what is above it ends with them, though such
 * tables rarely say so.
 */
export const emptiedSuperiors = (changes: readonly PlannedChange[], units: readonly Unit[]): readonly Unit[] => {
  const { ended, renewed, created, successions } = carryOut(changes, { units, changedLater: new Set(), reach: null });
  const before = new Map(units.map((unit) => [unit.id, unit]));
  const gone = new Set(ended.map(({ id }) => id));
  const placed = new Map([...renewed, ...created].map((unit) => [unit.id, unit.parentId]));
  const touched = new Set(changes.flatMap(({ from, into }) => [...from, ...into.map(({ id }) => id)]));
  const housed = new Set(placed.values());
  const childrenOf = Map.groupBy(units, ({ parentId }) => parentId);
  const heirsOf = Map.groupBy(successions, ({ fromId }) => fromId);
  const heirs = (id: string): readonly string[] => (heirsOf.get(id) ?? []).map(({ toId }) => toId);
  const superiorOf = (id: string): string | null => placed.get(id) ?? before.get(id)?.parentId ?? null;

  /** Whether a unit, or all that it became, stands at one of these superiors now. */
  const cameTo = (child: Unit, above: ReadonlySet<string | null>): boolean => {
    const next = gone.has(child.id) ? heirs(child.id) : [child.id];
    return next.length > 0 && next.every((id) => above.has(superiorOf(id)));
  };
  return [...childrenOf].flatMap(([id, children]) => {
    const superior = before.get(id ?? "");
    if (!superior || superior.parentId === null || touched.has(superior.id) || housed.has(superior.id)) return [];
    const above = new Set([superior.parentId, ...heirs(superior.parentId)]);
    return children.every((child) => cameTo(child, above)) ? [superior] : [];
  });
};
