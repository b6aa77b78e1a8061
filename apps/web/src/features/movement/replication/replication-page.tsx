import { replicationResultFields, replicationTaskFields } from "@kheo/core/movement/replication";
import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { Notice } from "../../../kit/notice.tsx";
import { Facts } from "../../../kit/facts.tsx";
import { FieldsForm } from "../../../kit/fields/fields-form.tsx";
import { Page } from "../../../kit/page.tsx";
import { Section } from "../../../kit/section.tsx";
import { ThingPage } from "../../rules/thing-page.tsx";
import { StateMark } from "../../rules/state-mark.tsx";
import { NextLine } from "../../rules/next-line.tsx";
import { dayText } from "../../../kit/words.ts";
import type { ReplicationData } from "./replication-data.ts";
import { Steps } from "../../rules/steps.tsx";

type Of = { readonly data: ReplicationData };

const ResultForm = ({ data: { replication } }: Of) => {
  const submit = useChange(trpc.replication.submit.mutationOptions());
  return (
    <Section title="Báo cáo kết quả" lead="Cơ quan thường trực nghiệm thu theo báo cáo này.">
      <FieldsForm
        form="replicationResult"
        of={[replication.id]}
        fields={replicationResultFields}
        start={{ result: replication.result }}
        over={replication.version}
        send={({ values, version, key }) =>
          submit.sendAsync({ id: replication.id, version, data: { ...values, reason: "" } }, key)
        }
        sent={() => undefined}
        button="Gửi báo cáo kết quả"
      />
    </Section>
  );
};

const Task = ({ data }: Of) => {
  const { replication, steps } = data;
  const reports = steps.includes("submit");
  return (
    <Page
      title={`Nhân rộng: ${replication.sourceTitle}`}
      action={
        <Steps
          thing="replication"
          id={replication.id}
          steps={steps}
          version={() => Promise.resolve(replication.version)}
          facts={{ unitName: replication.adopterUnitName, dueOn: dayText(replication.dueOn) }}
        />
      }
      summary={
        <>
          {replication.adopterUnitName} thực hiện · hạn {dayText(replication.dueOn)} ·{" "}
          <StateMark thing="replication" state={replication.state} />
        </>
      }
    >
      <Stack gap="lg">
        <NextLine next={data.next} />
        {replication.reason !== null && <Notice title="Lý do ghi ở bước gần nhất">{replication.reason}</Notice>}
        <Section title="Nhiệm vụ">
          <Facts
            facts={[
              {
                label: "Mô hình gốc",
                value: (
                  <>
                    <Link to="/nhan-rong/mo-hinh/$id" params={{ id: replication.recognitionId }}>
                      {replication.sourceTitle}
                    </Link>
                    , {replication.sourceUnitName}
                  </>
                ),
              },
              { label: "Đơn vị nhân rộng", value: replication.adopterUnitName },
              { label: replicationTaskFields.similarity.label, value: replication.similarity },
              { label: replicationTaskFields.content.label, value: replication.content },
              { label: replicationTaskFields.dueOn.label, value: dayText(replication.dueOn) },
              { label: "Ngày giao", value: dayText(replication.assignedOn) },
              { label: "Ngày nghiệm thu", value: dayText(replication.confirmedOn) },
              ...(reports ? [] : [{ label: "Kết quả thực hiện", value: replication.result || "Chưa báo cáo" }]),
            ]}
          />
        </Section>
        {reports && <ResultForm data={data} />}
      </Stack>
    </Page>
  );
};

export const ReplicationPage = () => {
  const { id } = useParams({ from: "/shell/nhan-rong/$id" });
  const task = useQuery(trpc.replication.get.queryOptions({ id, data: {} }));
  return (
    <ThingPage thing="replication" query={task}>
      {(data) => <Task data={data} />}
    </ThingPage>
  );
};
