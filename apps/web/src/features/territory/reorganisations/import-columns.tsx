import { type ColumnChoices, columnText, letterOf } from "@kheo/core/territory/lists/chosen-columns";
import { columns } from "@kheo/core/territory/lists/columns";
import type { UnitListColumn } from "@kheo/core/territory/lists/unit-list";
import { Button, NativeSelect } from "@mantine/core";
import { type RecordColumn, Records } from "../../../kit/records.tsx";
import { Section } from "../../../kit/section.tsx";
import { saidOtherwise } from "./unit-list-file.ts";

type ImportColumnsProps = {
  readonly columns: readonly UnitListColumn[];
  /** What is said and not read yet. */
  readonly said: ColumnChoices;
  readonly say: (position: number, is: ColumnChoices[string]) => void;
  readonly readAgain: () => void;
};

const choices = [
  { value: "unread", label: "Không đọc cột này" },
  ...columns.map((column) => ({ value: column, label: columnText[column] })),
];

const nameOf = ({ position, title }: UnitListColumn): string =>
  `Cột ${letterOf(position)}${title === "" ? "" : `, “${title}”`}`;

const columnsOf = ({ said, say }: ImportColumnsProps): readonly RecordColumn<UnitListColumn>[] => [
  { title: "Cột của tệp", main: true, cell: nameOf },
  { title: "Ví dụ", main: true, cell: ({ example }) => example || "—" },
  {
    title: "Được hiểu là",
    main: true,
    wide: true,
    cell: (column) => (
      <NativeSelect
        aria-label={`${nameOf(column)}: được hiểu là`}
        value={said[column.position] ?? column.is ?? "unread"}
        data={choices}
        onChange={(event) => {
          say(column.position, event.currentTarget.value as ColumnChoices[string]);
        }}
      />
    ),
  },
];

/** What each column was taken for, and the way to say otherwise. */
export const ImportColumns = (around: ImportColumnsProps) => {
  const changed = saidOtherwise(around.columns, around.said);
  return (
    <Section
      title="Các cột của tệp"
      lead="Nếu có cột được hiểu sai, hãy chọn lại rồi đọc lại tệp. Lựa chọn cho từng dòng sẽ được hỏi lại."
    >
      <Records
        label="Các cột của tệp"
        rows={around.columns}
        keyOf={({ position }) => String(position)}
        empty="Tệp không có cột nào."
        columns={columnsOf(around)}
      />
      {changed.length > 0 && (
        <Button className="self-start" onClick={around.readAgain}>
          Đọc lại với {changed.length.toLocaleString("vi-VN")} cột đã chọn lại
        </Button>
      )}
    </Section>
  );
};
