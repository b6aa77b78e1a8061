import { reorganisationList } from "@kheo/core/territory/reorganisation-list";
import { reorganisationStateText } from "@kheo/core/territory/reorganisations";
import { Button, Group, Stack, Text } from "@mantine/core";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { Empty, Page } from "../../../kit/page.tsx";
import { StateFilter } from "../../rules/state-filter.tsx";
import { RecordList } from "../../rules/record-list.tsx";
import { ReorganisationMark } from "./reorganisation-mark.tsx";

const route = getRouteApi("/shell/sap-xep");

const Actions = () => (
  <Group gap="sm">
    <Button variant="default" renderRoot={(props) => <Link to="/sap-xep/nhap" {...props} />}>
      Nhập từ Excel hoặc CSV
    </Button>
    <Button renderRoot={(props) => <Link to="/sap-xep/moi" {...props} />}>Lập phương án</Button>
  </Group>
);

const Planned = ({ planned }: { readonly planned: number }) => (
  <Text>{planned.toLocaleString("vi-VN")} phương án đang lập.</Text>
);

/** The reorganisations within reach, the newest day first. */
export const ReorganisationsPage = () => {
  const { may } = useSession();
  const sees = may("reorganisation.view");
  const look = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Stack gap="lg">
      <Text size="sm">
        <Link to="/don-vi">Tất cả đơn vị</Link>
      </Text>
      <Page title="Phương án sắp xếp đơn vị" action={may("reorganisation.plan") && <Actions />}>
        {sees && (
          <StateFilter
            label="Lọc phương án sắp xếp"
            options={reorganisationStateText}
            states={look.states}
            clear={{ to: "/sap-xep", search: { by: look.by, descending: look.descending } }}
            narrow={(part) =>
              void navigate({ search: { ...look, ...part, page: undefined }, replace: true, resetScroll: false })
            }
          />
        )}
        {sees ? (
          <RecordList
            description={reorganisationList}
            file="reorganisations"
            search={look}
            list={trpc.reorganisations.list}
            at={(change) => ({ to: "/sap-xep", search: { ...look, ...change } })}
            keyOf={({ id }) => id}
            page={({ id }) => ({ to: "/sap-xep/$id", params: { id } })}
            cells={{ state: ReorganisationMark }}
            lead={Planned}
            empty="Chưa có phương án sắp xếp nào trong phạm vi của đồng chí."
          />
        ) : (
          <Empty>Chức vụ của đồng chí không có quyền xem trang này.</Empty>
        )}
      </Page>
    </Stack>
  );
};
