import { nameKey } from "../ground/text.ts";
import { codeProblems } from "./plan-codes.ts";
import type {
  PlannedChange,
  PlannedUnit,
  PlanOutcome,
  PlanProblem,
  Succession,
  TreeBefore,
} from "./reorganisations.ts";
import { type Unit, type UnitChangeKind, unitChangeText } from "./units.ts";

type Bounds = readonly [fewest: number, most: number];

type KindRule = {
  /** How many units in force the kind takes, and how many it leaves. */
  readonly takes: Bounds;
  readonly leaves: Bounds;
  /** What it leaves is the very unit that it took. */
  readonly same: boolean;
  /** What it took lives on beside what it gave. */
  readonly livesOn: boolean;
};

const rules: Readonly<Record<UnitChangeKind, KindRule>> = {
  merge: { takes: [1, Infinity], leaves: [1, 1], same: false, livesOn: false },
  split: { takes: [1, 1], leaves: [2, Infinity], same: false, livesOn: false },
  partial: { takes: [1, 1], leaves: [1, Infinity], same: false, livesOn: true },
  rename: { takes: [1, 1], leaves: [1, 1], same: true, livesOn: false },
  kindChange: { takes: [1, 1], leaves: [1, 1], same: true, livesOn: false },
  move: { takes: [1, 1], leaves: [1, 1], same: true, livesOn: false },
  create: { takes: [0, 0], leaves: [1, 1], same: false, livesOn: false },
  abolish: { takes: [1, 1], leaves: [0, 0], same: false, livesOn: false },
  unchanged: { takes: [1, 1], leaves: [1, 1], same: true, livesOn: false },
};

const countText = ([fewest, most]: Bounds): string =>
  fewest === most ? (fewest === 0 ? "không có" : `đúng ${fewest}`) : `ít nhất ${fewest}`;

const fits = (count: number, [fewest, most]: Bounds): boolean => count >= fewest && count <= most;

/** A plan as far as it has been carried out. */
type Progress = Omit<TreeBefore, "units"> & {
  readonly before: ReadonlyMap<string, Unit>;
  readonly after: Map<string, PlannedUnit>;
  /** The change that takes a unit in force; the last, where several do. */
  readonly takenBy: Map<string, number>;
  /** The change that says what a unit is afterwards; the first, where several do. */
  readonly describedBy: Map<string, number>;
  /** How many others go into a unit. */
  readonly givers: Map<string, number>;
  readonly successions: Succession[];
  readonly problems: PlanProblem[];
};

const startOf = ({ units, changedLater, reach }: TreeBefore): Progress => ({
  changedLater,
  reach,
  before: new Map(units.map((unit) => [unit.id, unit])),
  after: new Map(
    units.map(({ id, name, kind, parentId }) => [id, { id, name, kind, parentId, code: null, share: null }]),
  ),
  takenBy: new Map(),
  describedBy: new Map(),
  givers: new Map(),
  successions: [],
  problems: [],
});

const say = ({ problems }: Progress, change: number | null, message: string): void => {
  problems.push({ change, message });
};

const nameOf = ({ before, after }: Progress, id: string): string =>
  `“${before.get(id)?.name ?? after.get(id)?.name ?? id}”`;

const isOutOfReach = ({ reach }: Progress, id: string): boolean => reach !== null && !reach.has(id);

type Obstacle = readonly [stands: (progress: Progress, id: string) => boolean, why: (name: string) => string];

/** Why a unit may not be taken; the first that fits. */
const whyNotTaken: readonly Obstacle[] = [
  [({ before }, id) => !before.has(id), (name) => `đơn vị cũ ${name} không có hiệu lực vào ngày trước ngày thực hiện.`],
  [({ changedLater }, id) => changedLater.has(id), (name) => `${name} đã có thay đổi khác từ ngày này hoặc sau đó.`],
  [isOutOfReach, (name) => `${name} không thuộc đơn vị lập phương án.`],
];

const takeOldUnits = (progress: Progress, { kind, from }: PlannedChange, index: number): void => {
  const { takenBy } = progress;
  for (const id of from) {
    const what = unitChangeText[kind];
    const name = nameOf(progress, id);
    const obstacle = whyNotTaken.find(([stands]) => stands(progress, id));
    if (obstacle) say(progress, index, `${what}: ${obstacle[1](name)}`);
    const other = takenBy.get(id);
    if (other === index) say(progress, index, `${what}: ${name} được nêu hai lần.`);
    else if (other !== undefined) say(progress, index, `${what}: ${name} đã có trong thay đổi thứ ${other + 1}.`);
    takenBy.set(id, index);
  }
};

