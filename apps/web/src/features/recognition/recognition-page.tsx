import { levelText } from "@kheo/core/recognition";
import { Button, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useSession } from "../../lib/session.ts";
import { trpc } from "../../lib/trpc.ts";
import { useChange } from "../../lib/use-change.ts";
import { Notice } from "../../ui/notice.tsx";
import { Facts } from "../../ui/facts.tsx";
import { Loaded, Page } from "../../ui/page.tsx";
import { Records } from "../../ui/records.tsx";
import { Section } from "../../ui/section.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import { dayText, pointsText } from "../../ui/words.ts";
import { DecisionForm } from "./decision-form.tsx";
import type { RecognitionData } from "./recognition-data.ts";
import { RecognitionSteps } from "./recognition-steps.tsx";
import { voteText } from "./vote-text.ts";

type Of = { readonly data: RecognitionData };

const Recognize = ({ data: { recognition } }: Of) => {
  const recognize = useChange(trpc.recognition.recognize.mutationOptions());
  return (
    <Section title="Ghi quyết định công nhận" lead="Ghi đúng như văn bản đã ký và đóng dấu.">
      <DecisionForm
        button="Ghi quyết định công nhận"
        withReason={false}
        error={recognize.error}
        isPending={recognize.isPending}
        onSend={(values) => {
          recognize.send({ id: recognition.id, version: recognition.version, data: values });
        }}
      />
    </Section>
  );
};

const Revoke = ({ data: { recognition } }: Of) => {
  const revoke = useChange(trpc.recognition.revoke.mutationOptions());
  const [opened, open] = useState(false);
  if (!opened) {
    return (
      <div className="step-buttons">
        <Button
          variant="default"
          onClick={() => {
            open(true);
          }}
        >
          Thu hồi công nhận
        </Button>
      </div>
    );
  }
  return (
    <Section
      title="Thu hồi công nhận"
      lead="Thu hồi bằng một quyết định khác. Mô hình không còn được tính là được công nhận và không nhân rộng mới được."
    >
      <DecisionForm
        button="Ghi quyết định thu hồi"
        withReason
        error={revoke.error}
        isPending={revoke.isPending}
        onSend={(values) => {
          revoke.send({ id: recognition.id, version: recognition.version, data: values });
        }}
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
  const { recognition, steps, isRecognized } = data;
  const session = useSession();
  const mayGive = session.may("replication.assign") || session.may("replication.propose");
  const replicable = recognition.state === "published" || recognition.state === "confirmed";
  return (
    <Page
      title={`Công nhận: ${recognition.title}`}
      action={<RecognitionSteps data={data} />}
      summary={
        <>
          {recognition.unitName} · {levelText[recognition.level]} ·{" "}
          <StateMark thing="recognition" state={recognition.state} />
        </>
      }
    >
      <Stack gap="lg">
        {recognition.reason !== null && <Notice title="Lý do ghi ở bước gần nhất">{recognition.reason}</Notice>}
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
                label: "Biểu quyết của hội đồng",
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
        {steps.includes("recognize") && <Recognize data={data} />}
        {isRecognized && <Rechecks data={data} />}
        {steps.includes("revoke") && <Revoke data={data} />}
      </Stack>
    </Page>
  );
};

export const RecognitionPage = () => {
  const { id } = useParams({ from: "/shell/cong-nhan/$id" });
  const recognition = useQuery(trpc.recognition.get.queryOptions({ id, data: {} }));
  if (recognition.data) return <Recognition data={recognition.data} />;
  return (
    <Page title="Hồ sơ công nhận">
      <Loaded query={recognition}>{() => null}</Loaded>
      {recognition.error && (
        <Text>
          Về <Link to="/cong-nhan">danh sách công nhận</Link>.
        </Text>
      )}
    </Page>
  );
};
