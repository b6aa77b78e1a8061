import { instantText } from "@kheo/core/ground/days";
import type { AppRouter } from "@kheo/api/index";
import type { inferRouterOutputs } from "@trpc/server";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { trpc } from "../../../lib/trpc.ts";
import { Loaded } from "../../../kit/page.tsx";
import { type RecordColumn, Records } from "../../../kit/records.tsx";
import { Section } from "../../../kit/section.tsx";
import { dayText } from "../../../kit/words.ts";

type Snapshot = inferRouterOutputs<AppRouter>["reports"]["snapshots"][number];

const columnsFor = (unitId: string): readonly RecordColumn<Snapshot>[] => [
  {
    title: "Bản",
    main: true,
    cell: ({ id, version }) => (
      <Link to="/bao-cao" search={{ unitId, snapshotId: id }} className="record">
        Bản chốt số {version}
      </Link>
    ),
  },
  { title: "Số liệu đến ngày", cell: ({ cutoff }) => dayText(cutoff), main: true },
  { title: "Chốt lúc", cell: ({ createdAt }) => instantText(createdAt), main: true },
  { title: "Người chốt", cell: ({ createdBy }) => createdBy ?? "—" },
  { title: "Mã kiểm tra", cell: ({ hash }) => <code title={hash}>{hash.slice(0, 12)}</code> },
];

type VersionsProps = { readonly unitId: string; readonly periodId: string };

/** The versions that were kept; a kept version never changes. */
export const Versions = ({ unitId, periodId }: VersionsProps) => {
  const versions = useQuery(trpc.reports.snapshots.queryOptions({ id: unitId, data: { periodId } }));
  return (
    <Section title="Các bản đã chốt" lead="Bản chốt giữ nguyên số liệu như lúc chốt, dù sau đó có thay đổi.">
      <Loaded query={versions} rows={2}>
        {(rows) => (
          <Records
            label="Các bản đã chốt"
            rows={rows}
            keyOf={({ id }) => id}
            columns={columnsFor(unitId)}
            empty="Chưa chốt bản nào."
          />
        )}
      </Loaded>
    </Section>
  );
};