const checkCounts = (progress: Progress, { kind, from, into }: PlannedChange, index: number): void => {
  const what = unitChangeText[kind];
  const { takes, leaves } = rules[kind];
  if (!fits(from.length, takes)) say(progress, index, `${what}: cần ${countText(takes)} đơn vị cũ.`);
  if (!fits(into.length, leaves)) say(progress, index, `${what}: cần ${countText(leaves)} đơn vị mới.`);
};

const checkIdentity = (progress: Progress, { kind, from: [old], into: [unit] }: PlannedChange, index: number): void => {
  if (!rules[kind].same || old === undefined || unit === undefined || old === unit.id) return;
  say(progress, index, `${unitChangeText[kind]}: đơn vị phải giữ nguyên, chỉ đổi tên, loại hoặc nơi trực thuộc.`);
};

/** Counted whole: three equal parts of 33,33 % miss one, and no float says that they miss more. */
const hundredths = (percent: number): number => Math.round(percent * 100);

const checkShares = (progress: Progress, { kind, into }: PlannedChange, index: number): void => {
  const shares = into.map(({ share }) => share).filter((share) => share !== null);
  if (kind !== "split" || shares.length === 0) return;
  const what = unitChangeText[kind];
  if (shares.length < into.length) {
    say(progress, index, `${what}: cần ghi tỷ lệ cho mọi đơn vị mới, hoặc bỏ trống tất cả.`);
  } else if (Math.abs(shares.reduce((sum, share) => sum + hundredths(share), 0) - hundredths(100)) > 1) {
    say(progress, index, `${what}: tổng các tỷ lệ phải bằng 100 %.`);
  }
};

/** Says what a unit is afterwards; where an earlier change has said so, both have to say the same. */
const describeUnit = (progress: Progress, unit: PlannedUnit, kind: UnitChangeKind, index: number): void => {
  const { before, after, describedBy, changedLater } = progress;
  const what = unitChangeText[kind];
  const first = describedBy.get(unit.id);
  if (first !== undefined) {
    const described = after.get(unit.id);
    if (described?.name !== unit.name || described.kind !== unit.kind || described.parentId !== unit.parentId) {
      say(progress, index, `${what}: “${unit.name}” được ghi khác với thay đổi thứ ${first + 1}.`);
    }
    return;
  }
  describedBy.set(unit.id, index);
  after.set(unit.id, unit);
  if (!before.has(unit.id)) return;
  if (changedLater.has(unit.id)) {
    say(progress, index, `${what}: ${nameOf(progress, unit.id)} đã có thay đổi khác từ ngày này hoặc sau đó.`);
  }
  if (isOutOfReach(progress, unit.id)) {
    say(progress, index, `${what}: ${nameOf(progress, unit.id)} không thuộc đơn vị lập phương án.`);
  }
};

const leaveNewUnits = (progress: Progress, { kind, from, into }: PlannedChange, index: number): void => {
  const { before, givers, successions } = progress;
  for (const unit of into) {
    const others = from.filter((id) => id !== unit.id);
    givers.set(unit.id, (givers.get(unit.id) ?? 0) + others.length);
    for (const fromId of others) {
      successions.push({ kind, change: index, fromId, toId: unit.id, share: unit.share });
    }
    // A partial adjustment gives land to a neighbour, which stays what it is.
    if (rules[kind].livesOn && before.has(unit.id)) continue;
    describeUnit(progress, unit, kind, index);
  }
};

const checkMerge = (progress: Progress, { kind, from, into: [unit] }: PlannedChange, index: number): void => {
  if (kind !== "merge" || !unit || from.length === 0) return;
  const merged = (progress.givers.get(unit.id) ?? 0) + (progress.before.has(unit.id) ? 1 : 0);
  if (merged < 2) say(progress, index, `${unitChangeText.merge}: cần ít nhất 2 đơn vị cũ nhập vào “${unit.name}”.`);
};

/** Whoever was taken and does not go on has ended. */
const endUnits = (progress: Progress, changes: readonly PlannedChange[]): readonly Unit[] => {
  const { before, after, takenBy, describedBy } = progress;
  const ended = [...before.values()].filter(({ id }) => {
    const change = changes[takenBy.get(id) ?? -1];
    return change !== undefined && !rules[change.kind].livesOn && !describedBy.has(id);
  });
  for (const { id } of ended) after.delete(id);
  return ended;
};

