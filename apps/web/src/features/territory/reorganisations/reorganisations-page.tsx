import { Button, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { Empty, Loaded, Page } from "../../../kit/page.tsx";
import { type RecordColumn, Records } from "../../../kit/records.tsx";
import { dayText } from "../../../kit/words.ts";
import { ReorganisationMark } from "./reorganisation-mark.tsx";
import type { ReorganisationRow } from "./reorganisation-data.ts";

const columns: readonly RecordColumn<ReorganisationRow>[] = [
  {
    title: "Phương án",
    main: true,
    cell: ({ id, title, unitName }) => (
      <>
        <Link to="/sap-xep/$id" params={{ id }} className="record">
          {title}
        </Link>
        <span className="under">{unitName}</span>
      </>
    ),
  },
  { title: "Trạng thái", main: true, cell: ({ state }) => <ReorganisationMark state={state} /> },
  { title: "Hiệu lực từ", main: true, number: true, cell: ({ effectiveOn }) => dayText(effectiveOn) },
  { title: "Căn cứ", main: true, cell: ({ basis }) => basis },
  { title: "Số thay đổi", main: true, number: true, cell: ({ changes }) => changes.toLocaleString("vi-VN") },
];

const Actions = () => (
  <Group gap="sm">
    <Button variant="default" renderRoot={(props) => <Link to="/sap-xep/nhap" {...props} />}>
      Nhập từ Excel hoặc CSV
    </Button>
    <Button renderRoot={(props) => <Link to="/sap-xep/moi" {...props} />}>Lập phương án</Button>
  </Group>
);

const summaryOf = (rows: readonly ReorganisationRow[]): string => {
  const planned = rows.filter(({ state }) => state === "planned").length;
  return `${rows.length.toLocaleString("vi-VN")} phương án, ${planned.toLocaleString("vi-VN")} đang lập.`;
};

/** The reorganisations within reach, the newest day first. */
export const ReorganisationsPage = () => {
  const { may } = useSession();
  const reorganisations = useQuery(trpc.reorganisations.list.queryOptions({}, { enabled: may("reorganisation.view") }));
  const sees = may("reorganisation.view");
  return (
    <Stack gap="lg">
      <Text size="sm">
        <Link to="/don-vi">Tất cả đơn vị</Link>
      </Text>
      <Page
        title="Phương án sắp xếp đơn vị"
        summary={sees && (reorganisations.data ? summaryOf(reorganisations.data) : "Đang tải các phương án.")}
        action={may("reorganisation.plan") && <Actions />}
      >
        {sees ? (
          <Loaded query={reorganisations}>
            {(rows) => (
              <Records
                label="Phương án sắp xếp đơn vị"
                rows={rows}
                keyOf={({ id }) => id}
                empty="Chưa có phương án sắp xếp nào trong phạm vi của đồng chí."
                columns={columns}
              />
            )}
          </Loaded>
        ) : (
          <Empty>Chức vụ của đồng chí không xem trang này.</Empty>
        )}
      </Page>
    </Stack>
  );
};
