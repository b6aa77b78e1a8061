import { clusterKindText } from "@kheo/core/territory/clusters";
import { Button, Stack } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useIsLeft } from "../../../kit/fields/fields-form.tsx";
import { Facts } from "../../../kit/facts.tsx";
import { dayText } from "../../../kit/words.ts";
import type { ListedCluster } from "./cluster-data.ts";
import { MembersForm } from "./members-form.tsx";

/** More members than this are folded away. */
const shownAtOnce = 12;

const countText = (members: ListedCluster["members"]): string => `${members.length.toLocaleString("vi-VN")} đơn vị`;

const Members = ({ members }: Pick<ListedCluster, "members">) => {
  const list = (
    <ul>
      {members.map(({ id, name }) => (
        <li key={id}>
          <Link to="/don-vi/$id" params={{ id }} className="record">
            {name}
          </Link>
        </li>
      ))}
    </ul>
  );
  if (members.length === 0) return "chưa xếp đơn vị nào vào ngày này";
  if (members.length <= shownAtOnce) return <div className="listed">{list}</div>;
  return (
    <details className="listed">
      <summary>Xem {countText(members)}</summary>
      {list}
    </details>
  );
};

type ClusterSheetProps = {
  readonly cluster: ListedCluster;
  readonly mayAssign: boolean;
  readonly assigned: (from: string) => void;
};

/** One cluster or bloc with its members of a day. */
export const ClusterSheet = ({ cluster, mayAssign, assigned }: ClusterSheetProps) => {
  const left = useIsLeft("clusterMembers", cluster.id);
  const [assigning, assign] = useState(left);
  return (
    <Stack component="article" className="sheet" gap="sm" aria-labelledby={`cum-${cluster.id}`}>
      <h2 className="small-heading" id={`cum-${cluster.id}`}>
        {cluster.name}
      </h2>
      <Facts
        facts={[
          { label: "Loại", value: clusterKindText[cluster.kind] },
          {
            label: "Đơn vị lập",
            value: (
              <Link to="/don-vi/$id" params={{ id: cluster.unitId }} className="record">
                {cluster.unitName}
              </Link>
            ),
          },
          { label: "Văn bản thành lập", value: cluster.document ?? "chưa ghi" },
          { label: "Ngày thành lập", value: dayText(cluster.validFrom) },
          {
            label: cluster.members.length === 0 ? "Thành viên" : `Thành viên (${countText(cluster.members)})`,
            value: <Members members={cluster.members} />,
          },
        ]}
      />
      {mayAssign &&
        (assigning ? (
          <MembersForm
            cluster={cluster}
            close={() => {
              assign(false);
            }}
            assigned={(from) => {
              assign(false);
              assigned(from);
            }}
          />
        ) : (
          <Button
            variant="default"
            className="self-start"
            aria-label={`Xếp thành viên: ${cluster.name}`}
            onClick={() => {
              assign(true);
            }}
          >
            Xếp thành viên
          </Button>
        ))}
    </Stack>
  );
};
