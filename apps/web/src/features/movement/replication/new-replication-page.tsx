import { emptyOf, type Fields } from "@kheo/core/ground/fields";
import { isDay } from "@kheo/core/ground/written";
import { replicationTaskFields } from "@kheo/core/movement/replication";
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Facts } from "../../../kit/facts.tsx";
import type { FieldErrors } from "../../../kit/field.ts";
import { FieldsForm } from "../../../kit/fields/fields-form.tsx";
import { Empty, Loaded, Page } from "../../../kit/page.tsx";
import { Section } from "../../../kit/section.tsx";
import { dayText } from "../../../kit/words.ts";
import { usePeriodId, useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { UnitBox } from "../../territory/units/unit-box.tsx";
import { useReach } from "../../territory/units/use-reach.ts";
import { NeedsPeriod } from "../periods/no-period.tsx";
import type { Published } from "../gallery/gallery-data.ts";

const fields = {
  unitId: { kind: "unit", label: "Đơn vị nhân rộng" },
  ...replicationTaskFields,
} as const satisfies Fields;

const TaskForm = ({ source }: { readonly source: Published }) => {
  const { may, today, period } = useSession();
  const periodId = usePeriodId();
  const navigate = useNavigate();
  const gives = may("replication.assign");
  const propose = useChange(trpc.replication.propose.mutationOptions());
  const give = useChange(trpc.replication.give.mutationOptions());
  const reach = useReach(gives ? "replication.assign" : "replication.propose");
  return (
    <FieldsForm
      form="replication"
      of={[source.id, periodId]}
      fields={fields}
      start={{ ...emptyOf(fields), dueOn: period?.endsOn ?? "" }}
      refusal="Cần sửa trước khi gửi"
      problems={({ dueOn }): FieldErrors =>
        isDay(dueOn) && dueOn <= today ? { dueOn: `Hạn hoàn thành: phải sau hôm nay (${dayText(today)}).` } : {}
      }
      render={{
        unitId: (box) => <UnitBox {...box} among={(unit, tree) => unit.id !== source.unitId && reach(unit, tree)} />,
      }}
      send={({ values: { unitId, ...task }, key }) =>
        (gives ? give : propose).sendAsync({ id: unitId, data: { ...task, recognitionId: source.id, periodId } }, key)
      }
      sent={({ id }) => navigate({ to: "/nhan-rong/$id", params: { id } })}
      button={gives ? "Giao nhân rộng" : "Đề nghị nhân rộng"}
      isPage
    >
      {({ boxes }) => (
        <>
          <Section title="Mô hình gốc">
            <Facts
              facts={[
                { label: "Mô hình", value: source.title },
                { label: "Đơn vị", value: source.unitName },
                ...(source.outputs === null ? [] : [{ label: "Kết quả", value: source.outputs }]),
              ]}
            />
          </Section>
          <Section title={gives ? "Giao cho đơn vị" : "Đơn vị xin nhân rộng"}>{boxes()}</Section>
        </>
      )}
    </FieldsForm>
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
        <Empty>
          Chức vụ của đồng chí không có quyền giao hay đề nghị nhân rộng. Cơ quan thường trực có thể phân công lại.
        </Empty>
      </Page>
    );
  }
  return (
    <Page title={title}>
      <NeedsPeriod>{recognitionId === undefined ? <Choose /> : <Chosen recognitionId={recognitionId} />}</NeedsPeriod>
    </Page>
  );
};
