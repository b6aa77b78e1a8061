import { ownSheetText, scoringList } from "@kheo/core/movement/lists";
import { stateText } from "@kheo/core/rules/states";
import { Stack, Text } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { usePeriodId, useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { NeedsPeriod } from "../periods/no-period.tsx";
import { Loaded, Page } from "../../../kit/page.tsx";
import { TickFilter } from "../../../kit/tick-filter.tsx";
import { askedBy } from "../../rules/list-search.ts";
import { ListFilters } from "../../rules/list-filters.tsx";
import { RecordList } from "../../rules/record-list.tsx";

const route = getRouteApi("/shell/cham-diem");

const sheetTones: Partial<Record<keyof typeof ownSheetText, string>> = {
  waiting: "state-waiting",
  begun: "state-going",
  handedIn: "state-good",
};
const sheetShapes = { waiting: "◔", begun: "◑", handedIn: "●", notOpen: "○", ownUnit: "○" } as const;

const OwnSheet = ({ ownSheet }: { readonly ownSheet: keyof typeof ownSheetText }) => (
  <span className={`state ${sheetTones[ownSheet] ?? "state-quiet"}`}>
    <span aria-hidden="true">{sheetShapes[ownSheet]}</span> {ownSheetText[ownSheet]}
  </span>
);

const List = () => {
  const periodId = usePeriodId();
  const look = route.useSearch();
  const navigate = route.useNavigate();
  const { states } = look;
  const asked = askedBy({ ...look, periodId });
  const scorings = useQuery(trpc.scoring.list.queryOptions(asked.page, { placeholderData: keepPreviousData }));
  return (
    <>
      <ListFilters
        label="Lọc danh sách chấm điểm"
        narrowedBy={states?.length ?? 0}
        clear={{ to: "/cham-diem", search: { ...look, states: undefined, page: undefined } }}
      >
        <TickFilter
          label="Lọc theo trạng thái"
          options={stateText.assessment}
          value={states ?? []}
          onChange={(chosen) =>
            void navigate({ search: { ...look, states: chosen, page: undefined }, replace: true, resetScroll: false })
          }
        />
      </ListFilters>
      <Loaded query={scorings}>
        {(answer) => (
          <Stack gap="md" aria-busy={scorings.isPlaceholderData}>
            {answer.order.by === "ownSheet" && !answer.order.descending && (
              <Text>Bảng điểm chờ đồng chí chấm được xếp lên đầu.</Text>
            )}
            <RecordList
              description={scoringList}
              file={{ name: "scoring", asked: asked.whole }}
              answer={answer}
              look={look}
              at={(change) => ({ to: "/cham-diem", search: { ...look, ...change } })}
              keyOf={({ id }) => id}
              page={({ id }) => ({ to: "/cham-diem/$id", params: { id } })}
              cells={{ ownSheet: OwnSheet }}
              empty={
                states === undefined
                  ? "Chưa có bảng điểm nào. Bảng điểm được mở khi mô hình được tiếp nhận."
                  : "Không có bảng điểm nào ở trạng thái đã chọn. Bỏ chọn để xem tất cả."
              }
            />
          </Stack>
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
