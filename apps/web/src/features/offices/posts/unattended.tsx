import { lowerFirst } from "@kheo/core/ground/sentences";
import { roleText } from "@kheo/core/rules/policy";
import { Alert } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { trpc } from "../../../lib/trpc.ts";

/** Units that have work open and nobody to do it; nothing is drawn where there are none. */
export const Unattended = ({ unitId }: { readonly unitId: string }) => {
  const { data } = useQuery(trpc.posts.unattended.queryOptions({ id: unitId, data: {} }));
  if (!data || data.length === 0) return null;
  return (
    <Alert color="red" variant="light" title={`${data.length} đơn vị còn việc mà chưa có người phụ trách`}>
      <ul>
        {data.map((row) => (
          <li key={`${row.unitId} ${row.role}`}>
            <Link to="/don-vi/$id" params={{ id: row.unitId }}>
              {row.unitName}
            </Link>
            : chưa có {lowerFirst(roleText[row.role])}, còn {row.openWork} việc.
          </li>
        ))}
      </ul>
    </Alert>
  );
};
