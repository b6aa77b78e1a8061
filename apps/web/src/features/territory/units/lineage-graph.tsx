import { lowerFirst } from "@kheo/core/ground/sentences";
import type { AppRouter } from "@kheo/api/index";
import { unitChangeText } from "@kheo/core/territory/units";
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { inferRouterOutputs } from "@trpc/server";
import { trpc } from "../../../lib/trpc.ts";
import { Empty, Loaded } from "../../../kit/page.tsx";
import { Section } from "../../../kit/section.tsx";
import { dayText } from "../../../kit/words.ts";
import "./lineage-graph.css";

type Lineage = inferRouterOutputs<AppRouter>["units"]["lineage"];
type Edge = Lineage["predecessors"][number];

/** Which end of an edge lies further from the unit that is looked at. */
const ends = {
  predecessors: { near: "toId", far: "fromId", farName: "fromName" },
  successors: { near: "fromId", far: "toId", farName: "toName" },
} as const;
type Way = keyof typeof ends;

const edgeWords = ({ kind, share }: Edge): string =>
  [lowerFirst(unitChangeText[kind]), ...(share === null ? [] : [`${share.toLocaleString("vi-VN")} %`])].join(", ");

type BranchesProps = {
  readonly edges: readonly Edge[];
  readonly way: Way;
  readonly nearId: string;
  readonly step: number;
};

/** The units one change away, each with those beyond it. */
const Branches = ({ edges, way, nearId, step }: BranchesProps) => {
  const { near, far, farName } = ends[way];
  const found = edges.filter((edge) => edge.step === step && edge[near] === nearId);
  if (found.length === 0) return null;
  return (
    <ul>
      {found.map((edge) => (
        <li key={`${edge[far]} ${edge.effectiveOn} ${edge.kind}`}>
          <span className="lineage-edge">{edge.effectiveOn.slice(0, 4)}</span>
          <div className="lineage-unit">
            <Link to="/don-vi/$id" params={{ id: edge[far] }} className="record">
              {edge[farName] || "(chưa ghi tên)"}
            </Link>
            <span className="under">
              {edgeWords(edge)}, {dayText(edge.effectiveOn)}
            </span>
          </div>
          <Branches edges={edges} way={way} nearId={edge[far]} step={step + 1} />
        </li>
      ))}
    </ul>
  );
};

const Side = ({ edges, way, id }: { readonly edges: readonly Edge[]; readonly way: Way; readonly id: string }) => (
  <div className={`lineage-side lineage-${way}`}>
    <Text fw={600}>{way === "predecessors" ? "Đơn vị trước" : "Đơn vị sau"}</Text>
    {edges.length === 0 ? (
      <Text c="warm.7">{way === "predecessors" ? "Không ghi nhận đơn vị trước." : "Không có đơn vị sau."}</Text>
    ) : (
      <Branches edges={edges} way={way} nearId={id} step={1} />
    )}
  </div>
);

const Graph = ({ lineage, id, name }: { readonly lineage: Lineage; readonly id: string; readonly name: string }) =>
  lineage.predecessors.length + lineage.successors.length === 0 ? (
    <Empty>Đơn vị không lập từ đơn vị khác và chưa nhập vào đơn vị nào.</Empty>
  ) : (
    <div className="lineage">
      <Side edges={lineage.predecessors} way="predecessors" id={id} />
      <div className="lineage-self">
        <strong>{name}</strong>
        <span className="under">đơn vị đang xem</span>
      </div>
      <Side edges={lineage.successors} way="successors" id={id} />
    </div>
  );

/** From which units a unit came and which it became, two changes each way: a graph of nested lists, read as lists too. */
export const UnitLineage = ({ id, name }: { readonly id: string; readonly name: string }) => {
  const lineage = useQuery(trpc.units.lineage.queryOptions({ id, data: {} }));
  return (
    <Section title="Trước và sau" lead="Đơn vị hình thành từ đâu và trở thành gì, hai lần thay đổi về mỗi phía.">
      <Loaded query={lineage} rows={2}>
        {(found) => <Graph lineage={found} id={id} name={name} />}
      </Loaded>
    </Section>
  );
};
