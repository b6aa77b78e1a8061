import { readUnitName } from "../../unit-names.ts";
import type { Unit, UnitChangeKind } from "../../units.ts";
import type { Directory } from "../directory.ts";
import { newUnitKey, type Pair } from "./pairs.ts";

/** What the table as a whole makes of the units in force. */
export type Fates = {
  /** The rows that name an old unit, by its id. */
  readonly rowsOf: ReadonlyMap<string, readonly Pair[]>;
  /** Rows after which their only old unit goes on under its own identity. */
  readonly keeping: ReadonlySet<Pair>;
};

const keepingForms: ReadonlySet<UnitChangeKind> = new Set(["unchanged", "rename", "kindChange", "move"]);

const rowsByOldUnit = (pairs: readonly Pair[]): ReadonlyMap<string, readonly Pair[]> => {
  const named = pairs.flatMap((pair) => pair.from.map(({ id }) => ({ id, pair })));
  return new Map([...Map.groupBy(named, ({ id }) => id)].map(([id, rows]) => [id, rows.map(({ pair }) => pair)]));
};

/** New units, by their key, that come of one old unit alone. */
const unitsOfOneGiver = (pairs: readonly Pair[]): ReadonlySet<string> => {
  const givers = [...Map.groupBy(pairs, newUnitKey)].map(
    ([key, rows]) => [key, new Set(rows.flatMap(({ from }) => from.map(({ id }) => id)))] as const,
  );
  return new Set(givers.filter(([, ids]) => ids.size === 1).map(([key]) => key));
};

/** Other units in force that bear the name of the new one, where that is to stand. */
const inForceAt = ({ into, entry }: Pair, unit: Unit, directory: Directory): readonly Unit[] => {
  const [superior] = entry.chain(entry.at("newSuperior"));
  const kind = into?.kind ?? unit.kind;
  const isThere = ({ parentId }: Unit): boolean => {
    const above = directory.byId.get(parentId ?? "");
    return superior ? above !== undefined && directory.isCalled(above, superior) : parentId === unit.parentId;
  };
  return directory
    .called(readUnitName(into?.full ?? ""))
    .filter((other) => other.id !== unit.id && other.kind === kind && isThere(other));
};

/** What gives all it has to what it alone becomes goes on; every other old unit ends. */
export const fatesOf = (pairs: readonly Pair[], directory: Directory): Fates => {
  const rowsOf = rowsByOldUnit(pairs);
  const isLeftAlone = ({ id }: Unit): boolean => !rowsOf.has(id);
  const ofOneGiver = unitsOfOneGiver(pairs);
  const keeps = (pair: Pair): boolean => {
    const [unit] = pair.from;
    if (!unit || pair.from.length > 1) return false;
    if (pair.form !== null) return keepingForms.has(pair.form);
    return (
      pair.into !== null &&
      rowsOf.get(unit.id)?.length === 1 &&
      ofOneGiver.has(newUnitKey(pair)) &&
      !inForceAt(pair, unit, directory).some(isLeftAlone)
    );
  };
  return { rowsOf, keeping: new Set(pairs.filter(keeps)) };
};

/** Whether a unit in force is still there after the change: no row ends it. */
export const goesOn = ({ rowsOf, keeping }: Fates, id: string): boolean =>
  (rowsOf.get(id) ?? []).every((pair) => keeping.has(pair) || pair.form === "partial");
