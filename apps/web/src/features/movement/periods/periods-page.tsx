import type { Period } from "@kheo/core/movement/periods";
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

const columnsOf = (today: string, lock: (period: Period) => void): readonly RecordColumn<Period>[] => [
  { title: "Kỳ", main: true, cell: ({ title }) => <strong>{title}</strong> },
  { title: "Ngày mở", main: true, number: true, cell: ({ opensOn }) => dayText(opensOn) },
  {
    title: "Hạn đăng ký",
    main: true,
    number: true,
    cell: ({ registrationClosesOn }) => dayText(registrationClosesOn),
  },
  { title: "Ngày kết thúc", main: true, number: true, cell: ({ endsOn }) => dayText(endsOn) },
  { title: "Tình trạng", main: true, cell: (period) => stateOf(period, today) },
  {
    title: "Việc",
    main: true,
    cell: (period) =>
      period.closedOn === null ? (
        <Button
          variant="default"
          aria-label={`Khóa kỳ: ${period.title}`}
          onClick={() => {
            lock(period);
          }}
        >
          Khóa kỳ
        </Button>
      ) : (
        "—"
      ),
  },
];

const Periods = ({ unitId }: { readonly unitId: string }) => {
  const { periods, today } = useSession();
  const [locking, lock] = useState<Period | null>(null);
  const close = () => {
    lock(null);
  };
  return (
    <>
      <Records
        label="Các kỳ"
        rows={periods}
        keyOf={({ id }) => id}
        empty="Chưa có kỳ nào. Hãy mở kỳ đầu tiên ở bên dưới."
        columns={columnsOf(today, lock)}
      />
      <Modal
        opened={locking !== null}
        onClose={close}
        title={`Khóa ${locking?.title ?? ""}`}
        centered
        closeButtonProps={{ "aria-label": "Đóng" }}
      >
        {locking && <LockDialog period={locking} unitId={unitId} close={close} />}
      </Modal>
    </>
  );
};

/** The rounds of the movement: opened with their dates, and locked when everything is done. */
export const PeriodsPage = () => {
  const [scope] = unitsWhere(useSession(), "period.manage");
  return (
    <Page title="Các kỳ" summary="Mỗi kỳ có ngày mở, hạn đăng ký và ngày kết thúc riêng.">
      {scope ? (
        <>
          <AdministrationLinks />
          <Periods unitId={scope.id} />
          <OpenPeriodForm unitId={scope.id} />
        </>
      ) : (
        <Empty>Chỉ quản trị viên mở và khóa kỳ.</Empty>
      )}
    </Page>
  );
};
