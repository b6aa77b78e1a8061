import { clusterKinds, clusterKindText } from "@kheo/core/territory/clusters";
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { trpc } from "../../../lib/trpc.ts";
import { Failure } from "../../../kit/page.tsx";

/** In which cluster and bloc a unit is today. */
export const UnitClusters = ({ id }: { readonly id: string }) => {
  const clusters = useQuery(trpc.clusters.list.queryOptions({ memberId: id }));
  if (!clusters.data) return <Failure error={clusters.error} />;
  return (
    <Text>
      {clusterKinds.map((kind) => {
        const found = clusters.data.rows.find((cluster) => cluster.kind === kind);
        return (
          <span key={kind}>
            {clusterKindText[kind]}:{" "}
            {found ? (
              <Link to="/cum-khoi" search={{ tim: found.name }} className="record">
                {found.name}
              </Link>
            ) : (
              "chưa xếp"
            )}
            .{" "}
          </span>
        );
      })}
    </Text>
  );
};
