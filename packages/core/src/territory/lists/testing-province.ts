import type { ColumnChoices } from "./chosen-columns.ts";
import { carryOut } from "../carry-out.ts";
import { readUnitName } from "../unit-names.ts";
import type { Unit } from "../units.ts";
import { previewUnitList } from "./preview.ts";
import type { SheetRow, UnitListChoices } from "./unit-list.ts";

/** A small old province: unit below unit, by indentation. */
const tree = (text: string): readonly Unit[] => {
  const above: string[] = [];
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line, index): Unit => {
      const depth = (line.length - line.trimStart().length) / 2;
      const id = `u${index + 1}`;
      above[depth] = id;
      const { guess } = readUnitName(line.trim());
      return {
        id,
        name: line.trim(),
        kind: guess ?? "commune",
        parentId: depth === 0 ? null : (above[depth - 1] ?? null),
        validFrom: "2020-01-01",
        validTo: null,
      };
    });
};
export const rows = (...lines: readonly (readonly string[])[]): readonly SheetRow[] =>
  lines.map((cells, index) => ({ number: index + 1, cells, faults: [] }));

export const before = tree(`Tỉnh Quảng Ngãi
  Thành phố Quảng Ngãi
    Phường Nguyễn Nghiêm
    Phường Trần Hưng Đạo
    Phường Chánh Lộ
    Xã Tịnh Hòa
  Thị xã Đức Phổ
    Phường Nguyễn Nghiêm
    Phường Phổ Hòa
    Xã Phổ Nhơn
    Xã Phổ Phong
  Huyện Bình Sơn
    Xã Bình Châu
    Xã Bình Thanh
  Huyện Trà Bồng
    Xã Trà Giang
    Xã Trà Bình
    Xã Trà Tân
    Xã Trà Bùi
    Xã Trà Tây
  Huyện Tư Nghĩa
    Xã Nghĩa Sơn
    Xã Nghĩa Lâm
  Huyện Sơn Hà
    Xã Sơn Hạ
    Xã Sơn Thành
    Thị trấn Di Lăng
    Xã Sơn Bao
  Huyện Lý Sơn
  Huyện Ba Tơ
    Xã Ba Xa
Tỉnh Kon Tum
  Thành phố Kon Tum
    Phường Trần Hưng Đạo
    Phường Lê Lợi
  Huyện Đăk Hà
    Thị trấn Đăk Hà
    Xã Hà Mòn
    Xã Đăk Long
    Xã Đăk Pxi
  Huyện Tu Mơ Rông
    Xã Đăk Hà
    Xã Tu Mơ Rông
  Huyện Đăk Glei
    Xã Đăk Long`);
export const named = (name: string, above?: string): Unit => {
  const found = before.filter(
    (unit) =>
      unit.name === name && (above === undefined || before.find(({ id }) => id === unit.parentId)?.name === above),
  );
  const [only] = found;
  if (!only || found.length > 1) throw new Error(`${found.length} units are called ${name}`);
  return only;
};
export const rootId = named("Tỉnh Quảng Ngãi").id;

export const preview = (
  sheet: readonly SheetRow[],
  choices: UnitListChoices = {},
  units = before,
  columns: ColumnChoices = {},
) => {
  let made = 0;
  const read = previewUnitList(sheet, {
    units,
    changedLater: new Set(),
    reach: null,
    rootId,
    choices,
    columns,
    newId: () => `n${++made}`,
  });
  if (!read) throw new Error("No heading was found");
  return { ...read, row: (number: number) => read.rows.find((row) => row.number === number) };
};

export const conversion = ["TT", "Đơn vị cũ", "Trực thuộc cũ", "Đơn vị mới", "Trực thuộc mới"] as const;
export const table = (...lines: readonly (readonly [string, string, string, string?])[]) =>
  rows(
    conversion,
    ...lines.map(([from, below, into, above = "Tỉnh Quảng Ngãi"], index) => [
      String(index + 1),
      from,
      below,
      into,
      above,
    ]),
  );

/** What became of the units, by name: old units, the new one, its id. */
export const outcomeOf = (sheet: readonly SheetRow[], choices: UnitListChoices = {}) => {
  const read = preview(sheet, choices);
  const out = carryOut(read.changes, { units: before, changedLater: new Set(), reach: null });
  const after = new Map([...out.created, ...out.renewed].map((unit) => [unit.id, unit]));
  return {
    ...read,
    ...out,
    into: (name: string) => {
      const unit = [...after.values()].find((one) => one.name === name);
      return out.successions.filter(({ toId }) => toId === unit?.id).map(({ fromId }) => fromId);
    },
  };
};
