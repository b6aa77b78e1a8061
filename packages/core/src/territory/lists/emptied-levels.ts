import { carryOut, type PlannedChange } from "../reorganisations.ts";
import type { Unit } from "../units.ts";
import type { Directory } from "./directory.ts";

/**
 * A level that falls away: a superior whose every unit went past it to what is above it ends with them, though such
 * tables rarely say so.
 */
export const emptied = (
  changes: readonly PlannedChange[],
  units: readonly Unit[],
  directory: Directory,
  notes: string[],
): PlannedChange[] => {
  const { ended, renewed, created, successions } = carryOut(changes, { units, changedLater: new Set(), reach: null });
  const gone = new Set(ended.map(({ id }) => id));
  const placed = new Map([...renewed, ...created].map((unit) => [unit.id, unit.parentId]));
  const touched = new Set(changes.flatMap(({ from, into }) => [...from, ...into.map(({ id }) => id)]));
  const childrenOf = Map.groupBy(units, ({ parentId }) => parentId);
  const heirs = Map.groupBy(successions, ({ fromId }) => fromId);
  const housed = new Set(placed.values());
  return [...childrenOf].flatMap(([id, children]): PlannedChange[] => {
    const superior = directory.byId.get(id ?? "");
    if (!superior || superior.parentId === null || touched.has(superior.id) || housed.has(superior.id)) return [];
    const above = new Set([superior.parentId, ...(heirs.get(superior.parentId) ?? []).map(({ toId }) => toId)]);
    const wentPast = children.every((child) => {
      if (!gone.has(child.id)) return placed.has(child.id) && above.has(placed.get(child.id) ?? "");
      const next = heirs.get(child.id) ?? [];
      return (
        next.length > 0 &&
        next.every(({ toId }) => above.has(placed.get(toId) ?? directory.byId.get(toId)?.parentId ?? ""))
      );
    });
    if (!wentPast) return [];
    notes.push(`“${superior.name}” không còn đơn vị trực thuộc nên được ghi là giải thể.`);
    return [{ kind: "abolish", from: [superior.id], into: [], posts: "end", note: "Không còn đơn vị trực thuộc." }];
  });
};
