import { decisionText, type DraftableStep, levelText } from "@kheo/core/movement/recognition";
import { Button, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { Notice } from "../../../kit/notice.tsx";
import { Facts } from "../../../kit/facts.tsx";
import { Page } from "../../../kit/page.tsx";
import { Records } from "../../../kit/records.tsx";
import { Section } from "../../../kit/section.tsx";
import { NextLine } from "../../rules/next-line.tsx";
import { ThingPage } from "../../rules/thing-page.tsx";
import { StateMark } from "../../rules/state-mark.tsx";
import { dayText, pointsText } from "../../../kit/words.ts";
import { DecisionForm } from "./decision-form.tsx";
import type { RecognitionData } from "./recognition-data.ts";
import { Steps } from "../../rules/steps.tsx";
import { voteText } from "./vote-text.ts";

type Of = { readonly data: RecognitionData };

const draftTexts = {
  recognize: {
    title: "Dự thảo quyết định công nhận",
    lead: "Ghi đúng như văn bản sẽ ký. Lãnh đạo ở cấp ra quyết định xác nhận thì quyết định mới có hiệu lực.",
    begin: "Soạn dự thảo quyết định công nhận",
  },
  revoke: {
    title: "Dự thảo quyết định thu hồi",
    lead: "Thu hồi bằng một quyết định khác. Lãnh đạo xác nhận thì công nhận mới bị thu hồi.",
    begin: "Soạn dự thảo thu hồi công nhận",
  },
} as const;

const DraftForm = ({ data: { recognition }, step }: Of & { readonly step: DraftableStep }) => (
  <Section title={draftTexts[step].title} lead={draftTexts[step].lead}>
    <DecisionForm recognition={recognition} step={step} />
  </Section>
);

/** What the office may draft: at once where a decision is due, behind a button where one is in force. */
const Draft = ({ data, step }: Of & { readonly step: DraftableStep }) => {
  const waits = data.recognition.draft?.step === step;
  const [opened, open] = useState(step === "recognize" && !waits);
  if (opened) return <DraftForm data={data} step={step} />;
  return (
    <div className="step-buttons">
      <Button
        variant="default"
        onClick={() => {
          open(true);
        }}
      >
        {waits ? "Sửa dự thảo đang trình" : draftTexts[step].begin}
      </Button>
    </div>
  );
};

/** The decision as it waits for the deciding post. */
const WaitingDraft = ({ data: { recognition } }: Of) => {
  const { draft } = recognition;
  if (draft === null) return null;
  return (
    <Section title={draftTexts[draft.step].title} lead="Đang chờ lãnh đạo ở cấp ra quyết định ký xác nhận.">
      <Facts
        facts={[
          { label: "Số, ký hiệu", value: draft.number },
          { label: "Ngày ký", value: dayText(draft.signedOn) },
          { label: "Người ký", value: `${draft.signatoryTitle} ${draft.signatory}` },
          ...(draft.reason === "" ? [] : [{ label: "Lý do", value: draft.reason }]),
          { label: "Người dự thảo", value: `${draft.draftedByName}, ngày ${dayText(draft.draftedOn)}` },
        ]}
      />
    </Section>
  );
};

const recheckText = { confirm: "Giữ vững", downgrade: "Giảm sút" } as const;

const Rechecks = ({ data: { rechecks } }: Of) => (
  <Section title="Các lần kiểm tra lại">
    <Records
      label="Các lần kiểm tra lại"
      rows={rechecks.map((recheck, position) => ({ ...recheck, key: `${recheck.heldOn} ${position}` }))}
      keyOf={({ key }) => key}
      empty="Chưa kiểm tra lại lần nào."
      columns={[
        { title: "Ngày", cell: ({ heldOn }) => dayText(heldOn), main: true },
        { title: "Kết quả", cell: ({ result }) => recheckText[result], main: true },
        { title: "Ghi chú", cell: ({ note }) => (note === "" ? "—" : note), main: true },
      ]}
    />
  </Section>
);

const decisionFacts = ({ recognition }: RecognitionData) => [
  {
    label: "Quyết định công nhận",
    value:
      recognition.number === null
        ? "Chưa có"
        : `Số ${recognition.number} ngày ${dayText(recognition.signedOn)}, ${recognition.signatoryTitle ?? ""} ${recognition.signatory ?? ""} ký`,
  },
  ...(recognition.publishedOn === null ? [] : [{ label: "Công bố", value: dayText(recognition.publishedOn) }]),
  ...(recognition.logHead ? [{ label: "Dấu kiểm nhật ký khi công bố", value: recognition.logHead }] : []),
  ...(recognition.revocationNumber === null
    ? []
    : [
        {
          label: "Quyết định thu hồi",
          value: `Số ${recognition.revocationNumber} ngày ${dayText(recognition.revocationSignedOn)}`,
        },
      ]),
];

const Recognition = ({ data }: Of) => {
  const { recognition, drafts, isRecognized } = data;
  const session = useSession();
  const mayGive = session.may("replication.assign") || session.may("replication.propose");
  const replicable = recognition.state === "published" || recognition.state === "confirmed";
  return (
    <Page
      title={`Công nhận: ${recognition.title}`}
      action={
        <Steps
          thing="recognition"
          id={recognition.id}
          steps={data.steps}
          version={() => Promise.resolve(recognition.version)}
          facts={{ title: recognition.title, ...(recognition.draft && { decision: decisionText(recognition.draft) }) }}
        />
      }
      summary={
        <>
          {recognition.unitName} · {levelText[recognition.level]} ·{" "}
          <StateMark thing="recognition" state={recognition.state} />
        </>
      }
    >
      <Stack gap="lg">
        <NextLine next={data.next} />
        {recognition.reason !== null && <Notice title="Lý do ghi ở bước gần nhất">{recognition.reason}</Notice>}
        <WaitingDraft data={data} />
        <Section title="Hồ sơ">
          <Facts
            facts={[
              {
                label: "Mô hình",
                value: (
                  <Link to="/mo-hinh/$id" params={{ id: recognition.modelId }}>
                    {recognition.code} {recognition.title}
                  </Link>
                ),
              },
              {
                label: "Kết quả chấm điểm",
                value:
                  recognition.total === null ? (
                    "—"
                  ) : (
                    <Link to="/cham-diem/$id" params={{ id: recognition.modelId }}>
                      {pointsText(recognition.total)} điểm, xếp loại {recognition.classLabel ?? "—"}
                    </Link>
                  ),
              },
              {
                label: "Biểu quyết đồng ý",
                value:
                  recognition.meetingId === null ? (
                    voteText(recognition)
                  ) : (
                    <Link to="/hop-hoi-dong/$id" params={{ id: recognition.meetingId }}>
                      {voteText(recognition)}
                    </Link>
                  ),
              },
              ...decisionFacts(data),
            ]}
          />
          {replicable && mayGive && (
            <Text>
              <Link to="/nhan-rong/moi" search={{ recognitionId: recognition.id }}>
                {session.may("replication.assign") ? "Giao nhân rộng mô hình này" : "Đề nghị nhân rộng mô hình này"}
              </Link>
            </Text>
          )}
        </Section>
        {isRecognized && <Rechecks data={data} />}
        {drafts.map((step) => (
          <Draft key={`${step} ${recognition.version}`} data={data} step={step} />
        ))}
      </Stack>
    </Page>
  );
};

export const RecognitionPage = () => {
  const { id } = useParams({ from: "/shell/cong-nhan/$id" });
  const recognition = useQuery(trpc.recognition.get.queryOptions({ id, data: {} }));
  return (
    <ThingPage thing="recognition" query={recognition}>
      {(data) => <Recognition data={data} />}
    </ThingPage>
  );
};
