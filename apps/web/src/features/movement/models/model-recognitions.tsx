import { levelText } from "@kheo/core/movement/recognition";
import { Link } from "@tanstack/react-router";
import { type RecordColumn, Records } from "../../../kit/records.tsx";
import { Section } from "../../../kit/section.tsx";
import { StateMark } from "../../rules/state-mark.tsx";
import { dayText } from "../../../kit/words.ts";
import type { Dossier } from "./model-data.ts";

const columns: readonly RecordColumn<Dossier["recognitions"][number]>[] = [
  {
    title: "Cấp",
    main: true,
    cell: ({ id, level }) => (
      <Link to="/cong-nhan/$id" params={{ id }} className="record">
        {levelText[level]}
      </Link>
    ),
  },
  { title: "Quyết định", main: true, cell: ({ number }) => number ?? "Chưa có" },
  { title: "Ngày ký", main: true, number: true, cell: ({ signedOn }) => dayText(signedOn) },
  { title: "Trạng thái", main: true, cell: ({ state }) => <StateMark thing="recognition" state={state} /> },
];

/** The recognitions of a model, each a link to its page. */
export const ModelRecognitions = ({ recognitions }: Pick<Dossier, "recognitions">) =>
  recognitions.length > 0 && (
    <Section title="Công nhận">
      <Records label="Công nhận của mô hình" rows={recognitions} keyOf={({ id }) => id} empty="" columns={columns} />
    </Section>
  );
