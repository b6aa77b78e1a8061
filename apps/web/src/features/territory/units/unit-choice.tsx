import { fold } from "@kheo/core/ground/text";
import type { Unit } from "@kheo/core/territory/units";
import { Button, Select, type SelectProps, Stack, Text } from "@mantine/core";
import { useMemo, useState } from "react";
import { type UnitTree, useUnits } from "./use-units.ts";
import "./unit-choice.css";

export type UnitOption = { readonly value: string; readonly label: string };

/** `Xã Sơn Hà, Tỉnh Quảng Ngãi`: names repeat, so whatever above a unit its name does not say goes with it. */
export const fullName = (unit: Unit, tree: UnitTree): string => {
  const own = unit.name.toLowerCase();
  const above = tree.above(unit).filter(({ name }) => !own.includes(name.toLowerCase()));
  return [unit, ...above].map(({ name }) => name).join(", ");
};

/** The same where the rest of the list stands around it: the unit just above, and not what everything is below. */
export const shortName = (unit: Unit, tree: UnitTree): string => {
  const [parent] = tree.above(unit);
  const says = !parent || parent.parentId === null || unit.name.toLowerCase().includes(parent.name.toLowerCase());
  return says ? unit.name : `${unit.name}, ${parent.name}`;
};

export const unitsInForce = (tree: UnitTree): readonly UnitOption[] =>
  tree.all.map((unit) => ({ value: unit.id, label: fullName(unit, tree) }));

const shownAtMost = 40;

/** Where the words stand nearest the start of the name comes first: of "sơn hà" the commune, then what is below it. */
const found = (options: readonly UnitOption[], words: string): UnitOption[] => {
  const folded = fold(words);
  return options
    .map((option) => ({ option, at: fold(option.label).indexOf(folded) }))
    .filter(({ at }) => at >= 0)
    .toSorted((one, other) => one.at - other.at)
    .slice(0, shownAtMost)
    .map(({ option }) => option);
};

type UnitChoiceProps = Omit<SelectProps, "data" | "value" | "onChange" | "filter"> & {
  readonly options: readonly UnitOption[];
  readonly value: string | null;
  readonly choose: (id: string) => void;
};

/** One of some units, found by part of its name with or without marks; nothing where it may be taken back. */
const OneOfUnits = ({
  options,
  choose,
  ...rest
}: Omit<UnitChoiceProps, "choose"> & { readonly choose: (id: string | null) => void }) => (
  <Select
    searchable
    // A form that takes the focus by itself would open it over what stands below.
    openOnFocus={false}
    withScrollArea={false}
    classNames={{ options: "scrolling-options" }}
    nothingFoundMessage="Không có đơn vị nào khớp."
    placeholder="Gõ một phần tên, có dấu hoặc không dấu"
    {...rest}
    data={options}
    onChange={choose}
    filter={({ options: given, search }) => found(given as UnitOption[], search)}
  />
);

/** One of the units that are handed in. */
export const UnitChoice = ({ choose, ...rest }: UnitChoiceProps) => (
  <OneOfUnits
    {...rest}
    choose={(id) => {
      if (id !== null) choose(id);
    }}
  />
);

type UnitSelectProps = Omit<UnitChoiceProps, "options" | "choose"> & {
  readonly choose: (unitId: string | null) => void;
  /** The day whose units can be chosen; today without it. */
  readonly day?: string | undefined;
  /** Narrows the choice; without it every unit in force can be chosen. */
  readonly among?: (unit: Unit, tree: UnitTree) => boolean;
};

/** One of the units in force, with the unit above it where the name does not say it: many communes have a cell of one name. */
export const UnitSelect = ({ among, day, ...rest }: UnitSelectProps) => {
  const units = useUnits(day);
  const options = useMemo(() => {
    const tree = units.data;
    if (!tree) return [];
    return tree.all
      .filter((unit) => !among || among(unit, tree))
      .map((unit) => ({ value: unit.id, label: shortName(unit, tree) }));
  }, [units.data, among]);
  return (
    <OneOfUnits {...(units.isPending && { placeholder: "Đang tải danh sách đơn vị…" })} {...rest} options={options} />
  );
};

type SeveralUnitsProps = {
  readonly id: string;
  readonly label: string;
  readonly options: readonly UnitOption[];
  readonly chosen: readonly string[];
  readonly choose: (ids: readonly string[]) => void;
};

/** Several units, each in a line of its own: names are too long for chips. */
export const SeveralUnits = ({ id, label, options, chosen, choose }: SeveralUnitsProps) => {
  const [words, setWords] = useState("");
  const textOf = (unitId: string) => options.find(({ value }) => value === unitId)?.label ?? "(không có vào ngày này)";
  return (
    <Stack gap="sm">
      <UnitChoice
        id={id}
        label={label}
        description="Chọn từng đơn vị; đơn vị đã chọn hiện ở dưới."
        inputWrapperOrder={["label", "input", "description", "error"]}
        options={options.filter(({ value }) => !chosen.includes(value))}
        value={null}
        searchValue={words}
        onSearchChange={setWords}
        choose={(unitId) => {
          choose([...chosen, unitId]);
          setWords("");
        }}
      />
      {chosen.length > 0 && (
        <ul className="chosen" aria-label={`${label}: đã chọn`}>
          {chosen.map((unitId) => (
            <li key={unitId}>
              <Text>{textOf(unitId)}</Text>
              <Button
                variant="default"
                aria-label={`Bỏ ${textOf(unitId)}`}
                onClick={() => {
                  choose(chosen.filter((other) => other !== unitId));
                }}
              >
                Bỏ
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Stack>
  );
};
