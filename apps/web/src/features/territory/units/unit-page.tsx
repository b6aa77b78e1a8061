import { daysBetween } from "@kheo/core/ground/days";
import { type Unit, unitChangeText, unitKindText } from "@kheo/core/territory/units";
import { Button, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { type UnitTree, useUnits } from "./use-units.ts";
import { Empty, Loaded, Page } from "../../../kit/page.tsx";
import { type RecordColumn, Records } from "../../../kit/records.tsx";
import { Section } from "../../../kit/section.tsx";
import { dayText } from "../../../kit/words.ts";
import { useReach } from "./use-reach.ts";
import { UnitClusters } from "../clusters/unit-clusters.tsx";
import { UnitHistory } from "../../rules/events/unit-history.tsx";
import { BeginAssessment } from "../../movement/scoring/begin-assessment.tsx";
import { AddUnitForm } from "./add-unit-form.tsx";
import { UnitLineage } from "./lineage-graph.tsx";
import type { UnitInTime } from "./unit-data.ts";
import { UnitModels } from "./unit-models.tsx";
import { UnitPosts } from "./unit-posts.tsx";
import { UnitProfileSection } from "./unit-profile.tsx";
import { UnitSuperiors } from "./unit-superiors.tsx";

const route = getRouteApi("/shell/don-vi/$id");

type Change = UnitInTime["changes"][number];

const UnitLink = ({ id, name }: { readonly id: string | null; readonly name: string | null }) =>
  id === null || name === null ? (
    <>—</>
  ) : (
    <Link to="/don-vi/$id" params={{ id }} className="record">
      {name}
    </Link>
  );

const changeColumns: readonly RecordColumn<Change>[] = [
  {
    title: "Từ đơn vị",
    main: true,
    cell: ({ fromUnitId, fromName }) => <UnitLink id={fromUnitId} name={fromName} />,
  },
  { title: "Thành đơn vị", main: true, cell: ({ toUnitId, toName }) => <UnitLink id={toUnitId} name={toName} /> },
  { title: "Hình thức", main: true, cell: ({ kind }) => unitChangeText[kind] },
  { title: "Hiệu lực từ", main: true, number: true, cell: ({ effectiveOn }) => dayText(effectiveOn) },
  {
    title: "Căn cứ",
    main: true,
    cell: ({ basis, note }) => (note === null || note === "" ? basis : `${basis} (${note})`),
  },
];

const Changes = ({ changes }: { readonly changes: readonly Change[] }) => (
  <Records
    label="Các lần thay đổi"
    rows={changes}
    keyOf={({ kind, effectiveOn, fromUnitId, toUnitId }) => [kind, effectiveOn, fromUnitId, toUnitId].join(" ")}
    empty="Chưa ghi nhận lần sáp nhập, chia tách hay đổi tên nào."
    columns={changeColumns}
  />
);

/** Cells have nothing below them, and then there is no column of zeros. */
const childColumns = (tree: UnitTree, units: readonly Unit[]): readonly RecordColumn<Unit>[] => [
  { title: "Đơn vị", main: true, cell: (unit) => <UnitLink id={unit.id} name={unit.name} /> },
  { title: "Loại", main: true, cell: ({ kind }) => unitKindText[kind] },
  ...(units.some(({ id }) => tree.childrenOf(id).length > 0)
    ? [
        {
          title: "Đơn vị trực thuộc",
          number: true,
          cell: (unit: Unit) => tree.childrenOf(unit.id).length.toLocaleString("vi-VN"),
        } as const,
      ]
    : []),
];

const Children = ({ id, tree }: { readonly id: string; readonly tree: UnitTree }) => (
  <Records
    label="Đơn vị trực thuộc"
    rows={tree.childrenOf(id)}
    keyOf={(unit) => unit.id}
    empty="Không có đơn vị trực thuộc nào đang có hiệu lực."
    columns={childColumns(tree, tree.childrenOf(id))}
  />
);

const Names = ({ versions }: Pick<UnitInTime, "versions">) => (
  <Records
    label="Tên gọi qua các thời kỳ"
    rows={versions}
    keyOf={({ name, validFrom }) => `${name} ${validFrom}`}
    empty="Chưa ghi nhận tên gọi."
    columns={[
      { title: "Tên", main: true, cell: ({ name }) => name },
      { title: "Loại", main: true, cell: ({ kind }) => unitKindText[kind] },
      { title: "Mã", main: true, cell: ({ code }) => code ?? "chưa có" },
      { title: "Từ ngày", main: true, number: true, cell: ({ validFrom }) => dayText(validFrom) },
      {
        title: "Đến ngày",
        main: true,
        number: true,
        cell: ({ validTo }) => (validTo === null ? "đến nay" : dayText(validTo)),
      },
    ]}
  />
);

const UnitSheets = ({ unit, tree }: { readonly unit: UnitInTime; readonly tree: UnitTree }) => {
  const { may, today } = useSession();
  const manages = useReach("unit.manage");
  const readsLog = useReach("event.view");
  const seesPeopleOf = useReach("person.view");
  const describes = useReach("unit.describe");
  const begins = useReach("scoring.begin");
  const [newest] = unit.versions;
  const now = tree.byId.get(unit.id);
  const administers = now !== undefined && manages(now, tree);
  const above = now ? tree.above(now) : [];
  const seesPeople = now !== undefined && seesPeopleOf(now, tree);
  const logged = now !== undefined && readsLog(now, tree);
  const ended = newest?.validTo !== null && newest?.validTo !== undefined && daysBetween(newest.validTo, today) > 0;
  return (
    <Page
      title={newest?.name ?? "Đơn vị"}
      summary={
        <>
          {newest && unitKindText[newest.kind]}
          {above.map(({ id, name }) => (
            <span key={id}>
              , <UnitLink id={id} name={name} />
            </span>
          ))}
        </>
      }
      action={
        may("model.view") && (
          <Button
            variant="default"
            renderRoot={(props) => <Link to="/mo-hinh" search={{ unitId: unit.id }} {...props} />}
          >
            Xem mô hình của đơn vị
          </Button>
        )
      }
    >
      {ended && <Empty>{`Đơn vị này không còn hoạt động từ sau ngày ${dayText(newest.validTo)}.`}</Empty>}
      {may("model.view") && <UnitModels id={unit.id} />}
      {now !== undefined && begins(now, tree) && <BeginAssessment unitId={unit.id} />}
      <UnitClusters id={unit.id} />
      <UnitProfileSection id={unit.id} mayDescribe={now !== undefined && describes(now, tree)} />
      <UnitLineage id={unit.id} name={newest?.name ?? "Đơn vị"} />
      <Section title="Tên gọi qua các thời kỳ">
        <Names versions={unit.versions} />
      </Section>
      <UnitSuperiors id={unit.id} superiors={unit.superiors} edits={administers} />
      <Section title="Các lần thay đổi" lead="Đơn vị trước và sau, kèm căn cứ.">
        <Changes changes={unit.changes} />
      </Section>
      {seesPeople && <UnitPosts id={unit.id} />}
      {logged && <UnitHistory unitId={unit.id} />}
      <Section title="Đơn vị trực thuộc">
        <Children id={unit.id} tree={tree} />
      </Section>
      {administers && <AddUnitForm parentId={unit.id} parentName={newest?.name ?? ""} />}
    </Page>
  );
};

/** One unit through time: its names, what it came from and became, and what hangs below it. */
export const UnitPage = () => {
  const { id } = route.useParams();
  const unit = useQuery(trpc.units.get.queryOptions({ id, data: {} }));
  const units = useUnits();
  return (
    <Stack gap="lg">
      <Text size="sm">
        <Link to="/don-vi">Tất cả đơn vị</Link>
      </Text>
      <Loaded query={unit}>
        {(found) => <Loaded query={units}>{(tree) => <UnitSheets key={id} unit={found} tree={tree} />}</Loaded>}
      </Loaded>
    </Stack>
  );
};
