import { compareNames, fold, nameKey } from "../../ground/text.ts";
import { readUnitName, type UnitName } from "../unit-names.ts";
import type { Unit, UnitKind } from "../units.ts";
import { saidOf } from "./cells.ts";
import { likenessBelow } from "./likeness.ts";
import { choose, refuse } from "./outcomes.ts";

/** As `nameKey`, with no space beside a dash: people write “Bà Rịa-Vũng Tàu” too. */
const keyOf = (name: string): string => nameKey(name).replaceAll(/\s*-\s*/gu, "-");

const communes: readonly string[] = ["commune", "ward", "township", "specialZone"] satisfies UnitKind[];

/** The units in force, found by name. */
export const directoryOf = (units: readonly Unit[]) => {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const read = units.map((unit) => {
    const { full, bare } = readUnitName(unit.name);
    return { unit, key: keyOf(full), bare: keyOf(bare), foldedBare: fold(bare) };
  });
  const readOf = new Map(read.map((one) => [one.unit.id, one]));
  const byKey = Map.groupBy(read, ({ key }) => key);
  const byBare = Map.groupBy(read, ({ bare }) => bare);
  const byFold = Map.groupBy(read, ({ foldedBare }) => foldedBare);
  const below = Map.groupBy(read, ({ unit }) => unit.parentId);
  const belowByKey = Map.groupBy(read, ({ unit, key }) => `${unit.parentId} ${key}`);
  const above = (unit: Unit): Unit | undefined => byId.get(unit.parentId ?? "");
  const label = (unit: Unit): string => {
    const names: string[] = [];
    for (let one: Unit | undefined = unit; one && names.length < 4; one = above(one)) names.push(one.name);
    return names.join(" – ");
  };
  const isCalled = (unit: Unit, name: UnitName): boolean => {
    const own = readOf.get(unit.id);
    return name.kind === null ? own?.bare === keyOf(name.bare) : own?.key === keyOf(name.full);
  };
  /** Whether the superiors that were named stand above, in their order, perhaps with others between. */
  const isBelow = (unit: Unit, superiors: readonly UnitName[]): boolean => {
    let one = above(unit);
    for (const superior of superiors) {
      while (one && !isCalled(one, superior)) one = above(one);
      if (!one) return false;
      one = above(one);
    }
    return true;
  };
  const called = (name: UnitName): readonly Unit[] =>
    ((name.kind === null ? byBare.get(keyOf(name.bare)) : byKey.get(keyOf(name.full))) ?? []).map(({ unit }) => unit);
  const like = (name: UnitName): readonly Unit[] => (byFold.get(fold(name.bare)) ?? []).map(({ unit }) => unit);
  /** Of the units just below another, those of a name. */
  const childrenCalled = (parentId: string | null, name: string): readonly Unit[] =>
    (belowByKey.get(`${parentId} ${keyOf(name)}`) ?? []).map(({ unit }) => unit);
  const likenessOf = new Map<string, ReturnType<typeof likenessBelow>>();
  const belowByLikeness = new Map<string, ReadonlyMap<string, readonly Unit[]>>();
  /** By which the units just below another may be the same; `superior` is the name of that other. */
  const likeness = (parentId: string, superior: string, name: string): string => {
    const known = likenessOf.get(parentId) ?? likenessBelow(superior);
    likenessOf.set(parentId, known);
    return known(name);
  };
  /** What is just below a unit; of a commune also what its bodies have below them: there one name is one unit. */
  const around = (parentId: string): readonly (typeof read)[number][] => {
    const children = below.get(parentId) ?? [];
    if (!communes.includes(byId.get(parentId)?.kind ?? "")) return children;
    return children.flatMap((child) => [child, ...(below.get(child.unit.id) ?? [])]);
  };
  /** Of the units around a place, those that may be meant by a name: it differs in marks, or in how it is written. */
  const childrenLike = (parentId: string, name: string): readonly Unit[] => {
    const superior = byId.get(parentId)?.name ?? "";
    const known =
      belowByLikeness.get(parentId) ??
      new Map(
        [...Map.groupBy(around(parentId), ({ unit }) => likeness(parentId, superior, unit.name))].map(
          ([key, found]) => [key, found.map(({ unit }) => unit)],
        ),
      );
    belowByLikeness.set(parentId, known);
    return known.get(likeness(parentId, superior, name)) ?? [];
  };
  return { byId, label, isBelow, called, like, isCalled, childrenCalled, childrenLike, likeness };
};
/** The units in force, as they are asked for. */
export type Directory = ReturnType<typeof directoryOf>;

/** Units to choose from, each with what is above it. */
export const offered = (directory: Directory, units: readonly Unit[]) =>
  [...new Set(units)]
    .map((unit) => ({ id: unit.id, label: directory.label(unit) }))
    .toSorted((a, b) => compareNames(a.label, b.label))
    .slice(0, 20);

/** One unit in force that a row names. */
export const findUnit = (
  directory: Directory,
  name: UnitName,
  superiors: readonly UnitName[],
  chosen: readonly string[],
): Unit => {
  const exact = directory.called(name);
  const within = exact.filter((unit) => directory.isBelow(unit, superiors));
  const where = superiors.length > 0 ? ` thuộc “${saidOf(superiors)}”` : "";
  const [only] = within;
  if (only && within.length === 1) return only;
  const near = [...exact, ...directory.like(name)];
  const candidates = within.length > 1 ? within : near;
  if (candidates.length === 0) {
    refuse(`Không có đơn vị “${name.full}”${where} có hiệu lực vào ngày trước ngày thực hiện.`);
  }
  const message =
    within.length > 1
      ? `Có ${within.length} đơn vị tên “${name.full}”. Hãy chọn đúng đơn vị.`
      : exact.length > 0
        ? `Không có “${name.full}”${where}, nhưng có đơn vị cùng tên ở nơi khác. Hãy chọn đúng đơn vị hoặc sửa tệp.`
        : `Không có “${name.full}”${where}, chỉ có tên gần giống. Hãy chọn đúng đơn vị hoặc sửa tệp.`;
  return directory.byId.get(choose(offered(directory, candidates), chosen, message)) ?? refuse(message);
};
