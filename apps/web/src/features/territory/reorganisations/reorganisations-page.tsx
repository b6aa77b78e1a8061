import { reorganisationList } from "@kheo/core/territory/reorganisation-list";
import { reorganisationStateText } from "@kheo/core/territory/reorganisations";
import { Button, Group, Stack, Text } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { Empty, Loaded, Page } from "../../../kit/page.tsx";
import { askedBy } from "../../rules/list-search.ts";
import { ListFilters } from "../../rules/list-filters.tsx";
import { TickFilter } from "../../../kit/tick-filter.tsx";
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

type Count = { readonly total: number; readonly planned: number };

const summaryOf = ({ total, planned }: Count): string =>
  `${total.toLocaleString("vi-VN")} phương án, ${planned.toLocaleString("vi-VN")} đang lập.`;

/** The reorganisations within reach, the newest day first. */
export const ReorganisationsPage = () => {
  const { may } = useSession();
  const sees = may("reorganisation.view");
  const look = route.useSearch();
  const navigate = route.useNavigate();
  const asked = askedBy(look);
  const reorganisations = useQuery(
    trpc.reorganisations.list.queryOptions(asked.page, { enabled: sees, placeholderData: keepPreviousData }),
  );
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
        {sees && (
          <ListFilters
            label="Lọc phương án sắp xếp"
            narrowedBy={look.states?.length ?? 0}
            clear={{ to: "/sap-xep", search: { by: look.by, descending: look.descending } }}
          >
            <TickFilter
              label="Lọc theo trạng thái"
              options={reorganisationStateText}
              value={look.states ?? []}
              onChange={(chosen) =>
                void navigate({
                  search: { ...look, states: chosen, page: undefined },
                  replace: true,
                  resetScroll: false,
                })
              }
            />
          </ListFilters>
        )}
        {sees ? (
          <Loaded query={reorganisations}>
            {(answer) => (
              <RecordList
                description={reorganisationList}
                file={{ name: "reorganisations", asked: asked.whole }}
                answer={answer}
                look={look}
                at={(change) => ({ to: "/sap-xep", search: { ...look, ...change } })}
                keyOf={({ id }) => id}
                page={({ id }) => ({ to: "/sap-xep/$id", params: { id } })}
                cells={{ state: ReorganisationMark }}
                empty="Chưa có phương án sắp xếp nào trong phạm vi của đồng chí."
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
