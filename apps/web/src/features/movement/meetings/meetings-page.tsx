import { meetingList } from "@kheo/core/movement/lists";
import { Button, Text } from "@mantine/core";
import { getRouteApi, Link } from "@tanstack/react-router";
import { usePeriodId, useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { NeedsPeriod } from "../periods/no-period.tsx";
import { Page } from "../../../kit/page.tsx";
import { RecordList } from "../../rules/record-list.tsx";
import { MeetingState } from "./meeting-state.tsx";

const route = getRouteApi("/shell/hop-hoi-dong");

const List = () => {
  const periodId = usePeriodId();
  const look = route.useSearch();
  return (
    <RecordList
      description={meetingList}
      file="meetings"
      search={{ ...look, periodId }}
      list={trpc.meetings.list}
      at={(change) => ({ to: "/hop-hoi-dong", search: { ...look, ...change } })}
      keyOf={({ id }) => id}
      page={({ id }) => ({ to: "/hop-hoi-dong/$id", params: { id } })}
      cells={{ progress: MeetingState }}
      empty="Chưa có phiên họp nào trong kỳ. Phiên họp được triệu tập khi có mô hình đã đóng chấm điểm và đạt mức công nhận."
    />
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
