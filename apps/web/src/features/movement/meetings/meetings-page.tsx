import { ballotKindText } from "@kheo/core/offices/bodies";
import { Button, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { usePeriodId, useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { NeedsPeriod } from "../periods/no-period.tsx";
import { Loaded, Page } from "../../../kit/page.tsx";
import { type RecordColumn, Records } from "../../../kit/records.tsx";
import { dayText } from "../../../kit/words.ts";
import type { MeetingRow } from "./meeting-data.ts";
import { MeetingState } from "./meeting-state.tsx";

const columns: readonly RecordColumn<MeetingRow>[] = [
  {
    title: "Phiên họp",
    main: true,
    cell: ({ id, title, bodyName }) => (
      <>
        <Link to="/hop-hoi-dong/$id" params={{ id }} className="record">
          {title}
        </Link>
        <span className="under">{bodyName}</span>
      </>
    ),
  },
  { title: "Ngày họp", cell: ({ heldOn }) => dayText(heldOn), main: true },
  { title: "Trạng thái", cell: (row) => <MeetingState {...row} />, main: true },
  { title: "Hình thức", cell: ({ ballotKind }) => ballotKindText[ballotKind] },
  { title: "Số mô hình", number: true, cell: ({ items }) => items },
];

const List = () => {
  const periodId = usePeriodId();
  const meetings = useQuery(trpc.meetings.list.queryOptions({ periodId }));
  return (
    <Loaded query={meetings}>
      {(rows) => (
        <Records
          label="Các phiên họp hội đồng"
          rows={rows}
          keyOf={({ id }) => id}
          columns={columns}
          empty="Chưa có phiên họp nào trong kỳ. Phiên họp được triệu tập khi có mô hình đã đóng chấm điểm và đạt mức công nhận."
        />
      )}
    </Loaded>
  );
};

/** The meetings of the councils within reach. */
export const MeetingsPage = () => {
  const { period, may } = useSession();
  return (
    <Page
      title={period ? `Họp hội đồng, ${period.title}` : "Họp hội đồng"}
      action={
        period &&
        may("meeting.convene") && (
          <Button component={Link} to="/hop-hoi-dong/moi">
            Triệu tập phiên họp
          </Button>
        )
      }
    >
      <Text size="sm">
        <Link to="/quan-tri/hoi-dong">Hội đồng, tổ, ban: thành viên và quy chế biểu quyết</Link>
      </Text>
      <NeedsPeriod>
        <List />
      </NeedsPeriod>
    </Page>
  );
};
