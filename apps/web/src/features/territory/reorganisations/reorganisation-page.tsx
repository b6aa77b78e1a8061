import type { PlanOutcome, Reorganisation } from "@kheo/core/territory/reorganisations";
import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { useSession } from "../../../lib/session.ts";
import { errorCode, sayError, trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import type { UnitTree } from "../units/use-units.ts";
import { Facts } from "../../../kit/facts.tsx";
import { say } from "../../../kit/notice.ts";
import { Empty, Loaded, Page } from "../../../kit/page.tsx";
import { Section } from "../../../kit/section.tsx";
import { type Step, StepButtons } from "../../rules/step-buttons.tsx";
import { shortName } from "../units/unit-choice.tsx";
import { dayText } from "../../../kit/words.ts";
import { ChangeList } from "./change-list.tsx";
import { PlanState } from "./plan-state.tsx";
import { hasDivided, Placing } from "./placing.tsx";
import { Planner, useEveUnits } from "./planner.tsx";
import { Consequences, Outcome, Problems, totalOf } from "./preview.tsx";
import type { PlanData } from "./reorganisation-data.ts";
import { previewOf, typedFrom } from "./typed-plan.ts";
import { type PlanDraft, usePlan } from "./use-plan.ts";

const route = getRouteApi("/shell/sap-xep/$id");

const count = (value: number): string => value.toLocaleString("vi-VN");

/** `lập 1 đơn vị, kết thúc 2 đơn vị`. */
const outcomeWords = ({ created, ended, renewed }: PlanOutcome): string =>
  [
    [created.length, "đơn vị được lập"] as const,
    [ended.length, "đơn vị kết thúc"] as const,
    [renewed.length, "đơn vị đổi tên, loại, mã hoặc nơi trực thuộc"] as const,
  ]
    .filter(([number]) => number > 0)
    .map(([number, words]) => `${count(number)} ${words}`)
    .join(", ");

const carryOutWords = ({ reorganisation, outcome, consequences }: PlanData): string => {
  const total = totalOf(consequences);
  const hanging = (
    [
      [total.drafts, "phiếu nháp"],
      [total.openModels, "mô hình đang thực hiện"],
      [total.replications, "việc nhân rộng"],
      [total.posts, "chức vụ"],
      [total.seats, "ghế hội đồng"],
      [total.bodies, "tổ chức giải thể"],
      [total.peopleLeft.length, "người không còn giữ chức vụ nào"],
    ] as const
  ).filter(([number]) => number > 0);
  return [
    `Từ ngày ${dayText(reorganisation.effectiveOn)}: ${outcome ? outcomeWords(outcome) : ""}.`,
    ...(hanging.length > 0
      ? [`Gắn với các đơn vị kết thúc: ${hanging.map(([number, words]) => `${count(number)} ${words}`).join(", ")}.`]
      : []),
    "Có thể hoàn tác khi chưa có gì mới gắn với các đơn vị được lập.",
  ].join(" ");
};

/** Why the plan cannot be carried out now; `null` when it can. */
const obstacle = ({ reorganisation, outcome }: PlanData, touched: boolean, today: string): string | null => {
  if (touched) return "Lưu những gì vừa nhập rồi mới thực hiện được.";
  const problems = outcome?.problems.length ?? 0;
  if (problems > 0) return `Còn ${count(problems)} vướng mắc phải xử lý trước khi thực hiện.`;
  if (reorganisation.effectiveOn > today) {
    return `Thực hiện được từ ngày ${dayText(reorganisation.effectiveOn)}, ngày phương án có hiệu lực.`;
  }
  return null;
};

const useSteps = ({ id, version }: Reorganisation) => {
  const carryOut = useChange(trpc.reorganisations.carryOut.mutationOptions());
  const undo = useChange(trpc.reorganisations.undo.mutationOptions());
  const discard = useChange(trpc.reorganisations.discard.mutationOptions());
  return {
    carryOut: async () => {
      const { created, ended, renewed } = await carryOut.sendAsync({ id, version, data: {} });
      say(`Đã thực hiện: lập ${created} đơn vị, kết thúc ${ended} đơn vị, đổi ${renewed} đơn vị.`);
    },
    undo: async (reason: string) => {
      await undo.sendAsync({ id, version, data: { reason } });
      say("Đã hoàn tác. Các đơn vị trở lại như trước ngày có hiệu lực.");
    },
    discard: async () => {
      await discard.sendAsync({ id, version, data: {} });
      say("Đã bỏ phương án. Không có đơn vị nào thay đổi.");
    },
  };
};

const Steps = ({ data, touched }: { readonly data: PlanData; readonly touched: boolean }) => {
  const { today } = useSession();
  const { reorganisation } = data;
  const take = useSteps(reorganisation);
  const planned = reorganisation.state === "planned";
  const why = planned ? obstacle(data, touched, today) : null;
  const steps: readonly Step[] = planned
    ? [
        {
          action: "reorganisation.discard",
          needsReason: false,
          consequence: "Phương án được cất đi, không sửa và không thực hiện được nữa. Không có đơn vị nào thay đổi.",
          take: take.discard,
        },
        ...(why === null
          ? [
              {
                action: "reorganisation.carryOut",
                needsReason: false,
                consequence: carryOutWords(data),
                main: true,
                take: take.carryOut,
              } as const,
            ]
          : []),
      ]
    : [
        {
          action: "reorganisation.undo",
          needsReason: true,
          consequence:
            "Các đơn vị, chức vụ và hội đồng trở lại như trước ngày có hiệu lực; những gì đã phân về đơn vị kế tiếp trở lại đơn vị cũ. Không hoàn tác được khi đã có mô hình, chức vụ mới hay báo cáo gắn với đơn vị được lập.",
          take: take.undo,
        },
      ];
  return (
    <Stack gap={4} align="flex-end">
      <Group gap="sm">
        <StepButtons steps={steps} />
        {why !== null && (
          <Button disabled aria-describedby="chua-thuc-hien">
            Thực hiện phương án sắp xếp
          </Button>
        )}
      </Group>
      {why !== null && (
        <Text id="chua-thuc-hien" size="sm" c="warm.7" maw="26rem" ta="right">
          {why}
        </Text>
      )}
    </Stack>
  );
};

const summaryOf = ({ state, effectiveOn, changes }: Reorganisation) => (
  <>
    <PlanState state={state} />, hiệu lực từ ngày {dayText(effectiveOn)}, {count(changes.length)} thay đổi
  </>
);

/** Somebody else has saved the plan over which one typed: nothing is overwritten before one chooses. */
const Clash = ({
  draft,
  version,
  sentence,
}: {
  readonly draft: PlanDraft;
  readonly version: number;
  readonly sentence: string | null;
}) =>
  draft.touched &&
  (sentence !== null || draft.over !== version) && (
    <Alert color="red" variant="light" role="alert" title="Phương án đã được người khác sửa">
      <Stack gap="sm">
        <Text>{sentence ?? "Phương án đã được lưu lại sau khi đồng chí bắt đầu nhập."}</Text>
        <Group gap="sm">
          <Button variant="default" onClick={draft.drop}>
            Lấy bản đã lưu
          </Button>
          <Button
            variant="default"
            onClick={() => {
              draft.keepMine(version);
            }}
          >
            Giữ bản của tôi
          </Button>
        </Group>
      </Stack>
    </Alert>
  );

const Editing = ({ data }: { readonly data: PlanData }) => {
  const { reorganisation } = data;
  const search = route.useSearch();
  const edit = useChange(trpc.reorganisations.edit.mutationOptions());
  const draft = usePlan(reorganisation.id, reorganisation);
  const clashed = errorCode(edit.error) === "changedMeanwhile" && draft.over !== reorganisation.version;
  return (
    <Page
      title={reorganisation.title}
      summary={summaryOf(reorganisation)}
      action={search.mo === undefined && <Steps data={data} touched={draft.touched} />}
    >
      <Planner
        draft={draft}
        unitId={reorganisation.unitId}
        search={search}
        stored={data}
        saving={edit}
        clash={
          <Clash draft={draft} version={reorganisation.version} sentence={clashed ? sayError(edit.error) : null} />
        }
        save={(given) => {
          const sent = draft.typed;
          edit.send({ id: reorganisation.id, version: draft.over, data: given }, ({ version }) => {
            draft.arrived(sent, version);
            say("Đã lưu phương án.");
          });
        }}
      />
    </Page>
  );
};

const Reading = ({
  data,
  tree,
  steps,
  places,
}: {
  readonly data: PlanData;
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

const Plan = ({ data }: { readonly data: PlanData }) => {
  const { reorganisation, steps } = data;
  const eve = useEveUnits(reorganisation.effectiveOn);
  if (steps.includes("edit")) return <Editing key={reorganisation.id} data={data} />;
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
        <Loaded query={plan}>{(data) => <Plan key={id} data={data} />}</Loaded>
      ) : (
        <Page title="Phương án sắp xếp đơn vị">
          <Empty>Chức vụ của đồng chí không xem trang này.</Empty>
        </Page>
      )}
    </Stack>
  );
};
