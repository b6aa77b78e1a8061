import { fold } from "@kheo/core/ground/text";
import { Select, type SelectProps } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
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
  const [typed, type] = useState("");
  const [words, search] = useState("");
  const searchSoon = useDebouncedCallback(search, 250);
  const people = useQuery(
    trpc.people.list.queryOptions({ unitId, search: words, limit: 40 }, { placeholderData: keepPreviousData }),
  );
  // Whoever has been chosen has a name among others too, and on a page that is opened again.
  const chosen = useQuery(
    trpc.people.list.queryOptions({ unitId, personId: value ?? "", limit: 1 }, { enabled: value !== null }),
  );
  const labels = new Map<string, string>();
  for (const { personId, name, username } of [...(people.data?.rows ?? []), ...(chosen.data?.rows ?? [])]) {
    if (personId !== except) labels.set(personId, username === null ? name : `${name} (${username})`);
  }
  const chosenLabel = value === null ? undefined : labels.get(value);
  return (
    <Select
      searchable
      clearable
      withScrollArea={false}
      classNames={{ options: "scrolling-options" }}
      nothingFoundMessage={people.isFetching ? "Đang tìm…" : "Không có người nào khớp."}
      placeholder={people.isPending ? "Đang tải danh sách…" : "Gõ một phần tên"}
      clearButtonProps={{ "aria-label": "Bỏ chọn" }}
      {...rest}
      data={[...labels].map(([id, label]) => ({ value: id, label }))}
      value={value}
      onChange={choose}
      searchValue={typed}
      onSearchChange={(text) => {
        type(text);
        searchSoon(text === chosenLabel ? "" : text.slice(0, 100));
      }}
      filter={({ options, search: text }) => {
        const folded = fold(text);
        return options.filter((option) => "label" in option && fold(option.label).includes(folded));
      }}
    />
  );
};
