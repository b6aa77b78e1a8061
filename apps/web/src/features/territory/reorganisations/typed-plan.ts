import { carryOut } from "@kheo/core/territory/carry-out";
import { labelAt, textAt } from "@kheo/core/ground/fields";
import {
  planFields,
  type PlannedChange,
  type PlannedUnit,
  type PlanOutcome,
  type Reorganisation,
  reorganisationInput,
  type ReorganisationInput,
} from "@kheo/core/territory/reorganisations";
import type { Unit, UnitChangeKind, UnitKind } from "@kheo/core/territory/units";
import { v4 as newId } from "uuid";
import type { UnitTree } from "../units/use-units.ts";
import type { FieldErrors } from "../../../kit/field.ts";
import type { Shape } from "../../../lib/draft/draft.ts";
import type { TypedNumber } from "../../../kit/number-box.tsx";

/** A unit of a change as it stands in the boxes. An empty id is a unit still to be chosen. */
export type TypedUnit = Omit<PlannedUnit, "kind" | "code" | "share"> & {
  readonly kind: UnitKind | "";
  readonly code: string;
  readonly share: TypedNumber;
};
export type TypedChange = Omit<PlannedChange, "into"> & { readonly into: readonly TypedUnit[] };
/** A plan as it stands in the boxes: a half-typed day or share is kept as it is. */
export type TypedPlan = Omit<ReorganisationInput, "changes"> & { readonly changes: readonly TypedChange[] };

type Asked = "name" | "kind" | "parent" | "code" | "share";
type ChangeForm = {
  readonly lead: string;
  readonly from: "none" | "one" | "many";
  /** `same`: the old unit goes on, with something else about it. */
  readonly into: "none" | "one" | "many" | "same";
  readonly asks: readonly Asked[];
  /** Posts can be carried on where there is one heir only. */
  readonly posts: boolean;
};

/** What the form of each kind of change asks for. */
export const changeForms: Readonly<Record<UnitChangeKind, ChangeForm>> = {
  merge: {
    lead: "Nhiều đơn vị cũ nhập thành một đơn vị.",
    from: "many",
    into: "one",
    asks: ["name", "kind", "parent", "code"],
    posts: true,
  },
  split: {
    lead: "Một đơn vị cũ kết thúc và chia thành nhiều đơn vị. Chức vụ tại đơn vị cũ kết thúc.",
    from: "one",
    into: "many",
    asks: ["name", "kind", "parent", "code", "share"],
    posts: false,
  },
  partial: {
    lead: "Một phần của đơn vị chuyển sang đơn vị khác; đơn vị vẫn còn.",
    from: "one",
    into: "many",
    asks: ["name", "kind", "parent", "code", "share"],
    posts: false,
  },
  rename: {
    lead: "Đơn vị giữ nguyên, chỉ đổi tên.",
    from: "one",
    into: "same",
    asks: ["name", "code"],
    posts: false,
  },
  kindChange: {
    lead: "Đơn vị giữ nguyên, chỉ đổi loại; tên thường đổi theo.",
    from: "one",
    into: "same",
    asks: ["kind", "name", "code"],
    posts: false,
  },
  move: {
    lead: "Đơn vị giữ nguyên, chuyển sang đơn vị cấp trên khác.",
    from: "one",
    into: "same",
    asks: ["parent", "code"],
    posts: false,
  },
  create: {
    lead: "Lập đơn vị mới không có đơn vị cũ.",
    from: "none",
    into: "one",
    asks: ["name", "kind", "parent", "code"],
    posts: false,
  },
  abolish: {
    lead: "Đơn vị kết thúc, không có đơn vị kế tiếp. Chức vụ tại đơn vị kết thúc.",
    from: "one",
    into: "none",
    asks: [],
    posts: false,
  },
  unchanged: { lead: "Đơn vị giữ nguyên; có thể ghi mã mới.", from: "one", into: "same", asks: ["code"], posts: false },
};

export const newUnit = (parentId: string | null = null): TypedUnit => ({
  id: newId(),
  name: "",
  kind: "",
  parentId,
  code: "",
  share: null,
});

const typedFromUnit = ({ id, name, kind, parentId }: Unit): TypedUnit => ({ ...newUnit(parentId), id, name, kind });

export const newChange = (kind: UnitChangeKind): TypedChange => {
  const { into, posts } = changeForms[kind];
  const units = { none: 0, same: 0, one: 1, many: kind === "split" ? 2 : 1 }[into];
  return {
    kind,
    from: [],
    into: Array.from({ length: units }, () => newUnit()),
    posts: posts ? "carry" : "end",
    note: "",
  };
};

/** Whether nothing has been typed into a change yet, so that nothing is said to be missing. */
export const isBlank = ({ from, into }: TypedChange): boolean =>
  from.length === 0 && into.every(({ name }) => name === "");

/** The change with other old units; what follows from them follows. */
export const withFrom = (change: TypedChange, from: readonly string[], tree: UnitTree): TypedChange => {
  const [first] = from;
  const unit = first === undefined ? undefined : tree.byId.get(first);
  if (changeForms[change.kind].into === "same") return { ...change, from, into: unit ? [typedFromUnit(unit)] : [] };
  const parentId = unit?.parentId ?? null;
  return {
    ...change,
    from,
    into: change.into.map((into) => (into.parentId === null && into.id !== "" ? { ...into, parentId } : into)),
  };
};

