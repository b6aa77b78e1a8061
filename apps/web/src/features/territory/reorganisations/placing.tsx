import { mostDivided, type PlanOutcome, type Reorganisation } from "@kheo/core/territory/reorganisations";
import { Button, Group, NativeSelect, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Shape } from "../../../lib/draft/draft.ts";
import { useDraft } from "../../../lib/draft/use-draft.ts";
import { keptName } from "../../../lib/kept.ts";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { DraftLine } from "../../../kit/draft-line.tsx";
import { say } from "../../../kit/notice.ts";
import { Failure, Loaded } from "../../../kit/page.tsx";
import { Pages } from "../../../kit/pages.tsx";
import { type RecordColumn, Records } from "../../../kit/records.tsx";
import { Section } from "../../../kit/section.tsx";
import type { DividedRow } from "./reorganisation-data.ts";

const size = 50;

const count = (value: number): string => value.toLocaleString("vi-VN");

/** Whether a unit went to several, so that what it left has to be given to one of them. */
export const hasDivided = ({ ended, successions }: PlanOutcome): boolean =>
  ended.some(({ id }) => new Set(successions.filter(({ fromId }) => fromId === id).map(({ toId }) => toId)).size > 1);

/** The heir picked for each thing and not sent yet. */
type Picks = Readonly<Record<string, string>>;

const Title = ({ row: { thing, id, title } }: { readonly row: DividedRow }) => (
  <Link
    to={thing === "model" ? "/mo-hinh/$id" : "/nhan-rong/$id"}
    params={{ id }}
    className="record"
    aria-label={`${thing === "model" ? "Mô hình" : "Nhân rộng"}: ${title}`}
  >
    {title}
  </Link>
);

type ColumnsProps = { readonly picks: Picks; readonly pick: (row: DividedRow, heirId: string) => void };

const columnsOf = ({ picks, pick }: ColumnsProps): readonly RecordColumn<DividedRow>[] => [
  {
    title: "Nội dung",
    main: true,
    cell: (row) => (
      <>
        <Title row={row} />
        <span className="under">
          {row.thing === "model" ? "Mô hình" : "Nhiệm vụ nhân rộng"}
          {row.place !== "" && `. Địa bàn: ${row.place}`}
        </span>
      </>
    ),
  },
  { title: "Đơn vị cũ", main: true, cell: ({ unitName }) => unitName },
  {
    title: "Đơn vị kế tiếp",
    main: true,
    wide: true,
    cell: (row) => {
      const { id, title, heirs, placedAt } = row;
      const picked = picks[id];
      const now = heirs.find((heir) => heir.id === placedAt);
      return (
        <Stack gap="xs">
          <NativeSelect
            aria-label={`Đơn vị kế tiếp của “${title}”`}
            value={picked ?? placedAt ?? ""}
            data={[
              ...(placedAt === null ? [{ value: "", label: "Chưa phân" }] : []),
              ...heirs.map((heir) => ({ value: heir.id, label: heir.name })),
            ]}
            onChange={(event) => {
              pick(row, event.currentTarget.value);
            }}
          />
          {now && <span className="under">Đã phân về {now.name}.</span>}
          {picked !== undefined && <span className="under">Lựa chọn này chưa ghi.</span>}
        </Stack>
      );
    },
  },
];

const kinds = {
  left: { text: "Chưa phân", empty: "Đã phân hết những gì các đơn vị cũ để lại." },
  placed: { text: "Đã phân", empty: "Chưa phân nội dung nào." },
  all: {
    text: "Tất cả",
    empty: "Các đơn vị đã chia tách không để lại mô hình hay nhiệm vụ nhân rộng nào cần phân.",
  },
} as const;
type Kind = keyof typeof kinds;

const isOf: Readonly<Record<Kind, (row: DividedRow) => boolean>> = {
  left: ({ placedAt }) => placedAt === null,
  placed: ({ placedAt }) => placedAt !== null,
  all: () => true,
};

type ChoicesProps = { readonly plan: Reorganisation; readonly rows: readonly DividedRow[] };

const noPicks: Picks = {};
const picksShape: Shape<Picks, Picks> = {
  contentOf: (picks) => picks,
  boxesOf: (picks) => picks,
  malformed: () => [],
};

type Beginning = {
  /** Which rows are looked at, once somebody has begun. */
  readonly looked: Kind | null;
  readonly startAfresh: (looked: Kind) => void;
};

