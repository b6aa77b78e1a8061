import type { Topic } from "@kheo/core/criteria";
import { topicLabel } from "@kheo/core/criteria/topics";
import { fieldText } from "@kheo/core/movement/models";
import { levelText } from "@kheo/core/movement/recognition";
import { fold } from "@kheo/core/ground/text";
import { SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { Empty, Loaded } from "../../../kit/page.tsx";
import { Section } from "../../../kit/section.tsx";
import { dayText } from "../../../kit/words.ts";
import type { Published } from "./replication-data.ts";
import "./gallery.css";

const Card = ({ model }: { readonly model: Published }) => {
  const session = useSession();
  const ask = session.may("replication.assign")
    ? "Giao nhân rộng"
    : session.may("replication.propose")
      ? "Đề nghị nhân rộng"
      : null;
  return (
    <article className="published">
      <h3>{model.title}</h3>
      <Text c="warm.7">
        {model.unitName}; {fieldText[model.field]}, {topicLabel(session.topics, model.topic).toLowerCase()}
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

const matches = (model: Published, words: string, topics: readonly Topic[]): boolean =>
  fold(
    [model.title, model.unitName, fieldText[model.field], topicLabel(topics, model.topic), model.outputs ?? ""].join(
      " ",
    ),
  ).includes(words);

/** Published models of every unit: what others may learn from. */
export const Gallery = () => {
  const { topics } = useSession();
  const gallery = useQuery(trpc.recognition.gallery.queryOptions({}));
  const [search, setSearch] = useState("");
  return (
    <Section
      title="Mô hình đã công bố"
      lead="Mô hình được công nhận và công bố của mọi đơn vị, có thể nhân rộng ở nơi có điều kiện tương đồng."
    >
      <Loaded query={gallery} rows={3}>
        {(models) => {
          const found = models.filter((model) => matches(model, fold(search), topics));
          return models.length === 0 ? (
            <Empty>Chưa có mô hình nào được công bố.</Empty>
          ) : (
            <Stack gap="md">
              <TextInput
                label="Tìm mô hình"
                placeholder="Tên mô hình, đơn vị, chủ đề"
                maw={480}
                value={search}
                onChange={(event) => {
                  setSearch(event.currentTarget.value);
                }}
              />
              {found.length === 0 ? (
                <Empty>Không có mô hình nào khớp với “{search}”.</Empty>
              ) : (
                <SimpleGrid cols={{ base: 1, sm: 2, xl: 3 }}>
                  {found.slice(0, 60).map((model) => (
                    <Card key={model.id} model={model} />
                  ))}
                </SimpleGrid>
              )}
              {found.length > 60 && <Text c="warm.7">Còn {found.length - 60} mô hình khác; gõ từ khóa để tìm.</Text>}
            </Stack>
          );
        }}
      </Loaded>
    </Section>
  );
};
