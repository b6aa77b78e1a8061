import { levelText } from "@kheo/core/movement/recognition";
import { stateText } from "@kheo/core/rules/states";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { usePeriodId, useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { NeedsPeriod } from "../periods/no-period.tsx";
import { Loaded, Page } from "../../../kit/page.tsx";
import { type RecordColumn, Records } from "../../../kit/records.tsx";
import { StateMark } from "../../rules/state-mark.tsx";
import { TickFilter } from "../../../kit/tick-filter.tsx";
import { UnitsOn } from "../../territory/units/units-on.tsx";
import { dayText, pointsText } from "../../../kit/words.ts";
import type { RecognitionRow } from "./recognition-data.ts";
import { voteText } from "./vote-text.ts";

const columns: readonly RecordColumn<RecognitionRow>[] = [
  {
    title: "Mô hình",
    main: true,
    cell: ({ id, title, code }) => (
      <>
        <Link to="/cong-nhan/$id" params={{ id }} className="record">
          {title}
        </Link>
        <span className="under">{code}</span>
      </>
    ),
  },
  { title: "Đơn vị", cell: ({ unitName }) => unitName, main: true },
  { title: "Trạng thái", cell: ({ state }) => <StateMark thing="recognition" state={state} />, main: true },
  { title: "Cấp", cell: ({ level }) => levelText[level] },
  { title: "Điểm", number: true, cell: ({ total }) => pointsText(total) },
  { title: "Biểu quyết", cell: voteText },
  {
    title: "Quyết định",
    cell: ({ number, signedOn }) => (number === null ? "—" : `${number} ngày ${dayText(signedOn)}`),
  },
];

const List = () => {
  const periodId = usePeriodId();
  const { states, unitsOn } = useSearch({ from: "/shell/cong-nhan" });
  const navigate = useNavigate();
  const recognitions = useQuery(
    trpc.recognition.list.queryOptions({
      periodId,
      ...(states !== undefined && { states }),
      ...(unitsOn !== undefined && { unitsOn }),
    }),
  );
  return (
    <>
      <TickFilter
        label="Lọc theo trạng thái"
        options={stateText.recognition}
        value={states ?? []}
        onChange={(chosen) => void navigate({ to: "/cong-nhan", search: { states: chosen, unitsOn }, replace: true })}
      />
      <div className="units-on">
        <UnitsOn
          day={unitsOn}
          choose={(chosen) =>
            void navigate({ to: "/cong-nhan", search: { states, unitsOn: chosen }, replace: true, resetScroll: false })
          }
        />
      </div>
      <Loaded query={recognitions}>
        {(rows) => (
          <Records
            label="Hồ sơ công nhận"
            rows={rows}
            keyOf={({ id }) => id}
            columns={columns}
            empty={
              states === undefined
                ? "Chưa có mô hình nào được đề nghị công nhận. Hồ sơ được lập khi hội đồng biểu quyết đạt tỷ lệ."
                : "Không có hồ sơ nào ở trạng thái đã chọn. Bỏ chọn để xem tất cả."
            }
          />
        )}
      </Loaded>
    </>
  );
};

/** The recognitions of the period, those that wait for somebody first. */
export const RecognitionsPage = () => {
  const { period } = useSession();
  return (
    <Page title={period ? `Công nhận, ${period.title}` : "Công nhận"}>
      <NeedsPeriod>
        <List />
      </NeedsPeriod>
    </Page>
  );
};
