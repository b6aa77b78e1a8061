import type { PlanProblem } from "@kheo/core/territory/reorganisations";
import { fold } from "@kheo/core/ground/text";
import { type UnitChangeKind, unitChangeKinds, unitChangeText } from "@kheo/core/territory/units";
import { Button, Group, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { Link, useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { Pages } from "../../../kit/pages.tsx";
import { type RecordColumn, Records } from "../../../kit/records.tsx";
import type { ReorganisationSearch } from "./reorganisation-search.ts";
import type { TypedChange } from "./typed-plan.ts";

const size = 20;

/** A change with its place in the plan, in words. */
type Row = {
  readonly index: number;
  readonly kind: UnitChangeKind;
  readonly from: string;
  readonly into: string;
  readonly problems: readonly string[];
};

export type ChangeListProps = {
  readonly changes: readonly TypedChange[];
  readonly nameOf: (id: string) => string;
  readonly problems: readonly PlanProblem[];
  readonly search: ReorganisationSearch;
};

const rowsOf = ({ changes, nameOf, problems }: Omit<ChangeListProps, "search">): readonly Row[] => {
  const found = Map.groupBy(problems, ({ change }) => change);
  return changes.map(({ kind, from, into }, index) => ({
    index,
    kind,
    from: from.map(nameOf).join("; "),
    into: into.map(({ name }) => name || "(chưa ghi tên)").join("; "),
    problems: (found.get(index) ?? []).map(({ message }) => message),
  }));
};

const columnsOf = (edits: boolean): readonly RecordColumn<Row>[] => [
  {
    title: "Thay đổi",
    main: true,
    cell: ({ index, kind }) =>
      edits ? (
        <Link to="." search={(before) => ({ ...before, mo: index + 1 })} className="record whole">
          {index + 1}. {unitChangeText[kind]}
        </Link>
      ) : (
        <strong className="whole">
          {index + 1}. {unitChangeText[kind]}
        </strong>
      ),
  },
  { title: "Đơn vị cũ", main: true, cell: ({ from }) => from || "—" },
  { title: "Đơn vị mới", main: true, cell: ({ into }) => into || "—" },
  ...(edits
    ? [
        {
          title: "Cần sửa",
          main: true,
          cell: ({ problems: [first, ...rest] }: Row) =>
            first === undefined ? (
              "—"
            ) : (
              <span className="field-error">
                {first}
                {rest.length > 0 && ` (và ${rest.length} chỗ khác)`}
              </span>
            ),
        } as const,
      ]
    : []),
];

const Kinds = ({ rows, search }: { readonly rows: readonly Row[]; readonly search: ReorganisationSearch }) => {
  const counts = Map.groupBy(rows, ({ kind }) => kind);
  const entries = unitChangeKinds.flatMap((kind) => {
    const count = counts.get(kind)?.length ?? 0;
    return count > 0 ? [{ kind, count }] : [];
  });
  return (
    <ul className="counts" aria-label="Số thay đổi theo hình thức">
      <li>
        <Link to="." search={(before) => ({ ...before, loai: undefined, trang: undefined })} data-chosen={!search.loai}>
          Tất cả <strong>{rows.length.toLocaleString("vi-VN")}</strong>
        </Link>
      </li>
      {entries.map(({ kind, count }) => (
        <li key={kind}>
          <Link
            to="."
            search={(before) => ({ ...before, loai: kind, trang: undefined })}
            data-chosen={search.loai === kind}
          >
            {unitChangeText[kind]} <strong>{count.toLocaleString("vi-VN")}</strong>
          </Link>
        </li>
      ))}
    </ul>
  );
};

const Search = ({ words }: { readonly words: string }) => {
  const [typed, setTyped] = useState(words);
  const navigate = useNavigate();
  const search = useDebouncedCallback((text: string) => {
    void navigate({
      to: ".",
      search: (before) => ({ ...before, tim: text === "" ? undefined : text, trang: undefined }),
      replace: true,
      resetScroll: false,
    });
  }, 300);
  return (
    <TextInput
      type="search"
      label="Tìm thay đổi theo tên đơn vị"
      description="Có dấu hoặc không dấu. Ví dụ: pho van"
      inputWrapperOrder={["label", "input", "description", "error"]}
      maxLength={100}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        search(event.currentTarget.value.trim());
      }}
    />
  );
};

/** The changes of a plan by kind, found by name, a page at a time. */
export const ChangeList = ({ search, edits, ...of }: ChangeListProps & { readonly edits: boolean }) => {
  const { changes, nameOf, problems } = of;
  const rows = useMemo(() => rowsOf({ changes, nameOf, problems }), [changes, nameOf, problems]);
  const words = fold(search.tim ?? "");
  const found = rows.filter(
    ({ kind, from, into }) =>
      (!search.loai || kind === search.loai) && (words === "" || fold(`${from} ${into}`).includes(words)),
  );
  const last = Math.max(1, Math.ceil(found.length / size));
  const page = Math.min(search.trang ?? 1, last);
  return (
    <Stack>
      {rows.length > 5 && (
        <>
          <Kinds rows={rows} search={search} />
          <Search words={search.tim ?? ""} />
        </>
      )}
      <Records
        label="Các thay đổi"
        rows={found.slice((page - 1) * size, page * size)}
        keyOf={({ index }) => String(index)}
        empty={
          rows.length === 0
            ? "Chưa có thay đổi nào. Chọn hình thức ở dưới rồi bấm “Thêm thay đổi”."
            : "Không có thay đổi nào khớp. Hãy thử một phần tên ngắn hơn."
        }
        columns={columnsOf(edits)}
      />
      <Pages
        page={page}
        last={last}
        link={(trang) => ({ to: ".", resetScroll: false, search: (before) => ({ ...before, trang }) })}
      />
    </Stack>
  );
};

/** A change of a kind is begun. */
export const AddChange = ({ add }: { readonly add: (kind: UnitChangeKind) => void }) => {
  const [kind, choose] = useState<UnitChangeKind>("merge");
  return (
    <Group align="end" gap="sm">
      <NativeSelect
        label="Hình thức thay đổi"
        value={kind}
        data={unitChangeKinds
          .filter((one) => one !== "unchanged")
          .map((one) => ({ value: one, label: unitChangeText[one] }))}
        onChange={(event) => {
          choose(event.currentTarget.value as UnitChangeKind);
        }}
      />
      <Button
        variant="default"
        onClick={() => {
          add(kind);
        }}
      >
        Thêm thay đổi
      </Button>
    </Group>
  );
};
