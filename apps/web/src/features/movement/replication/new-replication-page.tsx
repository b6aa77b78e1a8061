import { replicationTaskInput } from "@kheo/core/movement/replication";
import { Button, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { z } from "zod";
import { usePeriodId, useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { useKeptForm } from "../../../lib/use-kept-form.ts";
import { DayInput } from "../../../kit/day-input.tsx";
import { ErrorList } from "../../../kit/error-list.tsx";
import { Facts } from "../../../kit/facts.tsx";
import { field, problemsOf } from "../../../kit/field.ts";
import { KeptNote } from "../../../kit/kept-note.tsx";
import { formErrors, textErrors } from "../../../kit/form-errors.ts";
import { NeedsPeriod } from "../periods/no-period.tsx";
import { Empty, Failure, Loaded, Page } from "../../../kit/page.tsx";
import { Section } from "../../../kit/section.tsx";
import { UnitSelect } from "../../territory/units/unit-select.tsx";
import { useReach } from "../../territory/units/use-reach.ts";
import { dayText } from "../../../kit/words.ts";
import type { Published } from "../gallery/gallery-data.ts";

type FormValues = { unitId: string | null; similarity: string; content: string; dueOn: string };

const input = z.object({
  unitId: z.uuid({ error: "Đơn vị nhân rộng: cần chọn một đơn vị trong danh sách." }),
  ...replicationTaskInput.shape,
});

const TaskForm = ({ source }: { readonly source: Published }) => {
  const { may, today, period } = useSession();
  const periodId = usePeriodId();
  const navigate = useNavigate();
  const gives = may("replication.assign");
  const propose = useChange(trpc.replication.propose.mutationOptions());
  const give = useChange(trpc.replication.give.mutationOptions());
  const send = gives ? give : propose;
  const reach = useReach(gives ? "replication.assign" : "replication.propose");
  const rules = formErrors(input);
  const kept = useKeptForm<FormValues>(
    {
      initialValues: { unitId: null, similarity: "", content: "", dueOn: period?.endsOn ?? "" },
      validate: (values) => {
        const found = rules(values);
        return found["dueOn"] === undefined && values.dueOn <= today
          ? { ...found, dueOn: `Hạn hoàn thành: phải sau hôm nay (${dayText(today)}).` }
          : found;
      },
    },
    "replication",
    source.id,
    periodId,
  );
  const { form } = kept;
  const [refusals, setRefusals] = useState(0);
  const refused = () => {
    setRefusals(refusals + 1);
  };
  const errors = textErrors(form.errors);
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(({ unitId, ...task }) => {
        if (unitId === null) return;
        send.send({ id: unitId, data: { ...task, recognitionId: source.id, periodId } }, ({ id }) => {
          kept.sent();
          void navigate({ to: "/nhan-rong/$id", params: { id } });
        });
      }, refused)}
    >
      <Stack gap="lg">
        <ErrorList title="Cần sửa trước khi gửi" problems={problemsOf(errors)} refusals={refusals} />
        <KeptNote {...kept} />
        <Section title="Mô hình gốc">
          <Facts
            facts={[
              { label: "Mô hình", value: source.title },
              { label: "Đơn vị", value: source.unitName },
              ...(source.outputs === null ? [] : [{ label: "Kết quả", value: source.outputs }]),
            ]}
          />
        </Section>
        <Section title={gives ? "Giao cho đơn vị" : "Đơn vị xin nhân rộng"}>
          <UnitSelect
            {...field("unitId", errors)}
            label="Đơn vị nhân rộng"
            required={false}
            among={(unit, tree) => unit.id !== source.unitId && reach(unit, tree)}
            value={form.values.unitId}
            choose={(unitId) => {
              form.setFieldValue("unitId", unitId);
            }}
          />
          <Textarea
            {...field("similarity", errors, "Ví dụ: Cùng là phường ven biển, cùng có dự án mở đường qua khu dân cư.")}
            label="Điều kiện tương đồng"
            {...form.getInputProps("similarity")}
          />
          <Textarea
            {...field("content", errors, "Ví dụ: Áp dụng cách phân công tổ vận động đến từng hộ và họp dân công khai.")}
            label="Nội dung nhân rộng"
            minRows={4}
            {...form.getInputProps("content")}
          />
          <DayInput
            {...field("dueOn", errors, "Ví dụ: 31/10/2026")}
            label="Hạn hoàn thành"
            maw={280}
            value={form.values.dueOn}
            onChange={(day) => {
              form.setFieldValue("dueOn", day);
            }}
          />
        </Section>
        <Failure error={send.error} />
        <div className="action-bar">
          <span />
          <Button type="submit" loading={send.isPending}>
            {gives ? "Giao nhân rộng" : "Đề nghị nhân rộng"}
          </Button>
        </div>
      </Stack>
    </form>
  );
};

const Choose = () => (
  <Empty>
    <Text component="span">
      Hãy chọn mô hình ở <Link to="/nhan-rong/mo-hinh">danh sách mô hình đã công bố</Link> rồi bấm “Giao nhân rộng” hoặc
      “Đề nghị nhân rộng”.
    </Text>
  </Empty>
);

const Chosen = ({ recognitionId }: { readonly recognitionId: string }) => {
  const found = useQuery(trpc.gallery.list.queryOptions({ id: recognitionId }));
  return (
    <Loaded query={found}>
      {({ rows: [source] }) => (source ? <TaskForm key={source.id} source={source} /> : <Choose />)}
    </Loaded>
  );
};

/** A new task from one published model. */
export const NewReplicationPage = () => {
  const { may } = useSession();
  const { recognitionId } = useSearch({ from: "/shell/nhan-rong/moi" });
  const title = may("replication.assign") ? "Giao nhân rộng mô hình" : "Đề nghị nhân rộng mô hình";
  if (!may("replication.assign") && !may("replication.propose")) {
    return (
      <Page title={title}>
        <Empty>Chức vụ của đồng chí không giao hay đề nghị nhân rộng. Cơ quan thường trực có thể phân công lại.</Empty>
      </Page>
    );
  }
  return (
    <Page title={title}>
      <NeedsPeriod>{recognitionId === undefined ? <Choose /> : <Chosen recognitionId={recognitionId} />}</NeedsPeriod>
    </Page>
  );
};
