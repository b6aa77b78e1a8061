import { type Level, narrowness, readTitle, type Title } from "./titles.ts";
import type { UnitKind } from "../units.ts";

/** What a column may say; of a conversion table, the new side beside the old. */
export const columns = [
  "order",
  "name",
  "kind",
  "superior",
  "province",
  "code",
  "form",
  "share",
  "note",
  "newName",
  "newKind",
  "newSuperior",
  "newProvince",
] as const;

/** The name of a column. */
export type ColumnName = (typeof columns)[number];

/** Where the columns of a sheet stand, from 0; superiors in several columns from the lowest up. */
export type Columns = Partial<Record<ColumnName, readonly number[]>>;

/** A title where it stands. */
type Placed = Title & { readonly index: number };

type Side = {
  readonly unit: Placed | undefined;
  readonly superiors: readonly Placed[];
  readonly province: Placed | undefined;
  readonly kind: Placed | undefined;
};

/** How near a column comes to what the list is of. The narrowest level is; the name of it even more. */
const weightOfUnit = ({ level, isName }: Placed): number =>
  level !== null ? narrowness(level) : isName ? narrowness("hamlet") + 1 : narrowness("commune") + 0.5;

const isWider = ({ level }: Placed, than: Level | null): boolean =>
  level !== null && narrowness(level) < narrowness(than ?? "hamlet");

/** The columns of one side: the narrowest of what is named is the unit, what is wider stands above it. */
const sideOf = (titles: readonly Placed[]): Side => {
  const names = titles.filter(({ role }) => role === "name");
  const unit = names.reduce<Placed | undefined>(
    (best, one) => (best === undefined || weightOfUnit(one) > weightOfUnit(best) ? one : best),
    undefined,
  );
  const told = titles.filter(({ role }) => role === "superior");
  const wider = names.filter((one) => one !== unit && isWider(one, unit?.level ?? null));
  const general = told.find(({ level }) => level === null);
  const above = [...told, ...(general ? [] : wider)].filter(({ level }) => level !== null && level !== "province");
  const province = [...told, ...wider].find(({ level }) => level === "province");
  return {
    unit,
    superiors: [
      ...(general ? [general] : []),
      ...above.toSorted((a, b) => narrowness(b.level ?? "province") - narrowness(a.level ?? "province")),
    ],
    province,
    kind: titles.find(({ role }) => role === "kind"),
  };
};

/** Whether the column of a code may belong to that of a unit. */
const mayBelong = (code: Placed, to: Placed): boolean =>
  (code.level === null || code.level === to.level) && (code.side === null || code.side === (to.side ?? "old"));

/** Of columns that a code may belong to, the one beside it: after it where codes stand before the names. */
const besideOf = (code: Placed, places: readonly Placed[], codesFirst: boolean): Placed | undefined => {
  const after = places.find(({ index }) => index > code.index);
  const ahead = places.findLast(({ index }) => index < code.index);
  return codesFirst ? (after ?? ahead) : (ahead ?? after);
};

/** The column with the codes of one of the units, old or new. */
const codeOf = (titles: readonly Placed[], units: readonly Placed[], unit: Placed | undefined): Placed | undefined => {
  const codes = titles.filter(({ role }) => role === "code");
  const places = titles.filter(({ role }) => role === "name" || role === "superior");
  const codesFirst = (codes[0]?.index ?? 0) < (places[0]?.index ?? 0);
  const ownerOf = (code: Placed): Placed | undefined => {
    const likely = places.filter((place) => mayBelong(code, place));
    const isOnly = codes.every((other) => other === code || other.side !== code.side);
    // The code of a level that has no column is that of a unit of any level, as is the only code.
    const isOrphan = likely.length === 0 && !isWider(code, "commune");
    const isUnits = code.level === null ? isOnly : isOrphan;
    const sided = units.filter(({ side }) => code.side === null || code.side === (side ?? "old"));
    return besideOf(code, isUnits ? sided : likely, codesFirst);
  };
  return codes.find((code) => unit !== undefined && ownerOf(code) === unit);
};

/** What the titles of a sheet call its columns. */
export type FoundColumns = {
  readonly columns: Columns;
  /** The kind that the title of a name says, for names that say none. */
  readonly kinds: Partial<Record<"name" | "newName", UnitKind>>;
  /** Titles of columns of which nothing is made. */
  readonly unread: readonly string[];
};

/** Finds the columns by their titles. */
export const columnsOf = (cells: readonly string[]): FoundColumns => {
  const titles = cells.flatMap((cell, index): readonly Placed[] => {
    const title = readTitle(cell);
    return title ? [{ ...title, index }] : [];
  });
  const first = (role: Title["role"]) => titles.find((one) => one.role === role);
  const old = sideOf(titles.filter(({ side }) => side !== "new"));
  const after = sideOf(titles.filter(({ side }) => side === "new"));
  const units = [old.unit, after.unit].flatMap((unit) => (unit ? [unit] : []));
  const found: Partial<Record<ColumnName, readonly (Placed | undefined)[]>> = {
    order: [first("order")],
    name: [old.unit],
    kind: [old.kind],
    superior: old.superiors,
    province: [old.province],
    code: [codeOf(titles, units, units.at(-1))],
    form: [first("form")],
    share: [first("share")],
    note: [first("note")],
    newName: [after.unit],
    newKind: [after.kind],
    newSuperior: after.superiors,
    newProvince: [after.province],
  };
  const taken: Columns = {};
  for (const column of columns) {
    const positions = (found[column] ?? []).flatMap((one) => (one ? [one.index] : []));
    if (positions.length > 0) taken[column] = positions;
  }
  const read = new Set(Object.values(taken).flat());
  return {
    columns: taken,
    kinds: {
      ...(old.unit?.kind && { name: old.unit.kind }),
      ...(after.unit?.kind && { newName: after.unit.kind }),
    },
    unread: cells.filter((cell, index) => cell !== "" && !read.has(index)),
  };
};
