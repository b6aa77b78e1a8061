import { daysBetween } from "@kheo/core/ground/days";
import { liveReplicationStates } from "@kheo/core/movement/replication";
import { stateText } from "@kheo/core/rules/states";
import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { usePeriodId, useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { NeedsPeriod } from "../periods/no-period.tsx";
import { Loaded, Page } from "../../../kit/page.tsx";
import { type RecordColumn, Records } from "../../../kit/records.tsx";
import { Section } from "../../../kit/section.tsx";
import { StateMark } from "../../rules/state-mark.tsx";
import { TickFilter } from "../../../kit/tick-filter.tsx";
import { UnitsOn } from "../../territory/units/units-on.tsx";
import { dayText } from "../../../kit/words.ts";
import { Gallery } from "./gallery.tsx";
import type { ReplicationRow } from "./replication-data.ts";

const Due = ({ row }: { readonly row: ReplicationRow }) => {
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

const columns: readonly RecordColumn<ReplicationRow>[] = [
  {
    title: "Mô hình gốc",
    main: true,
    cell: ({ id, sourceTitle, sourceUnitName }) => (
      <>
        <Link to="/nhan-rong/$id" params={{ id }} className="record">
          {sourceTitle}
        </Link>
        <span className="under">{sourceUnitName}</span>
      </>
    ),
  },
  { title: "Đơn vị nhân rộng", cell: ({ adopterUnitName }) => adopterUnitName, main: true },
  { title: "Trạng thái", cell: ({ state }) => <StateMark thing="replication" state={state} />, main: true },
  { title: "Hạn", cell: (row) => <Due row={row} />, main: true },
  { title: "Nghiệm thu", cell: ({ confirmedOn }) => dayText(confirmedOn) },
];

const Tasks = () => {
  const periodId = usePeriodId();
  const { states, unitsOn } = useSearch({ from: "/shell/nhan-rong" });
  const navigate = useNavigate();
  const tasks = useQuery(
    trpc.replication.list.queryOptions({
      periodId,
      ...(states !== undefined && { states }),
      ...(unitsOn !== undefined && { unitsOn }),
    }),
  );
  return (
    <Section title="Nhiệm vụ nhân rộng">
      <TickFilter
        label="Lọc theo trạng thái"
        options={stateText.replication}
        value={states ?? []}
        onChange={(chosen) =>
          void navigate({ to: "/nhan-rong", search: { states: chosen, unitsOn }, replace: true, resetScroll: false })
        }
      />
      <div className="units-on">
        <UnitsOn
          day={unitsOn}
          choose={(chosen) =>
            void navigate({ to: "/nhan-rong", search: { states, unitsOn: chosen }, replace: true, resetScroll: false })
          }
        />
      </div>
      <Loaded query={tasks} rows={3}>
        {(rows) => (
          <Records
            label="Nhiệm vụ nhân rộng"
            rows={rows}
            keyOf={({ id }) => id}
            columns={columns}
            empty={
              states === undefined
                ? "Chưa có nhiệm vụ nhân rộng nào trong kỳ. Chọn một mô hình đã công bố ở dưới để bắt đầu."
                : "Không có nhiệm vụ nào ở trạng thái đã chọn. Bỏ chọn để xem tất cả."
            }
          />
        )}
      </Loaded>
    </Section>
  );
};

/** Tasks under way, then what there is to learn from. */
export const ReplicationsPage = () => {
  const { period, may } = useSession();
  return (
    <Page title={period ? `Nhân rộng, ${period.title}` : "Nhân rộng"}>
      <Stack gap="lg">
        {may("replication.view") && (
          <NeedsPeriod>
            <Tasks />
          </NeedsPeriod>
        )}
        <Gallery />
      </Stack>
    </Page>
  );
};
