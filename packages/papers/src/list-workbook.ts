import { cellKinds, cellText, type CellValue, type ListColumn, type ListDescription } from "@kheo/core/rules/lists";
import { type CellStyle, type CellValue as Written, writeXlsxStream } from "hucre/xlsx";

const font = { name: "Times New Roman", size: 12 };

/** Numbers stay numbers and days become real days; a word is always a text, whatever sign it begins with. */
const written = (column: ListColumn, value: CellValue): Written => {
  if (value === null || value === "") return null;
  if (column.kind === "day") return new Date(`${value}T00:00:00Z`);
  return cellKinds[column.kind].number ? Number(value) : cellText(column, value);
};

const styleOf = ({ kind }: ListColumn): CellStyle => {
  const { format, number } = cellKinds[kind];
  return {
    font,
    alignment: { horizontal: number ? "right" : "left", vertical: "top", wrapText: !number },
    ...(format !== undefined && { numFmt: format }),
  };
};

/** A list as an Excel file, written while its rows are read: of any length, it takes the memory of a few rows. */
export const listWorkbook = <Column extends string>(
  { title, columns: described }: ListDescription<Column>,
  shown: readonly Column[],
  rows: AsyncIterable<object>,
): ReadableStream<Uint8Array> => {
  const columns = shown.map((key) => ({ key, column: described[key] }));
  const cellsOf = async function* () {
    for await (const row of rows) {
      const values = row as Readonly<Record<string, CellValue>>;
      yield columns.map(({ key, column }) => written(column, values[key] ?? null));
    }
  };
  return writeXlsxStream(cellsOf(), {
    // Excel takes a name of so many letters.
    name: title.slice(0, 31),
    columns: columns.map(({ column }) => ({
      header: column.label,
      width: cellKinds[column.kind].width,
      style: styleOf(column),
    })),
    freezePane: { rows: 1 },
  });
};
