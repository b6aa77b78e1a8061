import { clusterKindText } from "@kheo/core/territory/clusters";
import { clusterList } from "@kheo/core/territory/unit-list";
import { Button, Stack, Text } from "@mantine/core";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { useIsLeft } from "../../../kit/fields/fields-form.tsx";
import { ChoiceFilter } from "../../../kit/choice-filter.tsx";
import { DayBox } from "../../../kit/day-box.tsx";
import { Page } from "../../../kit/page.tsx";
import { SearchBox } from "../../../kit/search-box.tsx";
import { dayText } from "../../../kit/words.ts";
import { AdministrationLinks } from "../../rules/administration-links.tsx";
import { ListFilters } from "../../rules/list-filters.tsx";
import { RecordList } from "../../rules/record-list.tsx";
import { useReach } from "../units/use-reach.ts";
import { useUnits } from "../units/use-units.ts";
import type { ListedCluster } from "./cluster-data.ts";
import { ClusterSheet } from "./cluster-sheet.tsx";
import { FoundClusterForm } from "./found-cluster-form.tsx";

const route = getRouteApi("/shell/cum-khoi");

const useNarrow = () => {
  const navigate = route.useNavigate();
  return (part: Partial<ReturnType<typeof route.useSearch>>) => {
    void navigate({
      search: (before) => ({ ...before, ...part, page: undefined }),
      replace: true,
      resetScroll: false,
    });
  };
};

/** Goes to the page as of a day; today has no day in its address. */
const useDay = () => {
  const { today } = useSession();
  const narrow = useNarrow();
  return (day: string) => {
    narrow({ ngay: day === today ? undefined : day });
  };
};

const Filters = () => {
  const { ngay, loai, tim, by, descending } = route.useSearch();
  const { today } = useSession();
  const narrow = useNarrow();
  const goTo = useDay();
  return (
    <ListFilters
      label="Tìm cụm, khối thi đua"
      narrowedBy={[tim, loai].filter((value) => value !== undefined).length}
      clear={{ to: "/cum-khoi", search: { ngay, by, descending } }}
      search={
        <SearchBox
          label="Tìm theo tên cụm, khối hoặc đơn vị thành viên"
          description="Có dấu hoặc không dấu. Ví dụ: tra cau"
          value={tim ?? ""}
          search={(words) => {
            narrow({ tim: words === "" ? undefined : words });
          }}
        />
      }
    >
      <ChoiceFilter
        label="Cụm hay khối"
        description="Cụm xếp hạng các đơn vị cùng khu vực, khối xếp hạng các đơn vị cùng loại"
        words={clusterKindText}
        value={loai}
        choose={(kind) => {
          narrow({ loai: kind });
        }}
      />
      <DayBox
        label="Thành viên vào ngày"
        description="Ví dụ: 31/12/2025 để xem thành viên cuối năm 2025"
        value={ngay ?? today}
        choose={goTo}
      />
    </ListFilters>
  );
};

const Sheet = (cluster: ListedCluster) => {
  const goTo = useDay();
  const tree = useUnits().data;
  const assigns = useReach("cluster.assign");
  const founder = tree?.byId.get(cluster.unitId);
  return (
    <ClusterSheet
      cluster={cluster}
      mayAssign={tree !== undefined && founder !== undefined && assigns(founder, tree)}
      assigned={goTo}
    />
  );
};

/** The clusters and blocs of emulation with their members on a day. */
export const ClustersPage = () => {
  const look = route.useSearch();
  const { ngay, loai, tim, by, descending, page } = look;
  const { may, today } = useSession();
  const goTo = useDay();
  const left = useIsLeft("cluster");
  const [founding, found] = useState(left && may("cluster.found"));
  const day = ngay ?? today;
  return (
    <Page
      title="Cụm, khối thi đua"
      summary={`Có hiệu lực ngày ${dayText(day)}.`}
      action={
        may("cluster.found") &&
        !founding && (
          <Button
            onClick={() => {
              found(true);
            }}
          >
            Lập cụm, khối
          </Button>
        )
      }
    >
      <Stack gap="lg">
        {may("person.view") && <AdministrationLinks />}
        {founding && (
          <FoundClusterForm
            close={() => {
              found(false);
            }}
            founded={(validFrom) => {
              found(false);
              if (validFrom > day) goTo(validFrom);
            }}
          />
        )}
        <Filters />
        <RecordList
          description={clusterList}
          file="clusters"
          search={{ by, descending, page, day, kind: loai, search: tim }}
          list={trpc.clusters.list}
          at={(change) => ({ to: "/cum-khoi", search: { ...look, ...change } })}
          keyOf={({ id }) => id}
          cards={{ card: Sheet, beside: 1 }}
          empty={
            tim === undefined && loai === undefined
              ? `Chưa có cụm, khối thi đua nào có hiệu lực vào ngày ${dayText(day)}.`
              : "Không có cụm, khối nào khớp với điều kiện đang chọn."
          }
        />
        {ngay !== undefined && (
          <Text>
            <Link to="/cum-khoi" search={{ ...look, ngay: undefined, page: undefined }}>
              Xem thành viên hôm nay
            </Link>
          </Text>
        )}
      </Stack>
    </Page>
  );
};
