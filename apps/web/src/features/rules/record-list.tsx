import "./record-list.css";
import { cellKinds, cellText, type CellValue, type ListDescription, type ListOrder } from "@kheo/core/rules/lists";
import { Button, Group, SimpleGrid, Stack, Text } from "@mantine/core";
import { keepPreviousData, type QueryFunction, type QueryKey, useQuery } from "@tanstack/react-query";
import { Link, type LinkProps } from "@tanstack/react-router";
import type { ComponentType, ReactNode } from "react";
import { Empty, Failure, Loaded } from "../../kit/page.tsx";
import { Pages } from "../../kit/pages.tsx";
import { type RecordColumn, Records } from "../../kit/records.tsx";
import { StateMark } from "./state-mark.tsx";
import { OrderChoice } from "./order-choice.tsx";
import { askedBy, type Cut, type ListLook, placesOf, pressed } from "./list-search.ts";
import { PapersArchive, type PapersOfList } from "./papers-archive.tsx";
import { PrintButton, useWholeOnPaper } from "./whole-on-paper.tsx";

/** What a list answers: a page of its rows, and of the whole how long it is and in which order. */
type Answer<Column extends string> = {
  readonly rows: readonly object[];
  readonly total: number;
  readonly order: ListOrder<Column>;
  readonly columns: readonly Column[];
};
type RowOf<Given extends { readonly rows: readonly object[] }> = Given["rows"][number];

/** A call that answers with a list, by what it is asked and what it answers. */
type ListCall<Asked, Given> = { readonly "~types": { readonly input: Asked; readonly output: Given } };
type Question<Given> = { readonly queryKey: QueryKey; readonly queryFn: QueryFunction<Given> };

type RecordListProps<Column extends string, Asked, Given extends Answer<Column>> = {
  readonly description: ListDescription<Column>;
  /** The file that holds all of it, and its call. */
  readonly file: string;
  /** What the address says, and what narrows the list beside it. */
  readonly search: ListLook<Column> & Omit<Asked, "order" | keyof Cut>;
  readonly list: ListCall<Asked, Given>;
  /** The address of the same list, looked at otherwise. */
  readonly at: (look: ListLook<Column>) => LinkProps;
  readonly keyOf: (row: RowOf<Given>) => string;
  /** The page of what a row is about; its first cell leads there. */
  readonly page?: (row: RowOf<Given>) => LinkProps;
  /** What can be done with what a row is about. */
  readonly actions?: (row: RowOf<Given>) => ReactNode;
  /** Cells that say more than their value, with what would stand below it. */
  readonly cells?: Partial<Record<Column, ComponentType<RowOf<Given>>>>;
  /** What stands for each row instead of a line of a table, so many beside each other on a desk. */
  readonly cards?: { readonly card: ComponentType<RowOf<Given>>; readonly beside: number };
  /** What is said above the rows. */
  readonly lead?: ComponentType<Given>;
  /** The papers of what is listed, all in one archive. */
  readonly papers?: PapersOfList;
  /** Said instead of an empty grid. */
  readonly empty: ReactNode;
};

type Shown<Row, Column extends string> = {
  readonly description: ListDescription<Column>;
  readonly cells: Partial<Record<Column, ComponentType<Row>>> | undefined;
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

const columnsOf = <Column extends string, Asked, Given extends Answer<Column>>(
  { description, at, page, actions, cells }: RecordListProps<Column, Asked, Given>,
  { order, columns: shown }: Given,
): readonly RecordColumn<RowOf<Given>>[] => {
  const beside = shown.filter((column) => description.columns[column].under === undefined);
  const columns = beside.map((column, index): RecordColumn<RowOf<Given>> => {
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
  return actions ? [...columns, { title: "Việc", main: true, cell: actions }] : columns;
};

const countText = (value: number): string => value.toLocaleString("vi-VN");

/** A list of things as its description says: sorted by its heads, page by page, whole as a file and on paper, on a phone as cards. */
export const RecordList = <Column extends string, Asked, Given extends Answer<Column>>(
  props: RecordListProps<Column, Asked, Given>,
) => {
  const { description, file, list, search, at, keyOf, cards, lead: Lead, papers, empty } = props;
  const { by, descending, page: current = 1 } = search;
  const { whole, cut } = askedBy(search);
  // What is asked is known to fit, but not to the compiler: it does not see through what is left out of a generic object.
  const { queryOptions } = list as unknown as { queryOptions: (asked: object) => Question<Given> };
  const question = (part: Cut) => queryOptions({ ...whole, ...part });
  const page = useQuery({ ...question(cut), placeholderData: keepPreviousData });
  const paper = useWholeOnPaper(question, whole);
  return (
    <Loaded query={page}>
      {(answer) => {
        const { total, order, columns } = answer;
        const { first, until, last } = placesOf(current, total);
        const rows: readonly RowOf<Given>[] = paper.rows ?? answer.rows;
        return (
          <Stack gap="md" aria-busy={page.isPlaceholderData}>
            {Lead && <Lead {...answer} />}
            {total === 0 ? (
              <Empty>{empty}</Empty>
            ) : (
              <>
                <Group justify="space-between" gap="sm" className="list-bar">
                  <Text>
                    {last === 1
                      ? `Có ${countText(total)} dòng.`
                      : `Dòng ${countText(first)} đến ${countText(until)} trong ${countText(total)}.`}
                  </Text>
                  <Group gap="sm">
                    <Button
                      variant="default"
                      component="a"
                      href={`/download/${file}.xlsx?asked=${encodeURIComponent(JSON.stringify(whole))}`}
                      download
                    >
                      Tải Excel
                    </Button>
                    {papers && (
                      <PapersArchive
                        {...papers}
                        total={total}
                        ids={async () => (await paper.fetchAll(total)).map(keyOf)}
                      />
                    )}
                    <PrintButton total={total} paper={paper} />
                  </Group>
                </Group>
                <Failure error={paper.error} />
                <OrderChoice {...{ description, columns, order, at }} always={cards !== undefined} />
                {rows.length === 0 ? (
                  <Empty>
                    Danh sách chỉ có {countText(last)} trang.{" "}
                    <Link {...at({ by, descending, page: undefined })}>Về trang đầu</Link>
                  </Empty>
                ) : cards ? (
                  <SimpleGrid cols={{ base: 1, sm: Math.min(cards.beside, 2), xl: cards.beside }}>
                    {rows.map((row) => (
                      <cards.card key={keyOf(row)} {...row} />
                    ))}
                  </SimpleGrid>
                ) : (
                  <Records
                    label={description.title}
                    rows={rows}
                    columns={columnsOf(props, answer)}
                    keyOf={keyOf}
                    empty={empty}
                  />
                )}
                <Pages
                  page={current}
                  last={last}
                  link={(to) => at({ by, descending, page: to === 1 ? undefined : to })}
                />
              </>
            )}
          </Stack>
        );
      }}
    </Loaded>
  );
};
