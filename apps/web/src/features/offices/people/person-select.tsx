import { fold } from "@kheo/core/ground/text";
import { Select, type SelectProps } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { trpc } from "../../../lib/trpc.ts";

type PersonSelectProps = Omit<SelectProps, "data" | "value" | "onChange" | "filter"> & {
  /** The unit among whose people one chooses, those below it included. */
  readonly unitId: string;
  readonly value: string | null;
  readonly choose: (personId: string | null) => void;
  /** Somebody who cannot be chosen. */
  readonly except?: string;
};

/** One person, found by typing part of the name; where two have one name, the user name tells them apart. */
export const PersonSelect = ({ unitId, value, choose, except, ...rest }: PersonSelectProps) => {
  const people = useQuery(trpc.people.list.queryOptions({ id: unitId, data: {} }));
  const data = useMemo(() => {
    const labels = new Map<string, string>();
    for (const { personId, name, username } of people.data ?? []) {
      if (personId !== except) labels.set(personId, username === null ? name : `${name} (${username})`);
    }
    return [...labels].map(([id, label]) => ({ value: id, label }));
  }, [people.data, except]);
  return (
    <Select
      searchable
      clearable
      withScrollArea={false}
      classNames={{ options: "scrolling-options" }}
      limit={40}
      nothingFoundMessage="Không có người nào khớp."
      placeholder={people.isPending ? "Đang tải danh sách…" : "Gõ một phần tên"}
      clearButtonProps={{ "aria-label": "Bỏ chọn" }}
      {...rest}
      data={data}
      value={value}
      onChange={choose}
      filter={({ options, search, limit }) => {
        const words = fold(search);
        return options.filter((option) => "label" in option && fold(option.label).includes(words)).slice(0, limit);
      }}
    />
  );
};
