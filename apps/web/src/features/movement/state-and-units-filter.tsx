import type { LinkProps } from "@tanstack/react-router";
import { StateFilter } from "../rules/state-filter.tsx";
import { UnitsOn } from "../territory/units/units-on.tsx";

type StateAndUnitsFilterProps<State extends string> = {
  readonly label: string;
  readonly options: Readonly<Record<State, string>>;
  readonly states: readonly State[] | undefined;
  readonly unitsOn: string | undefined;
  readonly clear: LinkProps;
  readonly narrow: (part: { states?: State[] | undefined } | { unitsOn?: string | undefined }) => void;
};

/** Narrows a list to some states, and says by which units it is read. */
export const StateAndUnitsFilter = <State extends string>({
  label,
  options,
  states,
  unitsOn,
  clear,
  narrow,
}: StateAndUnitsFilterProps<State>) => (
  <StateFilter {...{ label, options, states, clear, narrow }} narrowedBy={unitsOn === undefined ? 0 : 1}>
    <UnitsOn
      day={unitsOn}
      choose={(chosen) => {
        narrow({ unitsOn: chosen });
      }}
    />
  </StateFilter>
);
