import type {
  PlannedChange,
  PlannedUnit,
  PlanOutcome,
  PlanProblem,
  Succession,
  TreeBefore,
} from "./reorganisations.ts";
import { type UnitChangeKind, unitChangeText } from "./units.ts";

/** How many units a kind takes and leaves: `[fewest, most]`. */
const sizes: Readonly<
  Record<UnitChangeKind, { from: readonly [number, number]; into: readonly [number, number]; same: boolean }>
> = {
  merge: { from: [1, Infinity], into: [1, 1], same: false },
  split: { from: [1, 1], into: [2, Infinity], same: false },
  partial: { from: [1, 1], into: [1, Infinity], same: false },
  rename: { from: [1, 1], into: [1, 1], same: true },
  kindChange: { from: [1, 1], into: [1, 1], same: true },
  move: { from: [1, 1], into: [1, 1], same: true },
  create: { from: [0, 0], into: [1, 1], same: false },
  abolish: { from: [1, 1], into: [0, 0], same: false },
  unchanged: { from: [1, 1], into: [1, 1], same: true },
};

const countText = ([fewest, most]: readonly [number, number]): string =>
  fewest === most ? (fewest === 0 ? "không có" : `đúng ${fewest}`) : `ít nhất ${fewest}`;

/** Kinds after which what was taken lives on beside what it gave. */
const goesOn: ReadonlySet<UnitChangeKind> = new Set(["partial"]);
/**
 * Carries a plan out on the tree of its eve, and says what stands against it. Pure: the same plan on the same tree
 * gives the same outcome in the browser, before it is applied, and when it is.
 */
