import { z } from "zod";
import type { Day } from "../ground/days.ts";
import { type Fields, schemaOf } from "../ground/fields.ts";
import { line, paragraph } from "../ground/text.ts";
import { type Unit, unitChangeKinds, type UnitChangeKind, unitKinds, type UnitKind } from "./units.ts";

/** Where a reorganisation (phương án sắp xếp đơn vị) stands. */
export const reorganisationStateText = {
  planned: "Đang lập",
  applied: "Đã thực hiện",
  undone: "Đã hoàn tác",
  discarded: "Đã bỏ",
} as const;
export type ReorganisationState = keyof typeof reorganisationStateText;

/** States in which a plan still stands: it is to be carried out, or was. */
export const standingReorganisationStates: readonly ReorganisationState[] = ["planned", "applied"];

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

/** What a plan is called, rests on, and from when it is in force. */
export const planFields = {
  title: {
    kind: "line",
    label: "Tên phương án",
    min: 3,
    max: 200,
    hint: "Ví dụ: Sắp xếp đơn vị hành chính cấp xã năm 2025",
  },
  basis: {
    kind: "line",
    label: "Căn cứ pháp lý",
    min: 3,
    max: 300,
    hint: "Ví dụ: Nghị quyết số 1677/NQ-UBTVQH15 ngày 16/6/2025",
  },
  effectiveOn: {
    kind: "day",
    label: "Ngày có hiệu lực",
    hint: "Ví dụ: 01/07/2025. Đơn vị cũ kết thúc vào ngày hôm trước.",
  },
} as const satisfies Fields;
export const reorganisationInput = schemaOf(planFields).extend({ changes: plannedChanges });
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

/** The tree before a plan, as far as the plan needs to know it. */
export type TreeBefore = {
  /** Units in force on the eve of the effective day. */
  readonly units: readonly Unit[];
  /** Ids of units that another change already touches on the effective day or later. */
  readonly changedLater: ReadonlySet<string>;
  /** Ids that the plan may touch; `null` where the plan's unit is the root and everything is below it. */
  readonly reach: ReadonlySet<string> | null;
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

/** So many things of divided units are placed at a time, those that belong to no heir yet first. */
export const mostDivided = 2_000;
