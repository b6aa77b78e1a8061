import { useOnlyUnit } from "../../territory/units/use-only-unit.ts";
import { type Field, fieldText, fields, type ModelState } from "@kheo/core/movement/models";
import { stateText } from "@kheo/core/rules/states";
import { NativeSelect } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { useSession } from "../../../lib/session.ts";
import { SearchBox } from "../../../kit/search-box.tsx";
import { UnitSelect } from "../../territory/units/unit-choice.tsx";
import { topicChoices } from "./topic-choices.ts";
import { ListFilters } from "../../rules/list-filters.tsx";
import { UnitsOn } from "../../territory/units/units-on.tsx";

const route = getRouteApi("/shell/mo-hinh");

type Search = ReturnType<typeof route.useSearch>;

const states = Object.keys(stateText.model) as ModelState[];
const all = { value: "", label: "Tất cả" };

/** What narrows the list, each part in the address. */
export const ModelFilters = () => {
  const { by, descending, page: _, ...search } = route.useSearch();
  const navigate = route.useNavigate();
  const { topics } = useSession();
  const narrow = (part: Partial<Search>, replace = false) => {
    void navigate({ search: (before) => ({ ...before, ...part, page: undefined }), replace });
  };
  const narrowedBy = Object.values(search).filter((value) => value !== undefined).length;
  const seesSeveralUnits = useOnlyUnit() === null;
  return (
    <ListFilters
      label="Lọc danh sách mô hình"
      narrowedBy={narrowedBy}
      clear={{ to: "/mo-hinh", search: { by, descending } }}
      search={
        <SearchBox
          label="Tìm theo tên hoặc số"
          value={search.search ?? ""}
          search={(words) => {
            narrow({ search: words === "" ? undefined : words }, true);
          }}
        />
      }
    >
      <NativeSelect
        size="md"
        label="Trạng thái"
        value={search.states?.length === 1 ? search.states[0] : search.states ? "several" : ""}
        data={[
          all,
          ...(search.states && search.states.length > 1
            ? [{ value: "several", label: search.states.map((state) => stateText.model[state]).join(", ") }]
            : []),
          ...states.map((state) => ({ value: state, label: stateText.model[state] })),
        ]}
        onChange={(event) => {
          const state = event.currentTarget.value;
          narrow({ states: state === "" ? undefined : [state as ModelState] });
        }}
      />
      <NativeSelect
        size="md"
        label="Lĩnh vực"
        value={search.field ?? ""}
        data={[all, ...fields.map((field) => ({ value: field, label: fieldText[field] }))]}
        onChange={(event) => {
          const field = event.currentTarget.value;
          narrow({ field: field === "" ? undefined : (field as Field) });
        }}
      />
      <NativeSelect
        size="md"
        label="Chủ đề"
        value={search.topic ?? ""}
        data={[all, ...topicChoices(topics, search.topic)]}
        onChange={(event) => {
          const topic = event.currentTarget.value;
          narrow({ topic: topic === "" ? undefined : topic });
        }}
      />
      {seesSeveralUnits && (
        <UnitSelect
          label="Đơn vị"
          placeholder="Tất cả"
          day={search.unitsOn}
          clearable
          clearButtonProps={{ "aria-label": "Bỏ chọn đơn vị" }}
          value={search.unitId ?? null}
          choose={(unitId) => {
            narrow({ unitId: unitId ?? undefined });
          }}
        />
      )}
      <UnitsOn
        day={search.unitsOn}
        choose={(unitsOn) => {
          narrow({ unitsOn }, true);
        }}
      />
    </ListFilters>
  );
};
