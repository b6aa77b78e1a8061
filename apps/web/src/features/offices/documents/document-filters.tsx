import { documentOriginText, documentTypes } from "@kheo/core/offices/documents";
import { stateText } from "@kheo/core/rules/states";
import { NativeSelect } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { ChoiceFilter } from "../../../kit/choice-filter.tsx";
import { SearchBox } from "../../../kit/search-box.tsx";
import { TickFilter } from "../../../kit/tick-filter.tsx";
import { useSession } from "../../../lib/session.ts";
import { ListFilters } from "../../rules/list-filters.tsx";

const route = getRouteApi("/shell/van-ban");

type Search = ReturnType<typeof route.useSearch>;

const offered = 6;

/** The last years, and the one that is looked at. */
const yearsTo = (last: number, chosen = last) => {
  const years = Array.from({ length: offered }, (_, back) => last - back);
  return [...new Set([...years, chosen])].map((year) => ({ value: String(year), label: `Năm ${year}` }));
};

/** What narrows the book, each part in the address. */
export const DocumentFilters = () => {
  const { by, descending, page: _, ...search } = route.useSearch();
  const navigate = route.useNavigate();
  const { today } = useSession();
  const narrow = (part: Partial<Search>) => {
    void navigate({
      search: (before) => ({ ...before, ...part, page: undefined }),
      replace: true,
      resetScroll: false,
    });
  };
  const { states, type, origin, year, search: words } = search;
  return (
    <ListFilters
      label="Lọc sổ văn bản"
      narrowedBy={Object.values(search).filter((value) => value !== undefined).length}
      clear={{ to: "/van-ban", search: { by, descending } }}
      search={
        <SearchBox
          label="Tìm trong sổ"
          value={words ?? ""}
          search={(typed) => {
            narrow({ search: typed === "" ? undefined : typed });
          }}
        />
      }
    >
      <TickFilter
        label="Lọc theo trạng thái"
        options={stateText.document}
        value={states ?? []}
        onChange={(chosen) => {
          narrow({ states: chosen });
        }}
      />
      <ChoiceFilter
        label="Loại văn bản"
        words={documentTypes}
        value={type}
        choose={(chosen) => {
          narrow({ type: chosen });
        }}
      />
      <ChoiceFilter
        label="Đi, đến"
        words={documentOriginText}
        value={origin}
        choose={(chosen) => {
          narrow({ origin: chosen });
        }}
      />
      <NativeSelect
        label="Năm"
        value={year?.toString() ?? ""}
        data={[{ value: "", label: "Tất cả" }, ...yearsTo(Number(today.slice(0, 4)), year)]}
        onChange={({ currentTarget: { value } }) => {
          narrow({ year: value === "" ? undefined : Number(value) });
        }}
      />
    </ListFilters>
  );
};
