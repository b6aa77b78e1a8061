import { Table } from "@mantine/core";
import { Link, type LinkProps } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Empty } from "./page.tsx";

/** One column of a list of records. On a phone each row is a card; `main` columns are all that it shows. */
export type RecordColumn<Row> = {
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  readonly number?: true;
  readonly main?: true;
  /** Holds more than a few words: in a card it stands below its title, over the whole width. */
  readonly wide?: true;
  /** Whether the rows stand in its order, and the way to it. */
  readonly order?: { readonly direction: "ascending" | "descending" | "none"; readonly link: LinkProps };
};

const arrows = { ascending: "▲", descending: "▼", none: "" } as const;

type RecordsProps<Row> = {
  /** What the table is, for those who hear it. */
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly RecordColumn<Row>[];
  readonly keyOf: (row: Row) => string;
  /** Said instead of an empty grid. */
  readonly empty: ReactNode;
};

/** A list of records as a real table; on a narrow screen its rows become cards (see `styles.css`). */
export const Records = <Row,>({ label, rows, columns, keyOf, empty }: RecordsProps<Row>) =>
  rows.length === 0 ? (
    <Empty>{empty}</Empty>
  ) : (
    <Table
      className="records"
      stickyHeader
      stickyHeaderOffset="var(--app-shell-header-offset, 0px)"
      verticalSpacing="sm"
      aria-label={label}
    >
      <Table.Thead>
        <Table.Tr>
          {columns.map(({ title, number, order }) => (
            <Table.Th key={title} scope="col" className={number ? "number" : undefined} aria-sort={order?.direction}>
              {order ? (
                <Link {...order.link} replace className="order-link" data-current={order.direction !== "none"}>
                  {title} <span aria-hidden="true">{arrows[order.direction]}</span>
                </Link>
              ) : (
                title
              )}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={keyOf(row)}>
            {columns.map(({ title, cell, number, main, wide }) => (
              <Table.Td
                key={title}
                data-title={title}
                className={[number && "number", !main && "secondary", wide && "wide-cell"].filter(Boolean).join(" ")}
              >
                {cell(row)}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
