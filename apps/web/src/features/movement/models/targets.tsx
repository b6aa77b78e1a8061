import type { Target } from "@kheo/core/movement/models";
import { numberText } from "@kheo/core/ground/written";
import { type RecordColumn, Records } from "../../../kit/records.tsx";
import { dayText } from "../../../kit/words.ts";

const targetColumns: readonly RecordColumn<Target>[] = [
  { title: "Chỉ tiêu", main: true, cell: ({ name }) => <strong>{name}</strong> },
  { title: "Đơn vị tính", main: true, cell: ({ unit }) => unit },
  { title: "Hiện trạng", main: true, number: true, cell: ({ baseline }) => numberText(baseline) },
  { title: "Mục tiêu", main: true, number: true, cell: ({ goal }) => numberText(goal) },
  { title: "Hạn hoàn thành", main: true, number: true, cell: ({ dueOn }) => dayText(dueOn) },
];

/** The targets of a model. */
export const Targets = ({ targets }: { readonly targets: readonly Target[] }) => (
  <Records
    label="Các chỉ tiêu có số liệu"
    rows={targets}
    keyOf={({ name, unit, goal, dueOn }) => `${name} ${unit} ${goal} ${dueOn}`}
    empty="Chưa có chỉ tiêu nào."
    columns={targetColumns}
  />
);
