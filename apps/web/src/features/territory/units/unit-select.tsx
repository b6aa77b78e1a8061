import { fold } from "@kheo/core/ground/text";
import type { Unit } from "@kheo/core/territory/units";
import { Select, type SelectProps } from "@mantine/core";
import { useMemo } from "react";
import { type UnitTree, useUnits } from "./use-units.ts";

type UnitSelectProps = Omit<SelectProps, "data" | "value" | "onChange" | "filter"> & {
  readonly value: string | null;
  readonly choose: (unitId: string | null) => void;
  /** The day whose units can be chosen; today without it. */
  readonly day?: string | undefined;
  /** Narrows the choice; without it every unit in force can be chosen. */
  readonly among?: (unit: Unit, tree: UnitTree) => boolean;
};

/** The unit's name, with the unit above it where the name does not say it: many communes have a cell of one name. */
const labelOf = (unit: Unit, tree: UnitTree): string => {
  const [parent] = tree.above(unit);
  return parent?.parentId && !fold(unit.name).includes(fold(parent.name)) ? `${unit.name}, ${parent.name}` : unit.name;
};

/** One unit, found by typing part of its name, with or without marks. */
export const UnitSelect = ({ value, choose, among, day, ...rest }: UnitSelectProps) => {
  const units = useUnits(day);
  const data = useMemo(() => {
    const tree = units.data;
    if (!tree) return [];
    return tree.all
      .filter((unit) => !among || among(unit, tree))
      .map((unit) => ({ value: unit.id, label: labelOf(unit, tree) }));
  }, [units.data, among]);
  return (
    <Select
      searchable
      withScrollArea={false}
      classNames={{ options: "scrolling-options" }}
      limit={40}
      nothingFoundMessage="Không có đơn vị nào khớp."
      placeholder={units.isPending ? "Đang tải danh sách đơn vị…" : "Gõ một phần tên, có dấu hoặc không dấu"}
      {...rest}
      data={data}
      value={value}
      onChange={choose}
      filter={({ options, search, limit }) => {
        const words = fold(search);
        const found = options.filter((option) => "label" in option && fold(option.label).includes(words));
        return found.slice(0, limit);
      }}
    />
  );
};
