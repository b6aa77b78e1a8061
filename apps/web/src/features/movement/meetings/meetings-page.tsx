import { meetingList } from "@kheo/core/movement/lists";
import { Button, Stack, Text } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { usePeriodId, useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { NeedsPeriod } from "../periods/no-period.tsx";
import { Loaded, Page } from "../../../kit/page.tsx";
import { askedBy } from "../../rules/list-search.ts";
import { RecordList } from "../../rules/record-list.tsx";
import { MeetingState } from "./meeting-state.tsx";

const route = getRouteApi("/shell/hop-hoi-dong");

const List = () => {
  const periodId = usePeriodId();
  const look = route.useSearch();
  const asked = askedBy({ ...look, periodId });
  const meetings = useQuery(trpc.meetings.list.queryOptions(asked.page, { placeholderData: keepPreviousData }));
  return (
    <Loaded query={meetings}>
      {(answer) => (
        <Stack gap="md" aria-busy={meetings.isPlaceholderData}>
          <RecordList
            description={meetingList}
            file={{ name: "meetings", asked: asked.whole }}
            answer={answer}
            look={look}
            at={(change) => ({ to: "/hop-hoi-dong", search: { ...look, ...change } })}
            keyOf={({ id }) => id}
            page={({ id }) => ({ to: "/hop-hoi-dong/$id", params: { id } })}
            cells={{ progress: MeetingState }}
            empty="Chưa có phiên họp nào trong kỳ. Phiên họp được triệu tập khi có mô hình đã đóng chấm điểm và đạt mức công nhận."
          />
        </Stack>
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
