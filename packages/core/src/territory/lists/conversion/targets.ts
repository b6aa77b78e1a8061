import { withKind } from "../../unit-names.ts";
import type { Unit, UnitKind } from "../../units.ts";
import { kindIn } from "../cells.ts";
import { attempt, type Outcomes, refuse } from "../outcomes.ts";
import type { Fates } from "./fates.ts";
import { newUnitKey, type Pair, unitKeyAt } from "./pairs.ts";

/** A unit as the table leaves it: a new one, or one in force that goes on, with the rows that lead to it. */
export type Target = {
  readonly id: string;
  readonly name: string;
  readonly kind: UnitKind;
  readonly code: string | null;
  readonly pairs: readonly Pair[];
};

/** The units that the table leaves, in its order, and to which of them each row leads. */
export type Targets = { readonly all: readonly Target[]; readonly of: ReadonlyMap<Pair, Target> };

/** The row by which people find a unit of the table again. */
export const firstRowOf = ({ pairs: [first] }: Target): number | undefined => first?.entry.row.number;

type Gathered = Omit<Target, "code" | "pairs"> & { code: string | null; readonly pairs: Pair[] };

/** A unit that goes on does so by one row only. */
const checkAlone = (unit: Unit, pair: Pair, { rowsOf }: Fates): void => {
  const other = rowsOf.get(unit.id)?.find((one) => one !== pair);
  if (other) refuse(`“${unit.name}” đã có ở dòng ${other.entry.row.number}.`);
};

const nameAndKind = ({ into }: Pair, kept: Unit | undefined): { readonly name: string; readonly kind: UnitKind } => {
  const kind = into?.kind ?? kept?.kind;
  // Refuses a name that does not even sound like a kind of unit.
  if (kind === undefined && into) kindIn("", into.name);
  const taken = kind ?? "commune";
  return { name: into ? withKind(into.name, taken) : (kept?.name ?? ""), kind: taken };
};

/** One more row leads to a unit: it brings other old units and contradicts nothing. */
const join = (target: Gathered, pair: Pair): void => {
  for (const unit of pair.from) {
    const first = target.pairs.find(({ from }) => from.includes(unit));
    if (first) refuse(`Trùng với dòng ${first.entry.row.number}.`);
  }
  if (pair.code !== null && target.code !== null && pair.code !== target.code) {
    refuse(`“${target.name}” có mã khác ở dòng ${firstRowOf(target)}.`);
  }
  target.code ??= pair.code;
  target.pairs.push(pair);
};

/** Gathers the rows by the unit to which they lead. */
export const gatherTargets = (
  pairs: readonly Pair[],
  fates: Fates,
  newId: () => string,
  outcomes: Outcomes,
): Targets => {
  const byKey = new Map<string, Gathered>();
  const of = new Map<Pair, Target>();
  const keptAs = new Map(
    [...fates.keeping].map(
      (pair) => [unitKeyAt(pair.entry, pair.into?.full ?? pair.from[0]?.name ?? ""), pair.from[0]] as const,
    ),
  );
  for (const pair of pairs) {
    attempt(outcomes, pair.entry.row.number, () => {
      const isKept = fates.keeping.has(pair);
      // What goes to a unit that goes on under that name goes into that very unit.
      const unit = isKept ? pair.from[0] : keptAs.get(newUnitKey(pair));
      if (isKept && unit) checkAlone(unit, pair, fates);
      if (pair.into === null && !unit) return null;
      const key = unit ? `kept ${unit.id}` : newUnitKey(pair);
      let target = byKey.get(key);
      if (target) join(target, pair);
      else {
        target = { ...nameAndKind(pair, unit), id: unit?.id ?? newId(), code: pair.code, pairs: [pair] };
        byKey.set(key, target);
      }
      of.set(pair, target);
      return null;
    });
  }
  return { all: [...byKey.values()], of };
};
