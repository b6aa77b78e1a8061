import { Link } from "@tanstack/react-router";
import { type RecordColumn, Records } from "../../../kit/records.tsx";
import { Section } from "../../../kit/section.tsx";
import { StateMark } from "../../rules/state-mark.tsx";
import type { Dossier } from "./model-data.ts";

const columnsOf = (currentId: string): readonly RecordColumn<Dossier["lineage"][number]>[] => [
  { title: "Kỳ", main: true, cell: ({ periodTitle }) => periodTitle },
  {
    title: "Tên mô hình",
    main: true,
    cell: ({ id, title }) =>
      id === currentId ? (
        <strong>{title} (đang xem)</strong>
      ) : (
        <Link to="/mo-hinh/$id" params={{ id }} className="record">
          {title}
        </Link>
      ),
  },
  { title: "Đơn vị", main: true, cell: ({ unitName }) => unitName },
  { title: "Số", cell: ({ code }) => code },
  { title: "Trạng thái", main: true, cell: ({ state }) => <StateMark thing="model" state={state} /> },
];

/** The same model through the years, across renamings and mergers of its unit. */
export const ModelLineage = ({ lineage, currentId }: Pick<Dossier, "lineage"> & { readonly currentId: string }) =>
  lineage.length > 1 && (
    <Section title="Mô hình qua các kỳ">
      <Records
        label="Mô hình qua các kỳ"
        rows={lineage}
        keyOf={({ id }) => id}
        empty=""
        columns={columnsOf(currentId)}
      />
    </Section>
  );
