import { ownUnits } from "@kheo/core/rules/rights";
import { stateText } from "@kheo/core/rules/states";
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { usePeriodId, useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { NeedsPeriod } from "../periods/no-period.tsx";
import { Loaded, Page } from "../../../kit/page.tsx";
import { type RecordColumn, Records } from "../../../kit/records.tsx";
import { StateMark } from "../../rules/state-mark.tsx";
import { TickFilter } from "../../../kit/tick-filter.tsx";
import { pointsText } from "../../../kit/words.ts";
import type { ScoringRow } from "./scoring-data.ts";

const markable = ({ state }: ScoringRow): boolean => state === "underAppraisal" || state === "verified";

/** The state of one's own sheet: 0 waits for marks, 1 is begun, 2 is handed in, 3 is not open, 4 is one's own unit's. */
const ownRank = (row: ScoringRow, own: readonly string[]): number => {
  if (own.includes(row.unitId)) return 4;
  if (row.ownHandedInAt !== null) return 2;
  if (!markable(row) || !row.isAssessor) return 3;
  return row.ownVersion === null ? 0 : 1;
};

const ownMarks = [
  <span key="0" className="state state-waiting">
    ◔ Chưa chấm
  </span>,
  <span key="1" className="state state-going">
    ◑ Đang chấm, chưa nộp
  </span>,
  <span key="2" className="state state-good">
    ● Đã nộp
  </span>,
  "—",
  "Không tham gia",
];

const columns: readonly RecordColumn<ScoringRow>[] = [
  {
    title: "Mô hình",
    main: true,
    cell: ({ modelId, title, code }) => (
      <>
        <Link to="/cham-diem/$id" params={{ id: modelId }} className="record">
          {title}
        </Link>
        <span className="under">{code}</span>
      </>
    ),
  },
  { title: "Đơn vị", cell: ({ unitName }) => unitName, main: true },
  { title: "Trạng thái", cell: ({ state }) => <StateMark thing="assessment" state={state} />, main: true },
];
const ownSheet = (own: readonly string[]): RecordColumn<ScoringRow> => ({
  title: "Phiếu của đồng chí",
  cell: (row) => ownMarks[ownRank(row, own)],
  main: true,
});
const outcome: readonly RecordColumn<ScoringRow>[] = [
  { title: "Phiếu đã nộp", number: true, cell: ({ handedIn }) => handedIn },
  {
    title: "Tổng điểm",
    number: true,
    cell: ({ state, total }) => (state === "closed" ? pointsText(total) : "—"),
  },
  { title: "Xếp loại", cell: ({ state, classLabel }) => (state === "closed" ? (classLabel ?? "—") : "—") },
];

const List = () => {
  const periodId = usePeriodId();
  const session = useSession();
  const isMember = session.may("scoring.mark");
  const own = ownUnits(session);
  const { states } = useSearch({ from: "/shell/cham-diem" });
  const navigate = useNavigate();
  const scorings = useQuery(
    trpc.scoring.list.queryOptions({ periodId, limit: 200, ...(states !== undefined && { states }) }),
  );
  return (
    <>
      <TickFilter
        label="Lọc theo trạng thái"
        options={stateText.assessment}
        value={states ?? []}
        onChange={(chosen) => void navigate({ to: "/cham-diem", search: { states: chosen }, replace: true })}
      />
      <Loaded query={scorings}>
        {(rows) => (
          <>
            {isMember && <Text>Mô hình đồng chí chưa chấm được xếp lên đầu.</Text>}
            <Records
              label="Các mô hình và bảng điểm"
              rows={isMember ? rows.toSorted((one, other) => ownRank(one, own) - ownRank(other, own)) : rows}
              keyOf={({ modelId }) => modelId}
              columns={[...columns, ...(isMember ? [ownSheet(own)] : []), ...outcome]}
              empty={
                states === undefined
                  ? "Chưa có mô hình nào để chấm điểm. Bảng điểm được mở khi mô hình được tiếp nhận."
                  : "Không có mô hình nào ở trạng thái đã chọn. Bỏ chọn để xem tất cả."
              }
            />
          </>
        )}
      </Loaded>
    </>
  );
};

/** What there is to score in the period. */
export const ScoringsPage = () => {
  const { period } = useSession();
  return (
    <Page title={period ? `Chấm điểm, ${period.title}` : "Chấm điểm"}>
      <NeedsPeriod>
        <List />
      </NeedsPeriod>
    </Page>
  );
};
