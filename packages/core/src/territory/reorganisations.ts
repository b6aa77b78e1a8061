import { z } from "zod";
import { day, type Day } from "../ground/days.ts";
import { line, paragraph } from "../ground/text.ts";
import { type Unit, unitChangeKinds, type UnitChangeKind, unitChangeText, unitKinds, type UnitKind } from "./units.ts";

/** Where a reorganisation (phương án sắp xếp đơn vị) stands. */
export const reorganisationStateText = {
  planned: "Đang lập",
  applied: "Đã thực hiện",
  undone: "Đã hoàn tác",
  discarded: "Đã bỏ",
} as const;
export type ReorganisationState = keyof typeof reorganisationStateText;

/**
 * A unit as a change leaves it. The id of a unit that is in force means that it goes on under its own identity; a new
 * id means a new unit. Several changes of one reorganisation may name the same new unit, and a unit made by one may be
 * the superior of a unit made by another.
 */
export type PlannedUnit = {
  readonly id: string;
  readonly name: string;
  readonly kind: UnitKind;
  readonly parentId: string | null;
  /** Code of the list of administrative units; `null` where the list gives none: a code is never guessed. */
  readonly code: string | null;
  /** Of a split or a partial adjustment: percent of the old unit that came here; `null` where the document says none. */
  readonly share: number | null;
};

/** What becomes of the posts at a unit that ends: carried on at its only successor, or ended on the last day. */
export type PostsAfter = "carry" | "end";

/** One typed change: units in force on the eve, and the units they become. Which of the two may be empty, the kind says. */
export type PlannedChange = {
  readonly kind: UnitChangeKind;
  readonly from: readonly string[];
  readonly into: readonly PlannedUnit[];
  readonly posts: PostsAfter;
  readonly note: string;
};

const percentage = z
  .number({ error: "Tỷ lệ: cần nhập số." })
  .min(0, { error: "Tỷ lệ: không nhỏ hơn 0." })
  .max(100, { error: "Tỷ lệ: không lớn hơn 100." })
  .nullable();

const plannedUnit = z.strictObject({
  id: z.uuid(),
  name: line("Tên đơn vị", { min: 3, max: 200 }),
  kind: z.enum(unitKinds, { error: "Loại đơn vị: cần chọn một loại trong danh sách." }),
  parentId: z.uuid().nullable(),
  code: line("Mã đơn vị", { max: 20 }).nullable(),
  share: percentage,
});

/** As many changes as the largest province's reorganisation with all its hamlets has, and some. */
const mostChanges = 20_000;

/** As many units as one change takes or leaves at most; the rest is counted, not looked at. */
const units = <Unit extends z.ZodType>(unit: Unit) => z.array(z.unknown()).max(500).pipe(z.array(unit));

const plannedChange = z.strictObject({
  kind: z.enum(unitChangeKinds, { error: "Hình thức: cần chọn một hình thức trong danh sách." }),
  from: units(z.uuid()),
  into: units(plannedUnit),
  posts: z.enum(["carry", "end"]),
  note: line("Ghi chú", { max: 300 }),
});

/** So many malformed changes are enough to refuse a plan: the rest of it is not read. */
const mostMalformed = 20;

/** Changes read one after another, so that a plan of nothing but mistakes costs no more than a few of them. */
export const plannedChanges = z
  .array(z.unknown())
  .max(mostChanges, { error: `Một phương án có nhiều nhất ${mostChanges.toLocaleString("vi-VN")} thay đổi.` })
  .transform((changes, context): readonly PlannedChange[] => {
    const read: PlannedChange[] = [];
    let malformed = 0;
    for (const [index, change] of changes.entries()) {
      const { data, error } = plannedChange.safeParse(change);
      if (data) read.push(data);
      for (const { path, message } of error?.issues ?? []) {
        context.issues.push({ code: "custom", input: change, path: [index, ...path], message });
      }
      if (error && ++malformed === mostMalformed) break;
    }
    return read;
  }) as unknown as z.ZodType<readonly PlannedChange[], readonly PlannedChange[]>;

export const reorganisationInput = z.strictObject({
  title: line("Tên phương án", { min: 3, max: 200 }),
  basis: line("Căn cứ pháp lý", { min: 3, max: 300 }),
  effectiveOn: day("Ngày có hiệu lực"),
  changes: plannedChanges,
});
export type ReorganisationInput = z.output<typeof reorganisationInput>;

export const undoInput = z.strictObject({ reason: paragraph("Lý do hoàn tác", { min: 3, max: 1_000 }) });

/** Why a plan cannot be carried out as it is; `change` counts from 0, `null` for the plan as a whole. */
export type PlanProblem = { readonly change: number | null; readonly message: string };

/** Where the territory of a unit goes. */
export type Succession = {
  readonly kind: UnitChangeKind;
  readonly change: number;
  readonly fromId: string;
  readonly toId: string;
  readonly share: number | null;
};

/** What carrying a plan out does to the tree, all on its effective day. */
export type PlanOutcome = {
  readonly problems: readonly PlanProblem[];
  /** Units whose last day is the eve. */
  readonly ended: readonly Unit[];
  readonly created: readonly PlannedUnit[];
  /** Units that go on with another name, kind or superior; those that only follow their superior among them. */
  readonly renewed: readonly PlannedUnit[];
  readonly successions: readonly Succession[];
};

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

/** The tree before a plan, as far as the plan needs to know it. */
export type TreeBefore = {
  /** Units in force on the eve of the effective day. */
  readonly units: readonly Unit[];
  /** Ids of units that another change already touches on the effective day or later. */
  readonly changedLater: ReadonlySet<string>;
  /** Ids that the plan may touch; `null` where the plan's unit is the root and everything is below it. */
  readonly reach: ReadonlySet<string> | null;
};

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

/** What hangs on a unit that a plan ends: how many of each, to be decided on before it is carried out. */
export type Consequence = {
  readonly unitId: string;
  readonly unitName: string;
  /** Where it goes; empty where nothing follows. */
  readonly successors: readonly string[];
  readonly drafts: number;
  readonly openModels: number;
  readonly replications: number;
  readonly posts: number;
  readonly seats: number;
  /** Councils, panels and committees of the unit, which are dissolved with it. */
  readonly bodies: number;
  /** People who hold no post any more once it has ended: none elsewhere, and none that is carried on. */
  readonly peopleLeft: readonly string[];
};

/** A reorganisation as it is stored. */
export type Reorganisation = {
  readonly id: string;
  /** The unit whose administrators plan it. */
  readonly unitId: string;
  readonly title: string;
  readonly basis: string;
  readonly effectiveOn: Day;
  readonly state: ReorganisationState;
  readonly version: number;
  readonly changes: readonly PlannedChange[];
};
