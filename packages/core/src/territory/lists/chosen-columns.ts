import { cleaned } from "../../ground/text.ts";
import { DomainError } from "../../rules/errors.ts";
import { type ColumnName, columns, type Columns } from "./columns.ts";
import type { Heading } from "./heading.ts";
import { narrowness, readTitle } from "./titles.ts";
import type { SheetRow, UnitListColumn } from "./unit-list.ts";

/** What a column is, in the words in which somebody says so. */
export const columnText: Readonly<Record<ColumnName, string>> = {
  order: "Số thứ tự",
  name: "Tên đơn vị (hoặc đơn vị cũ)",
  kind: "Loại đơn vị",
  superior: "Đơn vị cấp trên",
  province: "Tỉnh, thành phố",
  code: "Mã đơn vị",
  form: "Hình thức sắp xếp",
  share: "Tỷ lệ",
  note: "Ghi chú",
  newName: "Tên đơn vị mới",
  newKind: "Loại đơn vị mới",
  newSuperior: "Cấp trên của đơn vị mới",
  newProvince: "Tỉnh của đơn vị mới",
};

/** What somebody says that columns are, by their place from 0, where the reading was wrong. */
export type ColumnChoices = Readonly<Record<string, ColumnName | "unread">>;

/** Superiors may stand in a column for each level. */
const several: readonly ColumnName[] = ["superior", "newSuperior"];
const ofNew: readonly ColumnName[] = ["newName", "newKind", "newSuperior", "newProvince"];

/** A place as the spreadsheet program names it. */
export const letterOf = (position: number): string =>
  (position < 26 ? "" : letterOf(Math.floor(position / 26) - 1)) + String.fromCodePoint(65 + (position % 26));

const isAt = (found: Columns): ReadonlyMap<number, ColumnName> =>
  new Map(columns.flatMap((column) => (found[column] ?? []).map((position) => [position, column] as const)));

/** A superior of no level in particular is the nearest one; of the others the narrowest is. */
const nearness = (title: string): number => {
  const level = readTitle(title)?.level ?? null;
  return level === null ? Number.MAX_SAFE_INTEGER : narrowness(level);
};

const requirePossible = (found: Columns, isConversion: boolean): void => {
  for (const [column, positions] of Object.entries(found) as [ColumnName, readonly number[]][]) {
    if (positions.length > 1 && !several.includes(column)) {
      throw new DomainError("unitList.columnTwice", { what: columnText[column], columns: positions.map(letterOf) });
    }
  }
  for (const column of isConversion ? (["name", "newName"] as const) : (["name"] as const)) {
    if (!found[column]) throw new DomainError("unitList.noName", { what: columnText[column] });
  }
};

/** A heading of which somebody says what its columns are. @throws `unitList.columnTwice`, `unitList.noName`. */
export const withChosen = (heading: Heading, chosen: ColumnChoices): Heading => {
  if (Object.keys(chosen).length === 0) return heading;
  const { titles } = heading;
  const roles = new Map<number, ColumnName | "unread">(isAt(heading.columns));
  for (const [position, column] of Object.entries(chosen)) roles.set(Number(position), column);
  const found: Columns = Object.fromEntries(
    columns.flatMap((column) => {
      const positions = [...roles].filter(([, role]) => role === column).map(([position]) => position);
      const nearest = positions.toSorted(
        (one, other) => nearness(titles[other] ?? "") - nearness(titles[one] ?? "") || one - other,
      );
      return nearest.length > 0 ? [[column, nearest] as const] : [];
    }),
  );
  const isConversion = ofNew.some((column) => found[column] !== undefined);
  requirePossible(found, isConversion);
  const kindAt = (column: "name" | "newName") => readTitle(titles[found[column]?.[0] ?? -1] ?? "")?.kind ?? null;
  const [kind, newKind] = [kindAt("name"), kindAt("newName")];
  const read = new Set(Object.values(found).flat());
  return {
    ...heading,
    form: isConversion ? "conversion" : "list",
    columns: found,
    kinds: { ...(kind && { name: kind }), ...(newKind && { newName: newKind }) },
    unread: titles.filter((title, index) => title !== "" && !read.has(index)),
  };
};

/** So many rows below the heading are looked at for a column without a title, and for an example. */
const looked = 50;

/** Every column that has a title or says something, and what it was taken for. */
export const columnsIn = (rows: readonly SheetRow[], heading: Heading): readonly UnitListColumn[] => {
  const below = rows.slice(heading.last + 1, heading.last + 1 + looked).map(({ cells }) => cells);
  const roles = isAt(heading.columns);
  const width = Math.max(heading.titles.length, ...below.map((cells) => cells.length));
  return Array.from({ length: width }, (_, position) => ({
    position,
    title: heading.titles[position] ?? "",
    example: cleaned(below.find((cells) => (cells[position] ?? "").trim() !== "")?.[position] ?? "")
      .trim()
      .slice(0, 80),
    is: roles.get(position) ?? null,
  })).filter(({ title, example }) => title !== "" || example !== "");
};