const Choices = ({ plan, rows, looked, startAfresh }: ChoicesProps & Beginning) => {
  const { personId } = useSession();
  const [kind, narrow] = useState<Kind>(looked ?? (rows.some(isOf.left) ? "left" : "all"));
  const [page, turn] = useState(1);
  const place = useChange(trpc.reorganisations.place.mutationOptions());
  const draft = useDraft<Picks, Picks>({
    name: keptName(personId, "placing", plan.id),
    shape: picksShape,
    stored: noPicks,
    version: null,
    over: plan.version,
    autosaves: false,
    send: async ({ key, content, version }) => {
      await place.sendAsync({ id: plan.id, version: version ?? plan.version, data: { heirs: { ...content } } }, key);
      say(`Đã phân ${count(Object.keys(content).length)} nội dung về đơn vị kế tiếp.`);
      return { content, version: 1 };
    },
    onSaved: () => {
      startAfresh(kind);
    },
  });
  const { typed: kept, standing } = draft;
  // What somebody else has placed just so meanwhile is no choice any more.
  const open = rows.filter(({ id, placedAt }) => kept[id] !== undefined && kept[id] !== placedAt);
  const picks: Picks = Object.fromEntries(open.map(({ id }) => [id, kept[id] ?? ""]));
  const hold = (next: Picks) => {
    draft.change(next);
  };
  const send = () => {
    hold(picks);
    draft.saveNow();
  };
  if (rows.length === 0) return <Text>{kinds.all.empty}</Text>;
  const found = rows.filter(isOf[kind]);
  const shown = Math.min(page, Math.max(1, Math.ceil(found.length / size)));
  return (
    <Stack>
      <ul className="counts" aria-label="Số nội dung theo tình trạng">
        {(Object.keys(kinds) as Kind[]).map((one) => (
          <li key={one}>
            <button
              type="button"
              className="page-link"
              aria-pressed={kind === one}
              onClick={() => {
                narrow(one);
                turn(1);
              }}
            >
              {kinds[one].text} <strong>{count(rows.filter(isOf[one]).length)}</strong>
            </button>
          </li>
        ))}
      </ul>
      <Records
        label="Những gì các đơn vị đã chia tách để lại"
        rows={found.slice((shown - 1) * size, shown * size)}
        keyOf={({ id }) => id}
        empty={kinds[kind].empty}
        columns={columnsOf({
          picks,
          pick: ({ id, placedAt }, heirId) => {
            const { [id]: _, ...others } = picks;
            hold(heirId === "" || heirId === placedAt ? others : { ...others, [id]: heirId });
          },
        })}
      />
      <Pages page={shown} last={Math.ceil(found.length / size)} turn={turn} />
      <Failure error={standing.kind === "refused" ? standing.error : null} />
      <Group justify="space-between">
        {open.length === 0 ? (
          <Text size="sm">Chọn đơn vị kế tiếp cho từng nội dung rồi ghi.</Text>
        ) : (
          <DraftLine standing={standing} autosaves={false} />
        )}
        <Button onClick={send} loading={standing.kind === "saving"} disabled={open.length === 0}>
          Ghi {open.length > 0 && `${count(open.length)} `}lựa chọn
        </Button>
      </Group>
    </Stack>
  );
};

/** What divided units left, each to be given to one of their heirs by the office. */
export const Placing = ({ plan }: { readonly plan: Reorganisation }) => {
  const [{ count: beginnings, looked }, begin] = useState<{ count: number; looked: Kind | null }>({
    count: 0,
    looked: null,
  });
  const divided = useQuery(trpc.reorganisations.divided.queryOptions({ id: plan.id, data: {} }));
  return (
    <Section
      title="Phân về đơn vị kế tiếp"
      lead="Đơn vị cũ đã chia thành nhiều đơn vị, nên mỗi mô hình, nhiệm vụ nhân rộng của đơn vị cũ cần được phân về một đơn vị kế tiếp. Khi chưa phân, báo cáo xếp “Theo đơn vị hiện nay” tính nội dung đó ở đơn vị cấp trên bao trùm các đơn vị kế tiếp, không tính cho đơn vị kế tiếp nào; báo cáo của đơn vị cấp trên ấy có ghi chú."
    >
      <Loaded query={divided} rows={3}>
        {(rows) => (
          <>
            {rows.length === mostDivided && (
              <Text size="sm">
                Mỗi lần hiện {mostDivided.toLocaleString("vi-VN")} nội dung, chưa phân hiện trước; phân xong các nội
                dung này thì mở lại trang để phân tiếp.
              </Text>
            )}
            <Choices
              key={beginnings}
              plan={plan}
              rows={rows}
              looked={looked}
              startAfresh={(kind) => {
                begin({ count: beginnings + 1, looked: kind });
              }}
            />
          </>
        )}
      </Loaded>
    </Section>
  );
};
