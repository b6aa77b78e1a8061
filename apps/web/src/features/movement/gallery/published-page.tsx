import { lowerFirst } from "@kheo/core/ground/sentences";
import { fieldText, registrationItemNames, registrationItems } from "@kheo/core/movement/models";
import { levelText } from "@kheo/core/movement/recognition";
import { Button, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Facts } from "../../../kit/facts.tsx";
import { Page } from "../../../kit/page.tsx";
import { Section } from "../../../kit/section.tsx";
import { dayText } from "../../../kit/words.ts";
import { trpc } from "../../../lib/trpc.ts";
import { ThingPage } from "../../rules/thing-page.tsx";
import { Targets } from "../models/targets.tsx";
import type { PublishedModel } from "./gallery-data.ts";
import { useReplicationWords } from "./replication-words.ts";

const Content = ({ content }: { readonly content: NonNullable<PublishedModel["content"]> }) => (
  <Section title="Nội dung mô hình">
    <Facts
      facts={registrationItemNames
        .filter((name) => content.items[name] !== "")
        .map((name) => ({
          label: registrationItems[name].label,
          value: <span className="read-text">{content.items[name]}</span>,
        }))}
    />
    <Targets targets={content.targets} />
  </Section>
);

const Published = ({ model }: { readonly model: PublishedModel }) => {
  const ask = useReplicationWords();
  return (
    <Page
      title={model.title}
      summary={`${model.unitName}; ${lowerFirst(levelText[model.level])}, Quyết định số ${model.number} ngày ${dayText(model.signedOn)}`}
      action={
        ask !== null && (
          <Button renderRoot={(props) => <Link to="/nhan-rong/moi" search={{ recognitionId: model.id }} {...props} />}>
            {ask}
          </Button>
        )
      }
    >
      <Section title="Thông tin chung">
        <Facts
          facts={[
            { label: "Đơn vị", value: model.unitName },
            { label: "Lĩnh vực", value: fieldText[model.field] },
            { label: "Chủ đề", value: model.topicLabel },
          ]}
        />
      </Section>
      {model.content === null ? (
        <Text>Nội dung không công khai vì điển hình chưa đồng ý.</Text>
      ) : (
        <Content content={model.content} />
      )}
    </Page>
  );
};

/** A published model, for every unit that may learn from it. */
export const PublishedPage = () => {
  const { id } = useParams({ from: "/shell/nhan-rong/mo-hinh/$id" });
  const found = useQuery(trpc.gallery.get.queryOptions({ id }));
  return (
    <ThingPage thing="recognition" query={found}>
      {(model) => <Published model={model} />}
    </ThingPage>
  );
};
