import { nameKey } from "../../../ground/text.ts";
import type { UnitName } from "../../unit-names.ts";
import { type Directory, findUnit, offered } from "../directory.ts";
import type { Entry } from "../entries.ts";
import { attempt, choose, type Outcomes, refuse } from "../outcomes.ts";
import { type Fates, goesOn } from "./fates.ts";
import { firstRowOf, type Target, type Targets } from "./targets.ts";

/** The superior of each unit that the table leaves; of one that is not there, no row says where it stands. */
export type Places = ReadonlyMap<Target, string | null>;

/** What a superior is looked for in. */
type Surroundings = {
  readonly directory: Directory;
  readonly fates: Fates;
  readonly targets: Targets;
  readonly targetsByName: ReadonlyMap<string, readonly Target[]>;
  readonly rootId: string;
};

/** What stands where a unit in force stood: itself, or the only unit into which it went. */
const heirOf = (id: string, { fates, targets }: Surroundings): string | null => {
  if (goesOn(fates, id)) return id;
  const heirs = new Set((fates.rowsOf.get(id) ?? []).map((pair) => targets.of.get(pair)?.id));
  const [heir] = heirs;
  return heirs.size === 1 && heir !== undefined ? heir : null;
};

/** The superior that a row names, among what the table leaves and what is in force and goes on. */
const namedSuperior = (
  target: Target,
  entry: Entry,
  { name, further }: { readonly name: UnitName; readonly further: readonly UnitName[] },
  surroundings: Surroundings,
): string => {
  const { directory, fates, targetsByName } = surroundings;
  const left = (targetsByName.get(nameKey(name.full)) ?? []).filter((other) => other !== target);
  const inForce = directory
    .called(name)
    .filter(
      (unit) => goesOn(fates, unit.id) && directory.isBelow(unit, further) && !left.some(({ id }) => id === unit.id),
    );
  const [first] = left;
  if (first && left.length === 1 && inForce.length === 0) return first.id;
  if (left.length + inForce.length > 1) {
    // A new unit has no id yet that is the same in the next preview.
    const choiceOf = (one: Target): string => (directory.byId.has(one.id) ? one.id : `row:${firstRowOf(one)}`);
    const choices = [
      ...left.map((one) => ({ id: choiceOf(one), label: `${one.name} (dòng ${firstRowOf(one)})` })),
      ...offered(directory, inForce),
    ];
    const message = `Có ${choices.length} đơn vị tên “${name.full}”. Hãy chọn đơn vị cấp trên mới.`;
    const taken = choose(choices, entry.chosen, message);
    return left.find((one) => choiceOf(one) === taken)?.id ?? taken;
  }
  if (nameKey(name.full) === nameKey(target.name) && inForce.length === 0) {
    return refuse(`“${target.name}” không thể trực thuộc chính mình.`);
  }
  const found = findUnit(directory, name, further, entry.chosen);
  return (
    heirOf(found.id, surroundings) ??
    refuse(`Nơi trực thuộc mới “${found.name}” kết thúc mà không có một đơn vị kế thừa duy nhất.`)
  );
};

/** Where no row names a superior: below what its old units stood, else below the unit whose list this is. */
const inheritedSuperior = (target: Target, surroundings: Surroundings): string | null => {
  const givers = target.pairs.flatMap(({ from }) => from);
  const kept = givers.filter(({ id }) => id === target.id);
  const olds = kept.length > 0 ? kept : givers;
  // A unit that joins its own superior comes to stand where that stood.
  const joined = new Set<string | null>(olds.map(({ id }) => id));
  const superiors = new Set(olds.map(({ parentId }) => parentId).filter((id) => !joined.has(id)));
  const [only] = superiors;
  if (superiors.size === 1 && only !== undefined) {
    if (only === null) return null;
    const heir = heirOf(only, surroundings);
    if (heir !== null) return heir;
  }
  return heirOf(surroundings.rootId, surroundings) ?? refuse(`Chưa ghi nơi trực thuộc mới của “${target.name}”.`);
};

/** Finds the superior of everything the table leaves; all rows of a unit have to agree on it. */
export const placeTargets = (
  targets: Targets,
  fates: Fates,
  directory: Directory,
  rootId: string,
  outcomes: Outcomes,
): Places => {
  const targetsByName = Map.groupBy(targets.all, ({ name }) => nameKey(name));
  const surroundings = { directory, fates, targets, targetsByName, rootId };
  const places = new Map<Target, string | null>();
  for (const target of targets.all) {
    for (const { entry } of target.pairs) {
      attempt(outcomes, entry.row.number, () => {
        const [name, ...further] = [...entry.chain(entry.at("newSuperior")), ...entry.chain(entry.at("newProvince"))];
        const parentId = name
          ? namedSuperior(target, entry, { name, further }, surroundings)
          : inheritedSuperior(target, surroundings);
        if (places.has(target) && places.get(target) !== parentId) {
          return refuse(`“${target.name}” có nơi trực thuộc khác ở dòng ${firstRowOf(target)}.`);
        }
        places.set(target, parentId);
        return null;
      });
    }
  }
  return places;
};