/** What stood below a unit that ended follows it to its only successor; where there are several, somebody has to say. */
const followSuperiors = (progress: Progress, hasEnded: ReadonlySet<string>): void => {
  const { after, takenBy, describedBy, successions } = progress;
  const successorsOf = Map.groupBy(successions, ({ fromId }) => fromId);
  for (const child of after.values()) {
    if (child.parentId === null || !hasEnded.has(child.parentId)) continue;
    const change = describedBy.get(child.id) ?? null;
    const heirs = successorsOf.get(child.parentId) ?? [];
    const [heir] = heirs;
    if (change === null && heir && heirs.length === 1) {
      after.set(child.id, { ...child, parentId: heir.toId });
      continue;
    }
    const why =
      change === null ? "Cần thêm một thay đổi “Chuyển trực thuộc” cho đơn vị này." : "Cần chọn nơi trực thuộc khác.";
    const what = `${nameOf(progress, child.id)} trực thuộc ${nameOf(progress, child.parentId)}, đơn vị này kết thúc.`;
    say(progress, change ?? takenBy.get(child.parentId) ?? null, `${what} ${why}`);
  }
};

/** What only hangs below a circle is not in it: it is well as soon as the circle is. */
const isInCircle = ({ after }: Progress, { id, parentId }: PlannedUnit): boolean => {
  const seen = new Set<string>();
  for (let above = after.get(parentId ?? ""); above && !seen.has(above.id); above = after.get(above.parentId ?? "")) {
    if (above.id === id) return true;
    seen.add(above.id);
  }
  return false;
};

/** Holds the superior of every unit that the plan describes against the tree as it will be. */
const checkSuperiors = (progress: Progress, hasEnded: ReadonlySet<string>): void => {
  const { before, after, describedBy, changedLater, reach } = progress;
  for (const unit of after.values()) {
    const change = describedBy.get(unit.id);
    if (change === undefined) continue;
    const { name, parentId } = unit;
    if (parentId === null) {
      if (reach) say(progress, change, `“${name}”: cần chọn đơn vị cấp trên.`);
      continue;
    }
    const superior = `“${name}”: đơn vị cấp trên`;
    if (!after.has(parentId) && !hasEnded.has(parentId)) {
      say(progress, change, `${superior} không có hiệu lực vào ngày thực hiện.`);
    }
    if (isOutOfReach(progress, parentId) && before.has(parentId)) {
      say(progress, change, `${superior} ${nameOf(progress, parentId)} không thuộc đơn vị lập phương án.`);
    }
    if (changedLater.has(parentId) && !describedBy.has(parentId)) {
      say(progress, change, `${superior} ${nameOf(progress, parentId)} đã có thay đổi khác từ ngày này hoặc sau đó.`);
    }
    if (isInCircle(progress, unit)) {
      say(progress, change, `“${name}” không thể trực thuộc chính mình hoặc đơn vị cấp dưới của mình.`);
    }
  }
};

const checkNames = (progress: Progress): void => {
  const { after, describedBy } = progress;
  const named = new Map<string, string>();
  for (const { id, name, parentId } of after.values()) {
    const key = `${parentId} ${nameKey(name)}`;
    const other = named.get(key);
    const change = describedBy.get(id) ?? describedBy.get(other ?? "");
    if (other !== undefined && change !== undefined) {
      say(progress, change, `Có hai đơn vị cùng tên “${name}” ở cùng một nơi trực thuộc.`);
    }
    named.set(key, id);
  }
};

const differs = (old: Unit | undefined, unit: PlannedUnit): boolean =>
  old !== undefined &&
  (old.name !== unit.name || old.kind !== unit.kind || old.parentId !== unit.parentId || unit.code !== null);

/**
 * Carries a plan out on the tree of its eve, and says what stands against it. Pure: the same plan on the same tree
 * gives the same outcome in the browser, before it is applied, and when it is.
 */
export const carryOut = (changes: readonly PlannedChange[], tree: TreeBefore): PlanOutcome => {
  const progress = startOf(tree);
  if (changes.length === 0) say(progress, null, "Phương án chưa có thay đổi nào.");
  for (const [index, change] of changes.entries()) {
    checkCounts(progress, change, index);
    takeOldUnits(progress, change, index);
    checkIdentity(progress, change, index);
    checkShares(progress, change, index);
    leaveNewUnits(progress, change, index);
  }
  for (const [index, change] of changes.entries()) checkMerge(progress, change, index);

  const ended = endUnits(progress, changes);
  const hasEnded = new Set(ended.map(({ id }) => id));
  followSuperiors(progress, hasEnded);
  checkSuperiors(progress, hasEnded);
  checkNames(progress);
  progress.problems.push(...codeProblems(progress.after.values(), ({ id }) => progress.describedBy.get(id) ?? null));

  const { before, problems, successions } = progress;
  const after = [...progress.after.values()];
  return {
    problems,
    ended,
    created: after.filter(({ id }) => !before.has(id)),
    renewed: after.filter((unit) => differs(before.get(unit.id), unit)),
    successions,
  };
};
