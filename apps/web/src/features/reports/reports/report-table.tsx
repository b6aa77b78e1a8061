import {
  type Cell,
  cellText,
  type Column,
  headingOf,
  type ReportTable as TableOfReport,
} from "@kheo/core/reports/reports";
import { Table, Text } from "@mantine/core";
import { Wide } from "../../../kit/wide.tsx";
import "./report-table.css";

const alignment = (kind: Column["kind"]): string | undefined => (kind === "text" ? undefined : "number");

/** Zeros stand back, so that the eye finds what there is. */
const classOf = (cell: Cell, kind: Column["kind"]): string | undefined =>
  cell === 0 ? `${alignment(kind) ?? ""} zero` : alignment(kind);

/** One appendix as a real table, scrolled in its own box where it is wider than the screen. */
export const ReportTable = ({ table }: { readonly table: TableOfReport }) => {
  const { number, title, columns, rows, total, empty, notes } = table;
  const caption = `Biểu ${number}. ${title}`;
  const header = headingOf(columns);
  return (
    <div className="report-table">
      <h3 id={`bieu-${number}`}>{caption}</h3>
      {rows.length === 0 ? (
        <Text>{empty}</Text>
      ) : (
        <Wide label={caption}>
          <Table className="ruled sticky-first" aria-label={caption}>
            <Table.Thead>
              {header.map((row, level) => (
                // The two levels of a header never change places.
                // eslint-disable-next-line react/no-array-index-key
                <Table.Tr key={level}>
                  {row.map(({ title: heading, column, columns: across, rows: down }) => (
                    <Table.Th
                      key={column}
                      scope={across > 1 ? "colgroup" : "col"}
                      colSpan={across}
                      rowSpan={down}
                      className={across > 1 ? "grouped" : alignment(columns[column]?.kind ?? "text")}
                    >
                      {heading}
                    </Table.Th>
                  ))}
                </Table.Tr>
              ))}
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <Table.Tr key={String(row[0])}>
                  {row.map((cell, column) => {
                    const kind = columns[column]?.kind ?? "text";
                    const shared = { className: classOf(cell, kind), children: cellText(cell, kind) };
                    return column === 1 ? (
                      <Table.Th key={column} scope="row" {...shared} />
                    ) : (
                      <Table.Td key={column} {...shared} />
                    );
                  })}
                </Table.Tr>
              ))}
            </Table.Tbody>
            {total && (
              <Table.Tfoot>
                <Table.Tr>
                  {total.map((cell, column) => {
                    const kind = columns[column]?.kind ?? "text";
                    return (
                      // eslint-disable-next-line react/no-array-index-key
                      <Table.Td key={column} className={alignment(kind)}>
                        {column === 0 && cell === null ? "" : cellText(cell, kind)}
                      </Table.Td>
                    );
                  })}
                </Table.Tr>
              </Table.Tfoot>
            )}
          </Table>
        </Wide>
      )}
      {notes.map((note) => (
        <Text key={note} size="sm" c="warm.7">
          {note}
        </Text>
      ))}
    </div>
  );
};
