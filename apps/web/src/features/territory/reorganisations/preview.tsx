import type { Consequence, PlannedUnit, PlanOutcome } from "@kheo/core/territory/reorganisations";
import { unitKindText } from "@kheo/core/territory/units";
import { Alert, Stack, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { UnitTree } from "../units/use-units.ts";
import { type RecordColumn, Records } from "../../../kit/records.tsx";

const problemsShown = 30;

/** What stands against a plan; each sentence opens its change. */
export const Problems = ({ problems }: Pick<PlanOutcome, "problems">) =>
  problems.length > 0 && (
    <Alert
      color="red"
      variant="light"
      className="error-list"
      title={`Còn ${problems.length.toLocaleString("vi-VN")} vướng mắc phải xử lý`}
    >
      <ul>
        {problems.slice(0, problemsShown).map(({ change, message }) => (
          <li key={`${change} ${message}`}>
            {change === null ? (
              message
            ) : (
              <Link to="." search={(before) => ({ ...before, mo: change + 1 })}>
                Thay đổi thứ {change + 1}: {message}
              </Link>
            )}
          </li>
        ))}
      </ul>
      {problems.length > problemsShown && (
        <Text>
          Và {(problems.length - problemsShown).toLocaleString("vi-VN")} vướng mắc khác, hiện khi xử lý xong các vướng
          mắc trên.
        </Text>
      )}
    </Alert>
  );

const number = (count: number): string => count.toLocaleString("vi-VN");

/** Stands for the id of a unit in the row of totals. */
const sum = "sum";

const columns: readonly RecordColumn<Consequence>[] = [
  {
    title: "Đơn vị kết thúc",
    main: true,
    cell: ({ unitId, unitName, successors }) => (
      <>
        <strong>{unitName}</strong>
        {unitId !== sum && (
          <span className="under">
            {successors.length > 0 ? `kế tiếp: ${successors.join("; ")}` : "không có đơn vị kế tiếp"}
          </span>
        )}
      </>
    ),
  },
  { title: "Phiếu nháp", main: true, number: true, cell: ({ drafts }) => number(drafts) },
  { title: "Mô hình đang thực hiện", main: true, number: true, cell: ({ openModels }) => number(openModels) },
  { title: "Nhân rộng", main: true, number: true, cell: ({ replications }) => number(replications) },
  { title: "Chức vụ", main: true, number: true, cell: ({ posts }) => number(posts) },
  { title: "Ghế hội đồng", main: true, number: true, cell: ({ seats }) => number(seats) },
  { title: "Tổ chức giải thể", main: true, number: true, cell: ({ bodies }) => number(bodies) },
  {
    title: "Không còn chức vụ",
    main: true,
    cell: ({ peopleLeft }) => (peopleLeft.length === 0 ? "—" : peopleLeft.join(", ")),
  },
];

const counted = ["drafts", "openModels", "replications", "posts", "seats", "bodies"] as const;

export const totalOf = (consequences: readonly Consequence[]): Consequence => ({
  unitId: sum,
  unitName: "Cộng",
  successors: [],
  peopleLeft: [...new Set(consequences.flatMap(({ peopleLeft }) => peopleLeft))],
  ...(Object.fromEntries(
    counted.map((what) => [what, consequences.reduce((sum, row) => sum + row[what], 0)]),
  ) as Record<(typeof counted)[number], number>),
});

const isTouched = (row: Consequence): boolean => counted.some((what) => row[what] > 0);

/** What hangs on the units that end: those with nothing on them are only counted. */
export const Consequences = ({ consequences }: { readonly consequences: readonly Consequence[] }) => {
  const touched = consequences.filter(isTouched);
  const total = totalOf(consequences);
  const untouched = consequences.length - touched.length;
  if (touched.length === 0) {
    return <Text>Không có phiếu, mô hình, nhân rộng hay chức vụ nào gắn với các đơn vị kết thúc.</Text>;
  }
  return (
    <Stack gap="sm">
      <Records
        label="Những gì đang gắn với các đơn vị kết thúc"
        rows={touched.length > 1 ? [...touched, { ...total, peopleLeft: [] }] : touched}
        keyOf={({ unitId }) => unitId}
        empty=""
        columns={columns}
      />
      {untouched > 0 && <Text c="warm.7">{number(untouched)} đơn vị kết thúc khác không có gì gắn với chúng.</Text>}
    </Stack>
  );
};

const shownAtMost = 100;

const Listed = <Item,>({
  title,
  items,
  keyOf,
  children,
}: {
  readonly title: string;
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  readonly children: (item: Item) => ReactNode;
}) =>
  items.length > 0 && (
    <details className="listed" open={items.length <= 5}>
      <summary>
        {title}: <strong>{number(items.length)}</strong>
      </summary>
      <ul>
        {items.slice(0, shownAtMost).map((item) => (
          <li key={keyOf(item)}>{children(item)}</li>
        ))}
        {items.length > shownAtMost && <li>và {number(items.length - shownAtMost)} đơn vị khác</li>}
      </ul>
    </details>
  );

type OutcomeProps = {
  readonly outcome: PlanOutcome;
  readonly tree: UnitTree;
  readonly nameOf: (id: string) => string;
  /** Whether the units are there, to be opened. */
  readonly linked: boolean;
};

/** What becomes different about a unit that goes on. */
const renewal = (unit: PlannedUnit, tree: UnitTree, nameOf: (id: string) => string): string => {
  const before = tree.byId.get(unit.id);
  if (!before) return "";
  const parts = [
    ...(before.name === unit.name ? [] : [`trước là ${before.name}`]),
    ...(before.kind === unit.kind ? [] : [`từ ${unitKindText[before.kind]} thành ${unitKindText[unit.kind]}`]),
    ...(before.parentId === unit.parentId || unit.parentId === null ? [] : [`trực thuộc ${nameOf(unit.parentId)}`]),
    ...(unit.code === null ? [] : [`mã ${unit.code}`]),
  ];
  return parts.join("; ");
};

/** What is created, ended, and goes on with something else about it. */
export const Outcome = ({ outcome, tree, nameOf, linked }: OutcomeProps) => {
  const heirs = Map.groupBy(outcome.successions, ({ fromId }) => fromId);
  const name = (id: string, text: string) =>
    linked ? (
      <Link to="/don-vi/$id" params={{ id }} className="record">
        {text}
      </Link>
    ) : (
      <strong>{text}</strong>
    );
  return (
    <Stack gap="xs">
      <Listed title="Đơn vị được lập" items={outcome.created} keyOf={({ id }) => id}>
        {({ id, name: text, parentId }) => (
          <>
            {name(id, text)}
            {parentId !== null && `, trực thuộc ${nameOf(parentId)}`}
          </>
        )}
      </Listed>
      <Listed title="Đơn vị kết thúc" items={outcome.ended} keyOf={({ id }) => id}>
        {({ id, name: text }) => (
          <>
            {name(id, text)}
            {(heirs.get(id) ?? []).length > 0
              ? ` → ${(heirs.get(id) ?? [])
                  .map(
                    ({ toId, share }) =>
                      `${nameOf(toId)}${share === null ? "" : ` (${share.toLocaleString("vi-VN")} %)`}`,
                  )
                  .join("; ")}`
              : " (không có đơn vị kế tiếp)"}
          </>
        )}
      </Listed>
      <Listed title="Đơn vị đổi tên, loại, mã hoặc nơi trực thuộc" items={outcome.renewed} keyOf={({ id }) => id}>
        {(unit) => (
          <>
            {name(unit.id, unit.name)}: {renewal(unit, tree, nameOf)}
          </>
        )}
      </Listed>
    </Stack>
  );
};