/** The unit as it stands on the eve or in another change of the plan, for a change that lets it take others in. */
export const unitOf = (id: string, tree: UnitTree, changes: readonly TypedChange[]): TypedUnit | null => {
  const unit = tree.byId.get(id);
  if (unit) return typedFromUnit(unit);
  return changes.flatMap(({ into }) => into).find((into) => into.id === id) ?? null;
};

/** The plan with one change replaced; a unit that other changes name too is the same in all of them. */
export const withChange = (
  changes: readonly TypedChange[],
  index: number,
  change: TypedChange,
): readonly TypedChange[] => {
  const described = new Map(change.into.map((unit) => [unit.id, unit]));
  return changes.map((other, at) => {
    if (at === index) return change;
    if (!other.into.some(({ id }) => id !== "" && described.has(id))) return other;
    return {
      ...other,
      into: other.into.map((unit) => {
        const { name, kind, parentId, code } = described.get(unit.id) ?? unit;
        return { ...unit, name, kind, parentId, code };
      }),
    };
  });
};

export const typedFrom = ({ title, basis, effectiveOn, changes }: ReorganisationInput | Reorganisation): TypedPlan => ({
  title,
  basis,
  effectiveOn,
  changes: changes.map((change) => ({
    ...change,
    into: change.into.map((unit) => ({ ...unit, code: unit.code ?? "" })),
  })),
});

const codeFrom = (code: string): string | null => (code.trim() === "" ? null : code);

/** What the boxes hold as a plan, whether or not the server would take it. */
const unread = (typed: TypedPlan): ReorganisationInput => ({
  ...typed,
  changes: typed.changes.map((change) => ({
    ...change,
    into: change.into.map((unit) => ({ ...unit, code: codeFrom(unit.code) })),
  })) as readonly PlannedChange[],
});

/** What the boxes hold, read by the same rules as the server's; either a plan or what is malformed, by path. */
export const readPlan = (
  typed: TypedPlan,
): { readonly plan: ReorganisationInput | null; readonly errors: FieldErrors } => {
  const read = reorganisationInput.safeParse(unread(typed));
  if (read.success) return { plan: read.data, errors: {} };
  const errors: Record<string, string> = {};
  for (const { path, message } of read.error.issues) {
    errors[path.join(".")] ??= path.at(-1) === "id" ? "Đơn vị nhận: chưa chọn." : message;
  }
  return { plan: null, errors };
};

export const planShape: Shape<TypedPlan, ReorganisationInput> = {
  contentOf: (typed) => readPlan(typed).plan ?? unread(typed),
  boxesOf: typedFrom,
  malformed: (typed) => {
    const names = Object.keys(readPlan(typed).errors).map((path) => path.split(".")[0] ?? "");
    return [...new Set(names)].map((name) => [name]);
  },
};

/** A field of a plan in words, beside another. */
export const planWords = (value: unknown, path: readonly string[]): string =>
  Array.isArray(value) ? `${value.length} thay đổi` : textAt(planFields, path, value);
export const planLabel = (path: readonly string[]): string =>
  path[0] === "changes" ? "Các thay đổi" : labelAt(planFields, path);

/** The errors of one change, by the path within it. */
export const errorsOfChange = (errors: FieldErrors, index: number): FieldErrors => {
  const start = `changes.${index}.`;
  return Object.fromEntries(
    Object.entries(errors).flatMap(([path, message]) =>
      path.startsWith(start) ? [[path.slice(start.length), message]] : [],
    ),
  );
};

/** Ids of the unit and everything below it; `null` for a root, below which everything is. */
const reachOf = (unitId: string, tree: UnitTree): ReadonlySet<string> | null => {
  if (tree.byId.get(unitId)?.parentId === null) return null;
  const below = (id: string): readonly string[] => [id, ...tree.childrenOf(id).flatMap((child) => below(child.id))];
  return new Set(below(unitId));
};

/**
 * What the plan would come to, as far as the browser knows. Of a change that is malformed that is all that is said.
 * Whether a unit changes again later only the server knows.
 */
export const previewOf = (typed: TypedPlan, unitId: string, tree: UnitTree): PlanOutcome => {
  const { errors } = readPlan(typed);
  const malformed = typed.changes.flatMap((_, change) => {
    const [message] = Object.values(errorsOfChange(errors, change));
    return message === undefined ? [] : [{ change, message }];
  });
  const planned = typed.changes.map((change) => ({
    ...change,
    into: change.into.map((unit) => ({
      ...unit,
      code: codeFrom(unit.code),
      share: typeof unit.share === "number" ? unit.share : null,
    })),
  })) as readonly PlannedChange[];
  const outcome = carryOut(planned, { units: tree.all, changedLater: new Set(), reach: reachOf(unitId, tree) });
  const isMalformed = new Set(malformed.map(({ change }) => change));
  return {
    ...outcome,
    problems: [
      ...malformed,
      ...outcome.problems.filter(({ change }) => change === null || !isMalformed.has(change)),
    ].toSorted((one, other) => (one.change ?? -1) - (other.change ?? -1)),
  };
};
