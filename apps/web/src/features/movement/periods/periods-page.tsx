import { deadlineText, type Period } from "@kheo/core/movement/periods";
import { unitsWhere } from "@kheo/core/rules/rights";
import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { AdministrationLinks } from "../../rules/administration-links.tsx";
import { say } from "../../../kit/notice.ts";
import { Empty, Failure, Page } from "../../../kit/page.tsx";
import { type RecordColumn, Records } from "../../../kit/records.tsx";
import { dayText } from "../../../kit/words.ts";
import { ExtendPeriodForm } from "./extend-period-form.tsx";
import { Extensions } from "./extensions.tsx";
import { extenderOf } from "./registrant.ts";
import { OpenPeriodForm } from "./open-period-form.tsx";

const stateOf = ({ closedOn, opensOn, endsOn }: Period, today: string): string => {
  if (closedOn !== null) return `Đã khóa ngày ${dayText(closedOn)}`;
  if (today < opensOn) return "Chưa đến ngày mở";
  return today > endsOn ? "Đã hết kỳ, chưa khóa" : "Đang mở";
};

const LockDialog = ({
  period,
  unitId,
  close,
}: {
  readonly period: Period;
  readonly unitId: string;
  readonly close: () => void;
}) => {
  const lock = useChange(trpc.periods.close.mutationOptions());
  return (
    <Stack>
      <Text>
        Sau khi khóa {period.title}, không ai đăng ký, sửa, chấm điểm hay công nhận mô hình của kỳ này được nữa. Việc
        khóa không mở lại được.
      </Text>
      <Failure error={lock.error} />
      <Group justify="flex-end">
        <Button variant="default" onClick={close}>
          Để sau
        </Button>
        <Button
          loading={lock.isPending}
          onClick={() => {
            lock.send({ id: unitId, data: { periodId: period.id } }, () => {
              say(`Đã khóa ${period.title}.`);
              close();
            });
          }}
        >
          Khóa kỳ
        </Button>
      </Group>
    </Stack>
  );
};

type Acts = {
  // `null` where it is not this person's.
  readonly lock: ((period: Period) => void) | null;
  readonly extend: ((period: Period) => void) | null;
};

const ActButton = ({ text, period, act }: { text: string; period: Period; act: ((period: Period) => void) | null }) =>
  act && (
    <Button
      variant="default"
      aria-label={`${text}: ${period.title}`}
      onClick={() => {
        act(period);
      }}
    >
      {text}
    </Button>
  );

const columnsOf = (today: string, { lock, extend }: Acts): readonly RecordColumn<Period>[] => [
  { title: "Kỳ", main: true, cell: ({ title }) => <strong>{title}</strong> },
  { title: "Ngày mở", main: true, number: true, cell: ({ opensOn }) => dayText(opensOn) },
  { title: "Hạn đăng ký", main: true, cell: (period) => deadlineText(period, null) },
  { title: "Ngày kết thúc", main: true, number: true, cell: ({ endsOn }) => dayText(endsOn) },
  { title: "Tình trạng", main: true, cell: (period) => stateOf(period, today) },
  {
    title: "Việc",
    main: true,
    cell: (period) =>
      period.closedOn === null && (lock || extend) ? (
        <Group gap="sm">
          <ActButton text="Gia hạn đăng ký" period={period} act={extend} />
          <ActButton text="Khóa kỳ" period={period} act={lock} />
        </Group>
      ) : (
        "—"
      ),
  },
];

type Opened = { readonly act: "lock" | "extend"; readonly period: Period };

const Periods = ({
  managerId,
  extenderId,
}: {
  readonly managerId: string | null;
  readonly extenderId: string | null;
}) => {
  const { periods, today } = useSession();
  const [opened, open] = useState<Opened | null>(null);
  const close = () => {
    open(null);
  };
  const opens = (act: Opened["act"], unitId: string | null) =>
    unitId === null
      ? null
      : (period: Period) => {
          open({ act, period });
        };
  return (
    <>
      <Records
        label="Các kỳ"
        rows={periods}
        keyOf={({ id }) => id}
        empty="Chưa có kỳ nào. Kỳ đầu tiên do quản trị viên mở."
        columns={columnsOf(today, { lock: opens("lock", managerId), extend: opens("extend", extenderId) })}
      />
      <Extensions periods={periods} />
      <Modal
        opened={opened !== null}
        onClose={close}
        title={opened && `${opened.act === "lock" ? "Khóa" : "Gia hạn đăng ký"} ${opened.period.title}`}
        centered
        closeButtonProps={{ "aria-label": "Đóng" }}
      >
        {opened?.act === "lock" && managerId !== null && (
          <LockDialog period={opened.period} unitId={managerId} close={close} />
        )}
        {opened?.act === "extend" && extenderId !== null && (
          <ExtendPeriodForm period={opened.period} scopeId={extenderId} close={close} />
        )}
      </Modal>
    </>
  );
};

/** The rounds of the movement: opened with their dates, extended by decision, and locked when everything is done. */
export const PeriodsPage = () => {
  const session = useSession();
  const [manager] = unitsWhere(session, "period.manage");
  return (
    <Page title="Các kỳ" summary="Mỗi kỳ có ngày mở, hạn đăng ký và ngày kết thúc riêng.">
      {manager && <AdministrationLinks />}
      <Periods managerId={manager?.id ?? null} extenderId={extenderOf(session)} />
      {manager ? (
        <OpenPeriodForm unitId={manager.id} />
      ) : (
        <Empty>Quản trị viên mở và khóa kỳ; cơ quan thường trực của đơn vị cao nhất gia hạn đăng ký.</Empty>
      )}
    </Page>
  );
};
