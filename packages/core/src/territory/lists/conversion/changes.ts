import { nameKey } from "../../../ground/text.ts";
import type { PlannedChange, PlannedUnit } from "../../reorganisations.ts";
import { type Unit, type UnitChangeKind, unitChangeText } from "../../units.ts";
import { oneLine } from "../cells.ts";
import type { Directory } from "../directory.ts";
import type { Entry } from "../entries.ts";
import { done, isStopped, type Outcomes } from "../outcomes.ts";
import type { UnitListRowStatus } from "../unit-list.ts";
import type { Fates } from "./fates.ts";
import { oldUnitKey, type Pair } from "./pairs.ts";
import type { Places } from "./places.ts";
import type { Target, Targets } from "./targets.ts";

/** What the passes before have found out, and what is made of it. */
type Understood = {
  /** Rows of which nothing was refused. */
  readonly taken: ReadonlySet<Pair>;
  readonly fates: Fates;
  readonly targets: Targets;
  readonly planned: (target: Target, share: number | null) => PlannedUnit;
  readonly outcomes: Outcomes;
};

/** An old unit of which one row is not taken would go whole where the others say. */
export const stopOtherHalves = (entries: readonly Entry[], pairs: readonly Pair[], outcomes: Outcomes): void => {
  const stopped = new Map(
    entries
      .filter(({ row }) => isStopped(outcomes, row.number))
      .map((entry) => [oldUnitKey(entry), entry.row.number] as const),
  );
  for (const { entry } of pairs) {
    const other = stopped.get(oldUnitKey(entry));
    if (other === undefined || isStopped(outcomes, entry.row.number)) continue;
    const message = `Dòng ${other} của cùng đơn vị cũ chưa nhận được, nên dòng này cũng chưa nhận.`;
    outcomes.set(entry.row.number, done("refused", message));
  }
};

/** How units are written into the plan. One of the same name at the same place that goes on takes the others in. */
const writerOf = (targets: Targets, places: Places, { rowsOf }: Fates, directory: Directory): Understood["planned"] => {
  const placeOf = (target: Target): string | null => places.get(target) ?? null;
  const ids = new Map(
    targets.all.flatMap((target) => {
      const there = directory.childrenCalled(placeOf(target), target.name).find(({ id }) => !rowsOf.has(id));
      return there ? [[target.id, there.id] as const] : [];
    }),
  );
  const idOf = (id: string): string => ids.get(id) ?? id;
  return (target, share) => {
    const parentId = placeOf(target);
    return {
      id: idOf(target.id),
      name: target.name,
      kind: target.kind,
      parentId: parentId === null ? null : idOf(parentId),
      code: target.code,
      share,
    };
  };
};

const noteOf = (pairs: readonly Pair[]): string =>
  [...new Set(pairs.map(({ entry }) => oneLine(entry.at("note"))))]
    .filter((note) => note !== "")
    .join("; ")
    .slice(0, 300);

const statuses: Readonly<Partial<Record<UnitChangeKind, UnitListRowStatus>>> = { unchanged: "same", create: "create" };

const settle = (pairs: readonly Pair[], kind: UnitChangeKind, outcomes: Outcomes): void => {
  for (const { entry } of pairs) {
    const message = [unitChangeText[kind], entry.note].filter(Boolean).join(". ");
    outcomes.set(entry.row.number, done(statuses[kind] ?? "change", message));
  }
};

/** The rows of each old unit that goes to several new ones, or gives a part of itself. */
const partedUnits = ({ taken, fates, targets }: Understood): ReadonlyMap<string, readonly Pair[]> => {
  const giving = [...fates.rowsOf].map(
    ([id, rows]) =>
      [id, rows.filter((pair) => taken.has(pair) && pair.into !== null && !fates.keeping.has(pair))] as const,
  );
  return new Map(
    giving.filter(
      ([, rows]) =>
        new Set(rows.map((pair) => targets.of.get(pair))).size > 1 ||
        rows.some(({ form }) => form === "partial" || form === "split"),
    ),
  );
};

const partedChange = (id: string, rows: readonly Pair[], { targets, planned, outcomes }: Understood): PlannedChange => {
  const kind = rows.some(({ form }) => form === "partial") ? "partial" : "split";
  const into = rows.flatMap((pair) => {
    const target = targets.of.get(pair);
    return target ? [planned(target, pair.share)] : [];
  });
  settle(rows, kind, outcomes);
  return { kind, from: [id], into, posts: "end", note: noteOf(rows) };
};

