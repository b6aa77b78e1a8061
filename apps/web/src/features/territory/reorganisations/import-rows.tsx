import { type UnitListRow, type UnitListRowStatus, unitListRowText } from "@kheo/core/territory/lists/unit-list";
import { Button, NativeSelect, Stack } from "@mantine/core";
import { useState } from "react";
import { Pages } from "../../../kit/pages.tsx";
import { type RecordColumn, Records } from "../../../kit/records.tsx";
import type { ListPreview, RowPicks } from "./unit-list-file.ts";

const size = 50;

const tones: Readonly<Record<UnitListRowStatus, { readonly tone: string; readonly shape: string }>> = {
  create: { tone: "good", shape: "●" },
  change: { tone: "going", shape: "◑" },
  same: { tone: "quiet", shape: "○" },
  ambiguous: { tone: "waiting", shape: "◔" },
  refused: { tone: "bad", shape: "▲" },
  skipped: { tone: "quiet", shape: "○" },
};

const statuses = Object.keys(unitListRowText) as UnitListRowStatus[];

type ImportRowsProps = {
  readonly preview: ListPreview;
  readonly picks: RowPicks;
  readonly pick: (rows: readonly number[], id: string) => void;
};

/** Rows that ask the same of the same units. */
const questionOf = ({ message, choices }: UnitListRow): string =>
  [message, ...choices.map(({ id }) => id)].join("\u0000");

/** The rows that ask the same as one that is answered, and are not yet. */
const openLike = (
  row: UnitListRow,
  { preview, picks }: Pick<ImportRowsProps, "preview" | "picks">,
): readonly number[] =>
  preview.rows
    .filter(({ status, number }) => status === "ambiguous" && (picks[String(number)] ?? "") === "")
    .filter((other) => questionOf(other) === questionOf(row))
    .map(({ number }) => number);

const Choice = ({ row, ...around }: ImportRowsProps & { readonly row: UnitListRow }) => {
  const { number, choices } = row;
  const { picks, pick } = around;
  const picked = picks[String(number)] ?? "";
  const others = picked === "" ? [] : openLike(row, around);
  return (
    <>
      <NativeSelect
        aria-label={`Dòng ${number}: chọn đơn vị`}
        value={picked}
        data={[{ value: "", label: "Chọn đơn vị" }, ...choices.map(({ id, label }) => ({ value: id, label }))]}
        onChange={(event) => {
          pick([number], event.currentTarget.value);
        }}
      />
      {others.length > 0 && (
        <Button
          variant="default"
          className="self-start"
          onClick={() => {
            pick(others, picked);
          }}
        >
          Chọn như vậy cho {others.length.toLocaleString("vi-VN")} dòng hỏi cùng câu này
        </Button>
      )}
    </>
  );
};

const columnsOf = (around: ImportRowsProps): readonly RecordColumn<UnitListRow>[] => [
  { title: "Nội dung", main: true, cell: ({ text }) => text || "(dòng trống)" },
  { title: "Dòng", main: true, number: true, cell: ({ number }) => number.toLocaleString("vi-VN") },
  {
    title: "Kết quả",
    main: true,
    cell: ({ status }) => (
      <span className={`state state-${tones[status].tone}`}>
        <span aria-hidden="true">{tones[status].shape}</span> {unitListRowText[status]}
      </span>
    ),
  },
  {
    title: "Giải thích",
    main: true,
    wide: true,
    cell: (row) => (
      <Stack gap="xs">
        <span>{row.message ?? "—"}</span>
        {row.status === "ambiguous" && row.choices.length > 0 && <Choice row={row} {...around} />}
      </Stack>
    ),
  },
];

/** What became of each row, narrowed to one outcome, a page at a time; a choice for those that could mean several. */
export const ImportRows = (around: ImportRowsProps) => {
  const { rows, counts } = around.preview;
  const [status, narrow] = useState<UnitListRowStatus | null>(counts.ambiguous > 0 ? "ambiguous" : null);
  const [page, turn] = useState(1);
  const found = status === null ? rows : rows.filter((row) => row.status === status);
  const shown = Math.min(page, Math.max(1, Math.ceil(found.length / size)));
  const filter = (to: UnitListRowStatus | null, text: string, count: number) => (
    <li key={text}>
      <button
        type="button"
        className="page-link"
        aria-pressed={status === to}
        onClick={() => {
          narrow(to);
          turn(1);
        }}
      >
        {text} <strong>{count.toLocaleString("vi-VN")}</strong>
      </button>
    </li>
  );
  return (
    <Stack>
      <ul className="counts" aria-label="Số dòng theo kết quả">
        {filter(null, "Tất cả", rows.length)}
        {statuses.filter((one) => counts[one] > 0).map((one) => filter(one, unitListRowText[one], counts[one]))}
      </ul>
      <Records
        label="Các dòng của tệp"
        rows={found.slice((shown - 1) * size, shown * size)}
        keyOf={({ number }) => String(number)}
        empty="Không có dòng nào."
        columns={columnsOf(around)}
      />
      <Pages page={shown} last={Math.ceil(found.length / size)} turn={turn} />
    </Stack>
  );
};
