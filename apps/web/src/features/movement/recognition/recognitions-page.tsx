import { recognitionList } from "@kheo/core/movement/lists";
import { stateText } from "@kheo/core/rules/states";
import { getRouteApi } from "@tanstack/react-router";
import { usePeriodId, useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { NeedsPeriod } from "../periods/no-period.tsx";
import { Page } from "../../../kit/page.tsx";
import { RecordList } from "../../rules/record-list.tsx";
import { voteText } from "./vote-text.ts";
import { StateAndUnitsFilter } from "../state-and-units-filter.tsx";

const route = getRouteApi("/shell/cong-nhan");

const List = () => {
  const periodId = usePeriodId();
  const look = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <>
      <StateAndUnitsFilter
        label="Lọc hồ sơ công nhận"
        options={stateText.recognition}
        states={look.states}
        unitsOn={look.unitsOn}
        clear={{ to: "/cong-nhan", search: { by: look.by, descending: look.descending } }}
        narrow={(part) =>
          void navigate({ search: { ...look, ...part, page: undefined }, replace: true, resetScroll: false })
        }
      />
      <RecordList
        description={recognitionList}
        file="recognition"
        search={{ ...look, periodId }}
        list={trpc.recognition.list}
        at={(change) => ({ to: "/cong-nhan", search: { ...look, ...change } })}
        keyOf={({ id }) => id}
        page={({ id }) => ({ to: "/cong-nhan/$id", params: { id } })}
        cells={{ agree: voteText }}
        empty={
          look.states === undefined
            ? "Chưa có mô hình nào được đề nghị công nhận. Hồ sơ được lập khi hội đồng biểu quyết đạt tỷ lệ."
            : "Không có hồ sơ nào ở trạng thái đã chọn. Bỏ chọn để xem tất cả."
        }
      />
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
