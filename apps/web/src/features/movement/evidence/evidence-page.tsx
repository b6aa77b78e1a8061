import { evidenceList } from "@kheo/core/movement/evidence";
import { getRouteApi } from "@tanstack/react-router";
import { Empty, Page } from "../../../kit/page.tsx";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { RecordList } from "../../rules/record-list.tsx";

const route = getRouteApi("/shell/minh-chung");

/** The files that units keep as evidence, and what each is used for. */
export const EvidencePage = () => {
  const look = route.useSearch();
  const { may } = useSession();
  return (
    <Page title="Kho minh chứng" summary="Ảnh, tài liệu đã đưa lên, và mô hình, tiêu chí mà từng tệp được dùng cho.">
      {may("evidence.view") ? (
        <RecordList
          description={evidenceList}
          file="evidence"
          search={look}
          list={trpc.evidence.list}
          at={(change) => ({ to: "/minh-chung", search: { ...look, ...change } })}
          keyOf={({ id }) => id}
          empty="Chưa có tệp minh chứng nào."
        />
      ) : (
        <Empty>Chức vụ của đồng chí không có quyền xem minh chứng.</Empty>
      )}
    </Page>
  );
};
