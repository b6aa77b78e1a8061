import { daysLate, type Period } from "@kheo/core/movement/periods";
import type { Topic } from "@kheo/core/criteria";
import { topicLabel } from "@kheo/core/criteria/topics";
import { fieldText, type ModelState, subjectKindText } from "@kheo/core/movement/models";
import { Button, Stack, Text } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { ModelCounts } from "./model-counts.tsx";
import { NeedsPeriod } from "../periods/no-period.tsx";
import { Loaded, Page } from "../../../kit/page.tsx";
import { Pages } from "../../../kit/pages.tsx";
import { type RecordColumn, Records } from "../../../kit/records.tsx";
import { StateMark } from "../../rules/state-mark.tsx";
import { dayText } from "../../../kit/words.ts";
import { ModelFilters } from "./model-filters.tsx";

const route = getRouteApi("/shell/mo-hinh");
const pageSize = 50;

type Row = {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly unitName: string;
  readonly subjectKind: keyof typeof subjectKindText;
  readonly field: keyof typeof fieldText;
  readonly topic: string;
  readonly state: ModelState;
  readonly submittedOn: string | null;
  readonly continuesId: string | null;
};

/** An address that names a period was sent by a colleague: look at that period from now on. */
const usePeriodOfAddress = (): void => {
  const { periodId } = route.useSearch();
  const navigate = route.useNavigate();
  const { choosePeriod, periods } = useSession();
  useEffect(() => {
    if (periodId === undefined) return;
    if (periods.some(({ id }) => id === periodId)) choosePeriod(periodId);
    void navigate({ search: (search) => ({ ...search, periodId: undefined }), replace: true });
  }, [periodId, periods, choosePeriod, navigate]);
};

const columnsOf = (period: Period | null, topics: readonly Topic[]): readonly RecordColumn<Row>[] => [
  {
    title: "Tên mô hình",
    main: true,
    cell: (row) => (
      <>
        <Link to="/mo-hinh/$id" params={{ id: row.id }} className="record">
          {row.title}
        </Link>
        <Text size="sm" c="warm.7">
          {row.code}, {subjectKindText[row.subjectKind].toLowerCase()},{" "}
          {row.continuesId === null ? "đăng ký mới" : "duy trì"}
        </Text>
      </>
    ),
  },
  { title: "Đơn vị", main: true, cell: (row) => row.unitName },
  {
    title: "Lĩnh vực, chủ đề",
    cell: (row) => (
      <>
        {fieldText[row.field]}
        <Text size="sm" c="warm.7">
          {topicLabel(topics, row.topic)}
        </Text>
      </>
    ),
  },
  {
    title: "Ngày đăng ký",
    number: true,
    cell: (row) => {
      const late = period && row.submittedOn !== null ? daysLate(period, row.submittedOn) : 0;
      return (
        <>
          {dayText(row.submittedOn)}
          {late > 0 && (
            <Text size="sm" className="state-bad">
              trễ {late} ngày
            </Text>
          )}
        </>
      );
    },
  },
  { title: "Trạng thái", main: true, cell: (row) => <StateMark thing="model" state={row.state} /> },
];

const ModelList = () => {
  const { period, topics } = useSession();
  const { page = 1, periodId: _, ...filter } = route.useSearch();
  const models = useQuery(
    trpc.models.list.queryOptions(
      { ...filter, periodId: period?.id, limit: pageSize, offset: (page - 1) * pageSize },
      { placeholderData: keepPreviousData },
    ),
  );
  const narrowed = Object.values(filter).some((value) => value !== undefined);
  return (
    <Loaded query={models}>
      {({ rows, counts }) => {
        const states = filter.states ?? [];
        const total = Object.entries(counts)
          .filter(([state]) => states.length === 0 || states.includes(state as ModelState))
          .reduce((sum, [, count]) => sum + count, 0);
        return (
          <Stack gap="md" aria-busy={models.isPlaceholderData}>
            <ModelCounts counts={counts} filter={filter} chosen={states} />
            <Records
              label="Danh sách mô hình"
              rows={rows}
              columns={columnsOf(period, topics)}
              keyOf={({ id }) => id}
              empty={
                narrowed ? (
                  <>
                    Không có mô hình nào khớp với điều kiện đang chọn. <Link to="/mo-hinh">Bỏ các điều kiện</Link>
                  </>
                ) : (
                  `Chưa có mô hình nào. Hạn đăng ký: ${dayText(period?.registrationClosesOn)}.`
                )
              }
            />
            <Pages
              page={page}
              size={pageSize}
              total={total}
              link={(to) => ({ to: "/mo-hinh", search: { ...filter, page: to === 1 ? undefined : to } })}
            />
          </Stack>
        );
      }}
    </Loaded>
  );
};

/** The models within reach, narrowed by what stands in the address. */
export const ModelsPage = () => {
  const { period, may } = useSession();
  usePeriodOfAddress();
  return (
    <Page
      title={period ? `Mô hình, ${period.title}` : "Mô hình"}
      summary={
        period &&
        `Hạn đăng ký ${dayText(period.registrationClosesOn)}${period.closedOn === null ? "" : `; kỳ đã khóa ngày ${dayText(period.closedOn)}`}.`
      }
      action={
        may("model.create") &&
        period?.closedOn === null && (
          <Button renderRoot={(props) => <Link to="/mo-hinh/moi" {...props} />}>Đăng ký mô hình</Button>
        )
      }
    >
      <NeedsPeriod>
        <ModelFilters />
        <ModelList />
      </NeedsPeriod>
    </Page>
  );
};
