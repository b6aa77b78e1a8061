import { fold } from "@kheo/core/ground/text";
import { type Unit, unitKindText } from "@kheo/core/territory/units";
import { Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { UnitTree } from "./use-units.ts";
import { type RecordColumn, Records } from "../../../kit/records.tsx";

const shownAtMost = 200;

const aboveText = (unit: Unit, tree: UnitTree): string =>
  tree
    .above(unit)
    .map(({ name }) => name)
    .join(", ");

const columnsOf = (tree: UnitTree): readonly RecordColumn<Unit>[] => [
  {
    title: "Đơn vị",
    main: true,
    cell: ({ id, name }) => (
      <Link to="/don-vi/$id" params={{ id }} className="record">
        {name}
      </Link>
    ),
  },
  { title: "Loại", main: true, cell: ({ kind }) => unitKindText[kind] },
  { title: "Trực thuộc", main: true, cell: (unit) => aboveText(unit, tree) },
];

/** The units whose name matches, each with the units above it: many cells have the same name. */
export const FoundUnits = ({ tree, words }: { readonly tree: UnitTree; readonly words: string }) => {
  const folded = fold(words);
  const found = tree.all.filter(({ name }) => fold(name).includes(folded));
  return (
    <>
      <Text>
        {found.length.toLocaleString("vi-VN")} đơn vị có tên chứa “{words}”.
        {found.length > shownAtMost && ` Hiện ${shownAtMost} đơn vị đầu; hãy gõ thêm để thu hẹp.`}
      </Text>
      <Records
        label="Đơn vị tìm thấy"
        rows={found.slice(0, shownAtMost)}
        keyOf={({ id }) => id}
        empty="Không có đơn vị nào khớp. Hãy thử một phần tên ngắn hơn, hoặc một ngày khác."
        columns={columnsOf(tree)}
      />
    </>
  );
};
