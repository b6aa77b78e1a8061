import { modelList } from "@kheo/core/movement/lists";
import { daysLate, deadlineText } from "@kheo/core/movement/periods";
import { Button, Group, Text } from "@mantine/core";
import { getRouteApi, Link } from "@tanstack/react-router";
import { type ComponentProps, useEffect } from "react";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { ModelCounts } from "./model-counts.tsx";
import { extenderOf, onlyRegistrant } from "../periods/registrant.ts";
import { NeedsPeriod } from "../periods/no-period.tsx";
import { Page } from "../../../kit/page.tsx";
import { RecordList } from "../../rules/record-list.tsx";
import { dayText } from "../../../kit/words.ts";
import { ModelFilters } from "./model-filters.tsx";

const route = getRouteApi("/shell/mo-hinh");

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

const SubmittedOn = ({ submittedOn, unitId }: { readonly submittedOn: string | null; readonly unitId: string }) => {
  const { period } = useSession();
  const late = period && submittedOn !== null ? daysLate(period, unitId, submittedOn) : 0;
  return (
    <>
      {dayText(submittedOn)}
      {late > 0 && (
        <Text size="sm" className="state-bad">
          trễ {late} ngày
        </Text>
      )}
    </>
  );
};

const Counts = ({ counts }: Pick<ComponentProps<typeof ModelCounts>, "counts">) => {
  const look = route.useSearch();
  return <ModelCounts counts={counts} filter={look} chosen={look.states ?? []} />;
};

const ModelList = () => {
  const session = useSession();
  const { period } = session;
  const look = route.useSearch();
  const { by: _, descending: __, page: ___, ...filter } = look;
  const narrowed = Object.values(filter).some((value) => value !== undefined);
  return (
    <RecordList
      description={modelList}
      file="models"
      search={{ ...look, periodId: period?.id }}
      list={trpc.models.list}
      at={(change) => ({ to: "/mo-hinh", search: { ...look, ...change } })}
      keyOf={({ id }) => id}
      page={({ id }) => ({ to: "/mo-hinh/$id", params: { id } })}
      cells={{ submittedOn: SubmittedOn }}
      lead={Counts}
      papers={{ name: "Phiếu đăng ký (Word và PDF)", file: "registrations" }}
      empty={
        narrowed ? (
          <>
            Không có mô hình nào khớp với điều kiện đang chọn. <Link to="/mo-hinh">Bỏ các điều kiện</Link>
          </>
        ) : (
          `Chưa có mô hình nào. Hạn đăng ký: ${period ? deadlineText(period, onlyRegistrant(session)?.id ?? null) : ""}.`
        )
      }
    />
  );
};

/** The models within reach, narrowed by what stands in the address. */
export const ModelsPage = () => {
  const session = useSession();
  const { period, may } = session;
  usePeriodOfAddress();
  return (
    <Page
      title={period ? `Mô hình, ${period.title}` : "Mô hình"}
      summary={
        period &&
        `Hạn đăng ký ${deadlineText(period, onlyRegistrant(session)?.id ?? null)}${period.closedOn === null ? "" : `; kỳ đã khóa ngày ${dayText(period.closedOn)}`}.`
      }
      action={
        <Group gap="sm">
          {may("evidence.attach") && (
            <Button variant="default" renderRoot={(props) => <Link to="/minh-chung" {...props} />}>
              Kho minh chứng
            </Button>
          )}
          {period?.closedOn === null && extenderOf(session) !== null && (
            <Button variant="default" renderRoot={(props) => <Link to="/quan-tri/ky" {...props} />}>
              Gia hạn đăng ký
            </Button>
          )}
          {period?.closedOn === null && may("model.create") && (
            <Button renderRoot={(props) => <Link to="/mo-hinh/moi" {...props} />}>Đăng ký mô hình</Button>
          )}
        </Group>
      }
    >
      <NeedsPeriod>
        <ModelFilters />
        <ModelList />
      </NeedsPeriod>
    </Page>
  );
};