/** What a unit that goes on does, by what is other afterwards; the first that fits. */
const differences: readonly (readonly [kind: UnitChangeKind, differs: (unit: Unit, after: PlannedUnit) => boolean])[] =
  [
    ["kindChange", (unit, after) => unit.kind !== after.kind],
    ["rename", (unit, after) => nameKey(unit.name) !== nameKey(after.name)],
    ["move", (unit, after) => unit.parentId !== after.parentId],
  ];

const keptChange = (unit: Unit, pair: Pair, after: PlannedUnit, { outcomes }: Understood): PlannedChange | null => {
  const kind = differences.find(([, differs]) => differs(unit, after))?.[0] ?? "unchanged";
  if (pair.form === "unchanged" && (kind === "rename" || kind === "kindChange")) {
    const message = `Ghi “Giữ nguyên” nhưng tên hoặc loại khác: “${unit.name}” và “${after.name}”.`;
    outcomes.set(pair.entry.row.number, done("refused", message));
    return null;
  }
  settle([pair], kind, outcomes);
  return { kind, from: [unit.id], into: [after], posts: "carry", note: noteOf([pair]) };
};

/** A new unit of whole old ones, or of none; `null` where only parts of old units come to it. */
const gatheringChange = (
  target: Target,
  rows: readonly Pair[],
  parted: ReadonlyMap<string, unknown>,
  { fates, planned, outcomes }: Understood,
): PlannedChange | null => {
  const into = [planned(target, null)];
  if (rows.every(({ from }) => from.length === 0)) {
    settle(rows, "create", outcomes);
    return { kind: "create", from: [], into, posts: "end", note: noteOf(rows) };
  }
  const merged = rows.filter(({ from }) => from.some(({ id }) => !parted.has(id)));
  if (merged.length === 0) return null;
  const from = merged.flatMap((pair) => pair.from.map(({ id }) => id)).filter((id) => !parted.has(id));
  const kept = rows.filter((pair) => fates.keeping.has(pair));
  settle(
    merged.filter((pair) => !kept.includes(pair)),
    "merge",
    outcomes,
  );
  for (const pair of kept) settle([pair], pair.form ?? "unchanged", outcomes);
  // A list says nothing of people; whoever works there goes on until somebody decides.
  return { kind: "merge", from: [...new Set(from)], into, posts: "carry", note: noteOf(merged) };
};

const abolishingChanges = (pair: Pair, { fates: { rowsOf }, outcomes }: Understood): readonly PlannedChange[] => {
  const first = pair.from.map(({ id }) => rowsOf.get(id)?.[0]);
  if (first.some((other) => other !== pair)) {
    const message = `Đơn vị này đã có ở dòng ${first[0]?.entry.row.number}.`;
    outcomes.set(pair.entry.row.number, done("refused", message));
    return [];
  }
  settle([pair], "abolish", outcomes);
  return pair.from.map(({ id }) => ({ kind: "abolish", from: [id], into: [], posts: "end", note: noteOf([pair]) }));
};

/** The changes that the taken rows are: what is parted first, then each unit that the table leaves, then what ends. */
export const changesOf = (
  pairs: readonly Pair[],
  fates: Fates,
  targets: Targets,
  places: Places,
  directory: Directory,
  outcomes: Outcomes,
): readonly PlannedChange[] => {
  const taken = new Set(pairs.filter(({ entry }) => !isStopped(outcomes, entry.row.number)));
  const planned = writerOf(targets, places, fates, directory);
  const understood: Understood = { taken, fates, targets, planned, outcomes };
  const parted = partedUnits(understood);
  return [
    ...[...parted].map(([id, rows]) => partedChange(id, rows, understood)),
    ...targets.all.flatMap((target) => {
      const rows = target.pairs.filter((pair) => taken.has(pair));
      if (rows.length === 0) return [];
      const kept = rows.find((pair) => fates.keeping.has(pair));
      const isAlone = rows.every((pair) => pair === kept || pair.from.every(({ id }) => parted.has(id)));
      const [unit] = kept?.from ?? [];
      const change =
        unit && kept && isAlone
          ? keptChange(unit, kept, planned(target, null), understood)
          : gatheringChange(target, rows, parted, understood);
      return change ? [change] : [];
    }),
    ...[...taken].filter(({ form }) => form === "abolish").flatMap((pair) => abolishingChanges(pair, understood)),
  ];
};
