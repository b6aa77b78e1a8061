import type { Reorganisation } from "@kheo/core/territory/reorganisations";
import { Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useSession } from "../../../lib/session.ts";
import { queryClient, trpc } from "../../../lib/trpc.ts";
import { savedOver } from "../../../lib/draft/saved-over.ts";
import { useChange } from "../../../lib/use-change.ts";
import type { UnitTree } from "../units/use-units.ts";
import { Facts } from "../../../kit/facts.tsx";
import { say } from "../../../kit/notice.ts";
import { Empty, Loaded, Page } from "../../../kit/page.tsx";
import { Section } from "../../../kit/section.tsx";
import { shortName } from "../units/unit-choice.tsx";
import { dayText } from "../../../kit/words.ts";
import { ChangeList } from "./change-list.tsx";
import { ReorganisationMark } from "./reorganisation-mark.tsx";
import { hasDivided, Placing } from "./placing.tsx";
import { Planner, useEveUnits } from "./planner.tsx";
import { Consequences, Outcome, Problems } from "./preview.tsx";
import type { ReorganisationData } from "./reorganisation-data.ts";
import { previewOf, typedFrom } from "./typed-plan.ts";
import { usePlan } from "./use-plan.ts";
import { count, Steps } from "./reorganisation-steps.tsx";

const route = getRouteApi("/shell/sap-xep/$id");

const summaryOf = ({ state, effectiveOn, changes }: Reorganisation) => (
  <>
    <ReorganisationMark state={state} />, hiệu lực từ ngày {dayText(effectiveOn)}, {count(changes.length)} thay đổi
  </>
);

type EditingProps = { readonly data: ReorganisationData; readonly startAfresh: () => void };

const Editing = ({ data, startAfresh }: EditingProps) => {
  const { reorganisation } = data;
  const { id } = reorganisation;
  const search = route.useSearch();
  const edit = useChange(trpc.reorganisations.edit.mutationOptions(), "stay");
  const current = trpc.reorganisations.get.queryOptions({ id, data: {} });
  const draft = usePlan({
    of: [id],
    stored: reorganisation,
    version: reorganisation.version,
    send: async (sending) =>
      savedOver(
        sending,
        async (content, version) => (await edit.sendAsync({ id, version, data: content }, sending.key)).version,
        async () => {
          const now = (await queryClient.fetchQuery({ ...current, staleTime: 0 })).reorganisation;
          const { title, basis, effectiveOn, changes } = now;
          return { content: { title, basis, effectiveOn, changes }, version: now.version };
        },
      ),
    onSaved: async () => {
      await queryClient.invalidateQueries();
      say("Đã lưu phương án.");
    },
  });
  return (
    <Page
      title={reorganisation.title}
      summary={summaryOf(reorganisation)}
      action={search.mo === undefined && <Steps data={data} touched={draft.touched} />}
    >
      <Planner draft={draft} unitId={reorganisation.unitId} search={search} stored={data} startAfresh={startAfresh} />
    </Page>
  );
};

const Reading = ({
  data,
  tree,
  steps,
  places,
}: {
  readonly data: ReorganisationData;
  readonly tree: UnitTree;
  readonly steps: boolean;
  readonly places: boolean;
}) => {
  const { reorganisation, names, consequences } = data;
  const search = route.useSearch();
  const typed = useMemo(() => typedFrom(reorganisation), [reorganisation]);
  const outcome = useMemo(
    () => data.outcome ?? previewOf(typed, reorganisation.unitId, tree),
    [data.outcome, typed, reorganisation.unitId, tree],
  );
  const nameOf = useMemo(
    () => (id: string) => {
      const unit = tree.byId.get(id);
      return unit ? shortName(unit, tree) : (names[id] ?? "");
    },
    [tree, names],
  );
  const { state } = reorganisation;
  return (
    <Page
      title={reorganisation.title}
      summary={summaryOf(reorganisation)}
      action={steps && <Steps data={data} touched={false} />}
    >
      <Section title="Thông tin chung">
        <Facts
          facts={[
            { label: "Căn cứ pháp lý", value: reorganisation.basis },
            { label: "Ngày có hiệu lực", value: dayText(reorganisation.effectiveOn) },
          ]}
        />
      </Section>
      <Section
        title={
          state === "applied" ? "Đã thay đổi" : state === "undone" ? "Những gì đã được hoàn tác" : "Phương án dự kiến"
        }
      >
        {state === "planned" && <Problems problems={outcome.problems} />}
        <Outcome outcome={outcome} tree={tree} nameOf={nameOf} linked={state === "applied"} />
        {state === "planned" && outcome.ended.length > 0 && <Consequences consequences={consequences} />}
      </Section>
      {state === "applied" && places && hasDivided(outcome) && <Placing plan={reorganisation} />}
      <Section title="Các thay đổi">
        <ChangeList changes={typed.changes} nameOf={nameOf} problems={[]} search={search} edits={false} />
      </Section>
    </Page>
  );
};

const Planned = ({ data }: { readonly data: ReorganisationData }) => {
  const { reorganisation, steps } = data;
  const eve = useEveUnits(reorganisation.effectiveOn);
  const [beginnings, begin] = useState(0);
  if (steps.includes("edit")) {
    return (
      <Editing
        key={`${reorganisation.id} ${beginnings}`}
        data={data}
        startAfresh={() => {
          begin(beginnings + 1);
        }}
      />
    );
  }
  return (
    <Loaded query={eve}>
      {(tree) => <Reading data={data} tree={tree} steps={steps.includes("undo")} places={steps.includes("place")} />}
    </Loaded>
  );
};

/** A plan: while it is being made, to be typed and carried out; afterwards, what it did. */
export const ReorganisationPage = () => {
  const { id } = route.useParams();
  const { may } = useSession();
  const plan = useQuery(
    trpc.reorganisations.get.queryOptions({ id, data: {} }, { enabled: may("reorganisation.view") }),
  );
  return (
    <Stack gap="lg">
      <Text size="sm">
        <Link to="/sap-xep">Tất cả phương án sắp xếp</Link>
      </Text>
      {may("reorganisation.view") ? (
        <Loaded query={plan}>{(data) => <Planned key={id} data={data} />}</Loaded>
      ) : (
        <Page title="Phương án sắp xếp đơn vị">
          <Empty>Chức vụ của đồng chí không có quyền xem trang này.</Empty>
        </Page>
      )}
    </Stack>
  );
};
