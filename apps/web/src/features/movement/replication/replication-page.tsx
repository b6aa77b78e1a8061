import { replicationResultInput } from "@kheo/core/movement/replication";
import { Button, Stack, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { useKeptForm } from "../../../lib/use-kept-form.ts";
import { Notice } from "../../../kit/notice.tsx";
import { Facts } from "../../../kit/facts.tsx";
import { field } from "../../../kit/field.ts";
import { KeptNote } from "../../../kit/kept-note.tsx";
import { formErrors, textErrors } from "../../../kit/form-errors.ts";
import { Failure, Page } from "../../../kit/page.tsx";
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
  const kept = useKeptForm(
    { initialValues: { result: replication.result }, validate: formErrors(replicationResultInput) },
    "result",
    replication.id,
  );
  const { form } = kept;
  const errors = textErrors(form.errors);
  return (
    <Section title="Báo cáo kết quả" lead="Cơ quan thường trực nghiệm thu theo báo cáo này.">
      <form
        noValidate
        onSubmit={form.onSubmit(({ result }) => {
          submit.send({ id: replication.id, version: replication.version, data: { result, reason: "" } }, kept.sent);
        })}
      >
        <Stack gap="md">
          <Textarea
            {...field("result", errors, "Ví dụ: Đã vận động 40 hộ hiến 1.200 m² đất; đường bàn giao ngày 15/10/2026.")}
            label="Kết quả thực hiện (có số liệu)"
            minRows={5}
            {...form.getInputProps("result")}
          />
          <KeptNote {...kept} />
          <Failure error={submit.error} />
          <div>
            <Button type="submit" loading={submit.isPending}>
              Gửi báo cáo kết quả
            </Button>
          </div>
        </Stack>
      </form>
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
              { label: "Mô hình gốc", value: `${replication.sourceTitle}, ${replication.sourceUnitName}` },
              { label: "Đơn vị nhân rộng", value: replication.adopterUnitName },
              { label: "Điều kiện tương đồng", value: replication.similarity },
              { label: "Nội dung nhân rộng", value: replication.content },
              { label: "Hạn hoàn thành", value: dayText(replication.dueOn) },
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
