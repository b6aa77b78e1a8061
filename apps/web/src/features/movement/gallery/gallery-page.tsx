import { lowerFirst } from "@kheo/core/ground/sentences";
import { topicLabel } from "@kheo/core/criteria/topics";
import { galleryList } from "@kheo/core/movement/lists";
import { type Field, fields, fieldText } from "@kheo/core/movement/models";
import { type Level, levelText } from "@kheo/core/movement/recognition";
import { NativeSelect, Stack, Text } from "@mantine/core";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { Page } from "../../../kit/page.tsx";
import { SearchBox } from "../../../kit/search-box.tsx";
import { dayText } from "../../../kit/words.ts";
import { ListFilters } from "../../rules/list-filters.tsx";
import { RecordList } from "../../rules/record-list.tsx";
import { topicChoices } from "../models/topic-choices.ts";
import type { Published } from "./gallery-data.ts";
import { useReplicationWords } from "./replication-words.ts";
import "./gallery.css";

const route = getRouteApi("/shell/nhan-rong/mo-hinh");

const Card = (model: Published) => {
  const session = useSession();
  const ask = useReplicationWords();
  return (
    <article className="published">
      <h2>
        <Link to="/nhan-rong/mo-hinh/$id" params={{ id: model.id }} className="record">
          {model.title}
        </Link>
      </h2>
      <Text c="warm.7">
        {model.unitName}; {fieldText[model.field]}; chủ đề {lowerFirst(topicLabel(session.topics, model.topic))}
      </Text>
      {model.outputs !== null && <Text lineClamp={5}>{model.outputs}</Text>}
      <Text size="sm" c="warm.7">
        {levelText[model.level]}, quyết định {model.number} ngày {dayText(model.signedOn)}
      </Text>
      {ask !== null && (
        <Link to="/nhan-rong/moi" search={{ recognitionId: model.id }} aria-label={`${ask}: ${model.title}`}>
          {ask}
        </Link>
      )}
    </article>
  );
};

const all = { value: "", label: "Tất cả" };
const choicesOf = (words: Readonly<Record<string, string>>, values: readonly string[]) => [
  all,
  ...values.map((value) => ({ value, label: words[value] ?? value })),
];

const Filters = () => {
  const { by, descending, page: _, ...filter } = route.useSearch();
  const { topics } = useSession();
  const navigate = route.useNavigate();
  const narrow = (part: Partial<typeof filter>) => {
    void navigate({ search: { by, descending, ...filter, ...part }, replace: true, resetScroll: false });
  };
  return (
    <ListFilters
      label="Lọc mô hình đã công bố"
      narrowedBy={Object.values(filter).filter((value) => value !== undefined).length}
      clear={{ to: "/nhan-rong/mo-hinh", search: { by, descending } }}
      search={
        <SearchBox
          label="Tìm theo tên, đơn vị hoặc kết quả"
          value={filter.search ?? ""}
          search={(words) => {
            narrow({ search: words === "" ? undefined : words });
          }}
        />
      }
    >
      <NativeSelect
        label="Lĩnh vực"
        value={filter.field ?? ""}
        data={choicesOf(fieldText, fields)}
        onChange={({ currentTarget: { value } }) => {
          narrow({ field: value === "" ? undefined : (value as Field) });
        }}
      />
      <NativeSelect
        label="Chủ đề"
        value={filter.topic ?? ""}
        data={[all, ...topicChoices(topics, filter.topic)]}
        onChange={({ currentTarget: { value } }) => {
          narrow({ topic: value === "" ? undefined : value });
        }}
      />
      <NativeSelect
        label="Cấp"
        value={filter.level ?? ""}
        data={choicesOf(levelText, Object.keys(levelText))}
        onChange={({ currentTarget: { value } }) => {
          narrow({ level: value === "" ? undefined : (value as Level) });
        }}
      />
    </ListFilters>
  );
};

/** Published models of every unit: what others may learn from. */
export const GalleryPage = () => {
  const { may } = useSession();
  const look = route.useSearch();
  return (
    <Stack gap="lg">
      {may("replication.view") && (
        <Text size="sm">
          <Link to="/nhan-rong">Nhiệm vụ nhân rộng</Link>
        </Text>
      )}
      <Page
        title="Mô hình đã công bố"
        summary="Mô hình được công nhận và công bố của mọi đơn vị, có thể nhân rộng ở nơi có điều kiện tương đồng."
      >
        <Filters />
        <RecordList
          description={galleryList}
          file="gallery"
          search={look}
          list={trpc.gallery.list}
          at={(change) => ({ to: "/nhan-rong/mo-hinh", search: { ...look, ...change } })}
          keyOf={({ id }) => id}
          cards={{ card: Card, beside: 3 }}
          empty="Không có mô hình nào đã công bố khớp với điều kiện đang chọn."
        />
      </Page>
    </Stack>
  );
};
