import { daysBetween } from "@kheo/core/ground/days";
import { replicationList } from "@kheo/core/movement/lists";
import { liveReplicationStates } from "@kheo/core/movement/replication";
import { stateText } from "@kheo/core/rules/states";
import { Button } from "@mantine/core";
import { getRouteApi, Link } from "@tanstack/react-router";
import { usePeriodId, useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { NeedsPeriod } from "../periods/no-period.tsx";
import { Empty, Page } from "../../../kit/page.tsx";
import { RecordList } from "../../rules/record-list.tsx";
import { StateAndUnitsFilter } from "../state-and-units-filter.tsx";
import { Section } from "../../../kit/section.tsx";
import { dayText } from "../../../kit/words.ts";
import type { ReplicationRow } from "./replication-data.ts";

const route = getRouteApi("/shell/nhan-rong");

const Due = (row: ReplicationRow) => {
  const { today } = useSession();
  const late = daysBetween(row.dueOn, today);
  return late > 0 && liveReplicationStates.includes(row.state) ? (
    <span className="state state-bad">
      ▲ {dayText(row.dueOn)}, quá {late} ngày
    </span>
  ) : (
    dayText(row.dueOn)
  );
};

const Tasks = () => {
  const periodId = usePeriodId();
  const look = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Section title="Nhiệm vụ nhân rộng">
      <StateAndUnitsFilter
        label="Lọc nhiệm vụ nhân rộng"
        options={stateText.replication}
        states={look.states}
        unitsOn={look.unitsOn}
        clear={{ to: "/nhan-rong", search: { by: look.by, descending: look.descending } }}
        narrow={(part) =>
          void navigate({ search: { ...look, ...part, page: undefined }, replace: true, resetScroll: false })
        }
      />
      <RecordList
        description={replicationList}
        file="replication"
        search={{ ...look, periodId }}
        list={trpc.replication.list}
        at={(change) => ({ to: "/nhan-rong", search: { ...look, ...change } })}
        keyOf={({ id }) => id}
        page={({ id }) => ({ to: "/nhan-rong/$id", params: { id } })}
        cells={{ dueOn: Due }}
        empty={
          look.states === undefined
            ? "Chưa có nhiệm vụ nhân rộng nào trong kỳ. Chọn một mô hình đã công bố để bắt đầu."
            : "Không có nhiệm vụ nào ở trạng thái đã chọn. Bỏ chọn để xem tất cả."
        }
      />
    </Section>
  );
};

/** Tasks under way, and the way to what there is to learn from. */
export const ReplicationsPage = () => {
  const { period, may } = useSession();
  return (
    <Page
      title={period ? `Nhân rộng, ${period.title}` : "Nhân rộng"}
      action={<Button renderRoot={(props) => <Link to="/nhan-rong/mo-hinh" {...props} />}>Mô hình đã công bố</Button>}
    >
      {may("replication.view") ? (
        <NeedsPeriod>
          <Tasks />
        </NeedsPeriod>
      ) : (
        <Empty>Chức vụ của đồng chí không có quyền xem nhiệm vụ nhân rộng.</Empty>
      )}
    </Page>
  );
};
