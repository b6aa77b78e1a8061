import "./record-list.css";
import { cellKinds, cellText, type CellValue, type ListDescription, type ListOrder } from "@kheo/core/rules/lists";
import { Button, Group, Stack, Text } from "@mantine/core";
import { Link, type LinkProps } from "@tanstack/react-router";
import type { ComponentType, ReactNode } from "react";
import { Empty } from "../../kit/page.tsx";
import { Pages } from "../../kit/pages.tsx";
import { type RecordColumn, Records } from "../../kit/records.tsx";
import { StateMark } from "./state-mark.tsx";
import { OrderChoice } from "./order-choice.tsx";
import { type ListLook, placesOf, pressed } from "./list-search.ts";

/** What a list answers: a page of its rows, and of the whole how long it is and in which order. */
type Answer<Row, Column extends string> = {
  readonly rows: readonly Row[];
  readonly total: number;
  readonly order: ListOrder<Column>;
  readonly columns: readonly Column[];
};

type RecordListProps<Row, Column extends string> = {
  readonly description: ListDescription<Column>;
  /** The file that holds all of it, asked with the same filter and order as the page. */
  readonly file: { readonly name: string; readonly asked: object };
  readonly answer: Answer<Row, Column>;
  readonly look: ListLook<Column>;
  /** The address of the same list, looked at otherwise. */
  readonly at: (look: ListLook<Column>) => LinkProps;
  readonly keyOf: (row: Row) => string;
  /** The page of what a row is about; its first cell leads there. */
  readonly page?: (row: Row) => LinkProps;
  /** What can be done with what a row is about. */
  readonly actions?: (row: Row) => ReactNode;
  /** Cells that say more than their value, with what would stand below it. */
  readonly cells?: Partial<Record<Column, ComponentType<Row>>>;
  /** Said instead of an empty grid. */
  readonly empty: ReactNode;
};

type Shown<Row, Column extends string> = {
  readonly description: ListDescription<Column>;
  readonly cells: RecordListProps<Row, Column>["cells"] | undefined;
  readonly row: Row;
  readonly column: Column;
};

const valueOf = (row: object, column: string): CellValue =>
  (row as Readonly<Record<string, CellValue>>)[column] ?? null;

const Content = <Row extends object, Column extends string>({
  description,
  cells,
  row,
  column,
}: Shown<Row, Column>) => {
  const Own = cells?.[column] as ComponentType<object> | undefined;
  if (Own) return <Own {...row} />;
  const described = description.columns[column];
  const value = valueOf(row, column);
  if (described.kind === "state" && value !== null) {
    return <StateMark thing={described.thing} state={String(value) as never} />;
  }
  return cellText(described, value);
};

type CellProps<Row, Column extends string> = Shown<Row, Column> & {
  /** What stands below it, in smaller letters. */
  readonly under: readonly Column[];
  /** Where the first cell of a row leads. */
  readonly to: LinkProps | null;
};

const Cell = <Row extends object, Column extends string>({ under, to, ...shown }: CellProps<Row, Column>) => {
  const known = under.filter((column) => valueOf(shown.row, column) !== null);
  return (
    <div>
      {to === null ? (
        <Content {...shown} />
      ) : (
        <Link {...to} className="record">
          <Content {...shown} />
        </Link>
      )}
      {known.length > 0 && (
        <span className="under">
          {known.map((column) => cellText(shown.description.columns[column], valueOf(shown.row, column))).join(", ")}
        </span>
      )}
    </div>
  );
};

const columnsOf = <Row extends object, Column extends string>({
  description,
  answer: { order, columns: shown },
  at,
  page,
  actions,
  cells,
}: RecordListProps<Row, Column>): readonly RecordColumn<Row>[] => {
  const beside = shown.filter((column) => description.columns[column].under === undefined);
  const columns = beside.map((column, index): RecordColumn<Row> => {
    const { label, kind, main } = description.columns[column];
    const under = cells?.[column] ? [] : shown.filter((other) => description.columns[other].under === column);
    return {
      title: label,
      ...(cellKinds[kind].number && { number: true }),
      ...(main && { main }),
      order: {
        direction: order.by !== column ? "none" : order.descending ? "descending" : "ascending",
        link: at({ ...pressed(column, order), page: undefined }),
      },
      cell: (row) => (
        <Cell {...{ description, cells, row, column, under }} to={index === 0 && page ? page(row) : null} />
      ),
    };
  });
  return actions ? [...columns, { title: "Thao tác", main: true, cell: actions }] : columns;
};

/** A list of things as its description says: sorted by its heads, page by page, whole as a file, on a phone as cards. */
export const RecordList = <Row extends object, Column extends string>(props: RecordListProps<Row, Column>) => {
  const { description, file, answer, look, at, keyOf, empty } = props;
  const { rows, total, order, columns: shown } = answer;
  const current = look.page ?? 1;
  const { first, until, last } = placesOf(current, total);
  const text = (value: number) => value.toLocaleString("vi-VN");
  if (total === 0) return <Empty>{empty}</Empty>;
  return (
    <Stack gap="md">
      <Group justify="space-between" gap="sm" className="list-bar">
        <Text>
          {last === 1 ? `Có ${text(total)} dòng.` : `Dòng ${text(first)} đến ${text(until)} trong ${text(total)}.`}
        </Text>
        <Group gap="sm">
          <Button
            variant="default"
            component="a"
            href={`/download/${file.name}.xlsx?asked=${encodeURIComponent(JSON.stringify(file.asked))}`}
            download
          >
            Tải Excel
          </Button>
          <Button
            variant="default"
            visibleFrom="sm"
            onClick={() => {
              globalThis.print();
            }}
          >
            In trang này
          </Button>
        </Group>
      </Group>
      <OrderChoice description={description} columns={shown} order={order} at={at} />
      {rows.length === 0 ? (
        <Empty>
          Danh sách chỉ có {text(last)} trang. <Link {...at({ ...look, page: undefined })}>Về trang đầu</Link>
        </Empty>
      ) : (
        <Records label={description.title} rows={rows} columns={columnsOf(props)} keyOf={keyOf} empty={empty} />
      )}
      <Pages page={current} last={last} link={(to) => at({ ...look, page: to === 1 ? undefined : to })} />
    </Stack>
  );
};
