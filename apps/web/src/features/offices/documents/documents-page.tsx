import { documentList } from "@kheo/core/offices/documents";
import { Button, Group, Stack } from "@mantine/core";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Empty, Page } from "../../../kit/page.tsx";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { RecordList } from "../../rules/record-list.tsx";
import { DocumentFilters } from "./document-filters.tsx";

const route = getRouteApi("/shell/van-ban");

const Actions = () => (
  <Group gap="sm">
    <Button variant="default" renderRoot={(props) => <Link to="/van-ban/ghi-den" {...props} />}>
      Ghi văn bản đến
    </Button>
    <Button renderRoot={(props) => <Link to="/van-ban/giu-so" {...props} />}>Giữ số</Button>
  </Group>
);

const Book = () => {
  const look = route.useSearch();
  const { states, type, origin, year, search } = look;
  const isWhole = [states, type, origin, year, search].every((part) => part === undefined);
  return (
    <Stack gap="lg">
      <DocumentFilters />
      <RecordList
        description={documentList}
        file="documents"
        search={look}
        list={trpc.documents.list}
        at={(change) => ({ to: "/van-ban", search: { ...look, ...change } })}
        keyOf={({ id }) => id}
        page={({ id }) => ({ to: "/van-ban/$id", params: { id } })}
        empty={
          isWhole
            ? "Sổ chưa có văn bản nào. Bấm “Giữ số” để lấy số cho văn bản sắp ban hành, hoặc “Ghi văn bản đến” để vào sổ văn bản của cơ quan khác."
            : "Không có văn bản nào khớp với điều kiện đang chọn."
        }
      />
    </Stack>
  );
};

/** The book of documents: numbers taken, issued and cancelled, and what other bodies have sent. */
export const DocumentsPage = () => {
  const { may } = useSession();
  return (
    <Page
      title="Sổ văn bản"
      summary="Văn bản đi với số đã cấp, kể cả số đã hủy, và văn bản đến của cơ quan khác."
      action={may("document.reserve") && <Actions />}
    >
      {may("document.view") ? <Book /> : <Empty>Chức vụ của đồng chí không có quyền xem sổ văn bản.</Empty>}
    </Page>
  );
};
