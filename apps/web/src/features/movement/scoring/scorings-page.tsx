import { ownSheetText, scoringList } from "@kheo/core/movement/lists";
import type { ListOrder } from "@kheo/core/rules/lists";
import { stateText } from "@kheo/core/rules/states";
import { Text } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { usePeriodId, useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { NeedsPeriod } from "../periods/no-period.tsx";
import { Page } from "../../../kit/page.tsx";
import { TickFilter } from "../../../kit/tick-filter.tsx";
import { ListFilters } from "../../rules/list-filters.tsx";
import { RecordList } from "../../rules/record-list.tsx";

const route = getRouteApi("/shell/cham-diem");

const sheetTones: Partial<Record<keyof typeof ownSheetText, string>> = {
  waiting: "state-waiting",
  begun: "state-going",
  handedIn: "state-good",
};
const sheetShapes = { waiting: "◔", begun: "◑", handedIn: "●", notOpen: "○", missed: "○", ownUnit: "○" } as const;

const OwnSheet = ({ ownSheet }: { readonly ownSheet: keyof typeof ownSheetText }) => (
  <span className={`state ${sheetTones[ownSheet] ?? "state-quiet"}`}>
    <span aria-hidden="true">{sheetShapes[ownSheet]}</span> {ownSheetText[ownSheet]}
  </span>
);

const WaitingFirst = ({ order }: { readonly order: ListOrder }) =>
  order.by === "ownSheet" && !order.descending && <Text>Bảng điểm chờ đồng chí chấm được xếp lên đầu.</Text>;

const List = () => {
  const periodId = usePeriodId();
  const look = route.useSearch();
  const navigate = route.useNavigate();
  const { states } = look;
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
      <RecordList
        description={scoringList}
        file="scoring"
        search={{ ...look, periodId }}
        list={trpc.scoring.list}
        at={(change) => ({ to: "/cham-diem", search: { ...look, ...change } })}
        keyOf={({ id }) => id}
        page={({ id }) => ({ to: "/cham-diem/$id", params: { id } })}
        cells={{ ownSheet: OwnSheet }}
        lead={WaitingFirst}
        empty={
          states === undefined
            ? "Chưa có bảng điểm nào. Bảng điểm được mở khi mô hình được tiếp nhận."
            : "Không có bảng điểm nào ở trạng thái đã chọn. Bỏ chọn để xem tất cả."
        }
      />
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
