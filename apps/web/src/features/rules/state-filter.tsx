import type { LinkProps } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { TickFilter } from "../../kit/tick-filter.tsx";
import { ListFilters } from "./list-filters.tsx";

type StateFilterProps<State extends string> = {
  readonly label: string;
  readonly options: Readonly<Record<State, string>>;
  readonly states: readonly State[] | undefined;
  readonly clear: LinkProps;
  readonly narrow: (part: { states: State[] | undefined }) => void;
  /** What narrows it besides, and by how many conditions it does now. */
  readonly narrowedBy?: number;
  readonly children?: ReactNode;
};

/** Narrows a list to some states. */
export const StateFilter = <State extends string>({
  label,
  options,
  states,
  clear,
  narrow,
  narrowedBy = 0,
  children,
}: StateFilterProps<State>) => (
  <ListFilters label={label} narrowedBy={(states?.length ?? 0) + narrowedBy} clear={clear}>
    <TickFilter
      label="Lọc theo trạng thái"
      options={options}
      value={states ?? []}
      onChange={(chosen) => {
        narrow({ states: chosen });
      }}
    />
    {children}
  </ListFilters>
);
