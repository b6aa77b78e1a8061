import { daysBetween } from "@kheo/core/ground/days";
import { deadlineOf, deadlineText, type Period } from "@kheo/core/movement/periods";
import { Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { usePeriodId, useSession } from "../../lib/session.ts";
import { trpc } from "../../lib/trpc.ts";
import { ModelCounts } from "../movement/models/model-counts.tsx";
import { onlyRegistrant } from "../movement/periods/registrant.ts";
import { NeedsPeriod } from "../movement/periods/no-period.tsx";
import { Empty, Loaded, Page } from "../../kit/page.tsx";
import { dayText } from "../../kit/words.ts";
import { Confirmations } from "./confirmations.tsx";
import { Told } from "./told.tsx";
import { useTodo } from "./use-todo.ts";
import { useWaiting } from "./use-waiting.ts";
import { TodoRow } from "./todo-row.tsx";

/** The period's next deadline in words. */
const nextDeadlineText = (period: Period, unitId: string | null, today: string): string => {
  if (period.closedOn !== null) return `Kỳ đã khóa ngày ${dayText(period.closedOn)}.`;
  const left = daysBetween(today, deadlineOf(period, unitId));
  const day = deadlineText(period, unitId);
  if (left > 0) return `Hạn đăng ký mô hình: ${day}, còn ${left} ngày.`;
  if (left === 0) return `Hạn đăng ký mô hình là hôm nay, ${day}.`;
  const rest = daysBetween(today, period.endsOn);
  const end = dayText(period.endsOn);
  return rest >= 0
    ? `Đã hết hạn đăng ký, ${day}; kỳ kết thúc ngày ${end}, còn ${rest} ngày.`
    : `Kỳ đã kết thúc ngày ${end}, chưa khóa.`;
};

const Todo = () => {
  const todo = useTodo();
  const othersWait = useWaiting().length > 0;
  return (
    <Loaded query={todo} rows={3}>
      {(rows) =>
        rows.length === 0 && othersWait ? null : rows.length === 0 ? (
          <Empty>Hiện không có việc nào chờ đồng chí. Khi có việc mới, việc sẽ hiện ở đây.</Empty>
        ) : (
          <ul className="todo" aria-label="Việc đang chờ">
            {rows.map((row) => (
              <TodoRow key={row.text} row={row} />
            ))}
          </ul>
        )
      }
    </Loaded>
  );
};

const ModelsOfPeriod = () => {
  const periodId = usePeriodId();
  const models = useQuery(trpc.models.list.queryOptions({ periodId, limit: 1 }));
  return (
    <section aria-labelledby="models-of-period">
      <Title order={2} size="h4" mb="xs" id="models-of-period">
        Mô hình của kỳ
      </Title>
      <Loaded query={models} rows={1}>
        {({ counts }) =>
          Object.keys(counts).length === 0 ? (
            <Text c="warm.7">Chưa có mô hình nào.</Text>
          ) : (
            <ModelCounts counts={counts} />
          )
        }
      </Loaded>
    </section>
  );
};

/** What must I do now, by when, and what is late. */
export const HomePage = () => {
  const session = useSession();
  const { period, today, may } = session;
  return (
    <Page
      title="Việc cần làm"
      summary={period && `${period.title}. ${nextDeadlineText(period, onlyRegistrant(session)?.id ?? null, today)}`}
    >
      <NeedsPeriod>
        <Stack gap="xl">
          <Confirmations />
          <Todo />
          {may("model.view") && <ModelsOfPeriod />}
          <Told />
        </Stack>
      </NeedsPeriod>
    </Page>
  );
};
