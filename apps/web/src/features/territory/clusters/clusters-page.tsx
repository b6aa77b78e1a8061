import { type ClusterKind, clusterKinds, clusterKindText } from "@kheo/core/territory/clusters";
import { fold } from "@kheo/core/ground/text";
import { Button, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { isDay } from "@kheo/core/ground/written";
import { useIsLeft } from "../../../kit/fields/fields-form.tsx";
import { useUnits } from "../units/use-units.ts";
import { AdministrationLinks } from "../../rules/administration-links.tsx";
import { DayInput } from "../../../kit/day-input.tsx";
import { Empty, Loaded, Page } from "../../../kit/page.tsx";
import { Section } from "../../../kit/section.tsx";
import { useReach } from "../units/use-reach.ts";
import { dayText } from "../../../kit/words.ts";
import type { ListedCluster } from "./cluster-data.ts";
import { ClusterSheet } from "./cluster-sheet.tsx";
import { FoundClusterForm } from "./found-cluster-form.tsx";

const route = getRouteApi("/shell/cum-khoi");

/** Goes to the page as of a day; today has no day in its address. */
const useDay = () => {
  const { today } = useSession();
  const navigate = route.useNavigate();
  return (day: string) => {
    if (!isDay(day)) return;
    const ngay = day === today ? undefined : day;
    void navigate({ search: (before) => ({ ...before, ngay }), replace: true });
  };
};

const Filters = () => {
  const { ngay, tim = "" } = route.useSearch();
  const { today } = useSession();
  const navigate = route.useNavigate();
  const goTo = useDay();
  const [words, setWords] = useState(tim);
  const shown = ngay ?? today;
  const [day, setDay] = useState(shown);
  const [seen, see] = useState(shown);
  // The page may go to another day by itself, to show what has just been assigned.
  if (seen !== shown) {
    see(shown);
    setDay(shown);
  }
  const search = useDebouncedCallback((typed: string) => {
    void navigate({ search: (before) => ({ ...before, tim: typed === "" ? undefined : typed }), replace: true });
  }, 300);
  return (
    <search className="sheet" aria-label="Tìm cụm, khối thi đua">
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput
          type="search"
          label="Tìm theo tên cụm, khối hoặc đơn vị thành viên"
          description="Có dấu hoặc không dấu. Ví dụ: tra cau"
          inputWrapperOrder={["label", "input", "description", "error"]}
          maxLength={200}
          value={words}
          onChange={(event) => {
            setWords(event.currentTarget.value);
            search(event.currentTarget.value.trim());
          }}
        />
        <DayInput
          label="Thành viên vào ngày"
          description="Ví dụ: 31/12/2025 để xem thành viên cuối năm 2025"
          value={day}
          onChange={(chosen) => {
            setDay(chosen);
            goTo(chosen);
          }}
        />
      </SimpleGrid>
    </search>
  );
};

const countOf = (clusters: readonly ListedCluster[], kind: ClusterKind): number =>
  clusters.filter((cluster) => cluster.kind === kind).length;

const summaryOf = (clusters: readonly ListedCluster[], day: string): string =>
  `${countOf(clusters, "cluster").toLocaleString("vi-VN")} cụm, ${countOf(clusters, "bloc").toLocaleString("vi-VN")} khối có hiệu lực ngày ${dayText(day)}.`;

const ofKind: Readonly<Record<ClusterKind, string>> = {
  cluster: "Các đơn vị cùng khu vực, xếp hạng trong cụm.",
  bloc: "Các cơ quan, đơn vị cùng loại, xếp hạng trong khối.",
};

const Clusters = ({ clusters, words }: { readonly clusters: readonly ListedCluster[]; readonly words: string }) => {
  const goTo = useDay();
  const tree = useUnits().data;
  const assigns = useReach("cluster.assign");
  const folded = fold(words);
  const found = clusters.filter(({ name, members }) =>
    [name, ...members.map((member) => member.name)].some((text) => fold(text).includes(folded)),
  );
  if (found.length === 0) return <Empty>{`Không có cụm, khối nào có tên hoặc thành viên khớp “${words}”.`}</Empty>;
  return clusterKinds.map((kind) => {
    const these = found.filter((cluster) => cluster.kind === kind);
    return (
      these.length > 0 && (
        <Section key={kind} title={`${clusterKindText[kind]} (${these.length})`} lead={ofKind[kind]}>
          <Stack gap="xl">
            {these.map((cluster) => {
              const founder = tree?.byId.get(cluster.unitId);
              return (
                <ClusterSheet
                  key={cluster.id}
                  cluster={cluster}
                  mayAssign={tree !== undefined && founder !== undefined && assigns(founder, tree)}
                  assigned={goTo}
                />
              );
            })}
          </Stack>
        </Section>
      )
    );
  });
};

/** The clusters and blocs of emulation with their members on a day. */
export const ClustersPage = () => {
  const { ngay, tim = "" } = route.useSearch();
  const { may, today } = useSession();
  const goTo = useDay();
  const left = useIsLeft("cluster");
  const [founding, found] = useState(left && may("cluster.found"));
  const day = ngay ?? today;
  const clusters = useQuery(trpc.clusters.list.queryOptions({ day }));
  return (
    <Page
      title="Cụm, khối thi đua"
      summary={clusters.data ? summaryOf(clusters.data, day) : clusters.isPending && "Đang tải danh sách cụm, khối."}
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
        <Loaded query={clusters}>
          {(rows) =>
            rows.length === 0 ? (
              <Empty>{`Chưa có cụm, khối thi đua nào có hiệu lực vào ngày ${dayText(day)}.`}</Empty>
            ) : (
              <Clusters clusters={rows} words={tim} />
            )
          }
        </Loaded>
        {ngay !== undefined && (
          <Text>
            <Link to="/cum-khoi" search={(before) => ({ ...before, ngay: undefined })}>
              Xem thành viên hôm nay
            </Link>
          </Text>
        )}
      </Stack>
    </Page>
  );
};