export const carryOut = (
  changes: readonly PlannedChange[],
  { units, changedLater, reach }: TreeBefore,
): PlanOutcome => {
  const problems: PlanProblem[] = [];
  const before = new Map(units.map((unit) => [unit.id, unit]));
  const nameOf = (id: string): string => `“${before.get(id)?.name ?? after.get(id)?.name ?? id}”`;
  const after = new Map<string, PlannedUnit>(
    units.map(({ id, name, kind, parentId }) => [id, { id, name, kind, parentId, code: null, share: null }]),
  );
  const say = (change: number | null, message: string) => problems.push({ change, message });

  const takenBy = new Map<string, number>();
  const describedBy = new Map<string, number>();
  const givers = new Map<string, number>();
  const successions: Succession[] = [];

  if (changes.length === 0) say(null, "Phương án chưa có thay đổi nào.");
  changes.forEach(({ kind, from, into }, index) => {
    const { from: takes, into: leaves, same } = sizes[kind];
    const what = unitChangeText[kind];
    const fits = (count: number, [fewest, most]: readonly [number, number]) => count >= fewest && count <= most;
    if (!fits(from.length, takes)) say(index, `${what}: cần ${countText(takes)} đơn vị cũ.`);
    if (!fits(into.length, leaves)) say(index, `${what}: cần ${countText(leaves)} đơn vị mới.`);
    for (const id of from) {
      if (!before.has(id))
        say(index, `${what}: đơn vị cũ ${nameOf(id)} không có hiệu lực vào ngày trước ngày thực hiện.`);
      else if (changedLater.has(id)) say(index, `${what}: ${nameOf(id)} đã có thay đổi khác từ ngày này hoặc sau đó.`);
      else if (reach && !reach.has(id)) say(index, `${what}: ${nameOf(id)} không thuộc đơn vị lập phương án.`);
      const other = takenBy.get(id);
      if (other === index) say(index, `${what}: ${nameOf(id)} được nêu hai lần.`);
      else if (other !== undefined) say(index, `${what}: ${nameOf(id)} đã có trong thay đổi thứ ${other + 1}.`);
      takenBy.set(id, index);
    }
    if (same && from[0] !== undefined && into[0] !== undefined && from[0] !== into[0].id) {
      say(index, `${what}: đơn vị phải giữ nguyên, chỉ đổi tên, loại hoặc nơi trực thuộc.`);
    }
    const shares = into.map(({ share }) => share).filter((share) => share !== null);
    if (kind === "split" && shares.length > 0) {
      if (shares.length < into.length) say(index, `${what}: cần ghi tỷ lệ cho mọi đơn vị mới, hoặc bỏ trống tất cả.`);
      else if (Math.abs(shares.reduce((sum, share) => sum + share, 0) - 100) > 0.01) {
        say(index, `${what}: tổng các tỷ lệ phải bằng 100%.`);
      }
    }
    for (const unit of into) {
      givers.set(unit.id, (givers.get(unit.id) ?? 0) + from.filter((id) => id !== unit.id).length);
      for (const fromId of from) {
        if (fromId !== unit.id) successions.push({ kind, change: index, fromId, toId: unit.id, share: unit.share });
      }
      // A partial adjustment gives land to a neighbour, which stays what it is.
      if (goesOn.has(kind) && before.has(unit.id)) continue;
      const first = describedBy.get(unit.id);
      if (first === undefined) {
        describedBy.set(unit.id, index);
        after.set(unit.id, unit);
        if (before.has(unit.id) && changedLater.has(unit.id)) {
          say(index, `${what}: ${nameOf(unit.id)} đã có thay đổi khác từ ngày này hoặc sau đó.`);
        }
        if (reach && before.has(unit.id) && !reach.has(unit.id)) {
          say(index, `${what}: ${nameOf(unit.id)} không thuộc đơn vị lập phương án.`);
        }
      } else {
        const described = after.get(unit.id);
        if (described?.name !== unit.name || described.kind !== unit.kind || described.parentId !== unit.parentId) {
          say(index, `${what}: “${unit.name}” được ghi khác với thay đổi thứ ${first + 1}.`);
        }
      }
    }
  });
  changes.forEach(({ kind, from, into: [unit] }, index) => {
    if (kind !== "merge" || !unit) return;
    const others = givers.get(unit.id) ?? 0;
    if (others + (before.has(unit.id) ? 1 : 0) < 2 && from.length > 0) {
      say(index, `${unitChangeText.merge}: cần ít nhất 2 đơn vị cũ nhập vào “${unit.name}”.`);
    }
  });

  // Whoever was taken and does not go on has ended.
  const ended = units.filter(({ id }) => {
    const change = changes[takenBy.get(id) ?? -1];
    return change !== undefined && !goesOn.has(change.kind) && !describedBy.has(id);
  });
  const hasEnded = new Set(ended.map(({ id }) => id));
  for (const { id } of ended) after.delete(id);

  const successorsOf = Map.groupBy(successions, ({ fromId }) => fromId);
  for (const child of after.values()) {
    if (child.parentId === null || !hasEnded.has(child.parentId)) continue;
    const change = describedBy.get(child.id) ?? null;
    const heirs = successorsOf.get(child.parentId) ?? [];
    const [heir] = heirs;
    if (change === null && heir && heirs.length === 1) after.set(child.id, { ...child, parentId: heir.toId });
    else {
      const why =
        change === null ? "Cần thêm một thay đổi “Chuyển trực thuộc” cho đơn vị này." : "Cần chọn nơi trực thuộc khác.";
      say(
        change ?? takenBy.get(child.parentId) ?? null,
        `${nameOf(child.id)} trực thuộc ${nameOf(child.parentId)}, đơn vị này kết thúc. ${why}`,
      );
    }
  }
  for (const unit of after.values()) {
    const change = describedBy.get(unit.id);
    if (change === undefined) continue;
    const { parentId } = unit;
    if (parentId === null) {
      if (reach) say(change, `“${unit.name}”: cần chọn đơn vị cấp trên.`);
      continue;
    }
    if (!after.has(parentId) && !hasEnded.has(parentId)) {
      say(change, `“${unit.name}”: đơn vị cấp trên không có hiệu lực vào ngày thực hiện.`);
    }
    if (reach && !reach.has(parentId) && before.has(parentId)) {
      say(change, `“${unit.name}”: đơn vị cấp trên ${nameOf(parentId)} không thuộc đơn vị lập phương án.`);
    }
    if (changedLater.has(parentId) && !describedBy.has(parentId)) {
      say(change, `“${unit.name}”: đơn vị cấp trên ${nameOf(parentId)} đã có thay đổi khác từ ngày này hoặc sau đó.`);
    }
    // What only hangs below a circle is not named: it is well as soon as the circle is.
    const seen = new Set<string>();
    for (let above = after.get(parentId); above && !seen.has(above.id); above = after.get(above.parentId ?? "")) {
      if (above.id === unit.id) {
        say(change, `“${unit.name}” không thể trực thuộc chính mình hoặc đơn vị cấp dưới của mình.`);
      }
      seen.add(above.id);
    }
  }
  const named = new Map<string, string>();
  for (const unit of after.values()) {
    const key = `${unit.parentId} ${unit.name.toLowerCase()}`;
    const other = named.get(key);
    const change = describedBy.get(unit.id) ?? describedBy.get(other ?? "");
    if (other !== undefined && change !== undefined) {
      say(change, `Có hai đơn vị cùng tên “${unit.name}” ở cùng một nơi trực thuộc.`);
    }
    named.set(key, unit.id);
  }

  const differs = (unit: PlannedUnit): boolean => {
    const old = before.get(unit.id);
    return (
      old !== undefined &&
      (old.name !== unit.name || old.kind !== unit.kind || old.parentId !== unit.parentId || unit.code !== null)
    );
  };
  return {
    problems,
    ended,
    created: [...after.values()].filter(({ id }) => !before.has(id)),
    renewed: [...after.values()].filter(differs),
    successions,
  };
};
