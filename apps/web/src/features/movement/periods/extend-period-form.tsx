import { emptyOf } from "@kheo/core/ground/fields";
import {
  deadlineText,
  type Period,
  extensionFields,
  extensionInputFor,
  extensionRefusedAt,
} from "@kheo/core/movement/periods";
import { Text } from "@mantine/core";
import { FieldsForm } from "../../../kit/fields/fields-form.tsx";
import { say } from "../../../kit/notice.ts";
import { dayText } from "../../../kit/words.ts";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { UnitBox } from "../../territory/units/unit-box.tsx";
import { shortName } from "../../territory/units/unit-choice.tsx";
import { useUnits } from "../../territory/units/use-units.ts";

type ExtendProps = { readonly period: Period; readonly scopeId: string; readonly close: () => void };

/** A later last day of registration, by decision, for every unit or for one. */
export const ExtendPeriodForm = ({ period, scopeId, close }: ExtendProps) => {
  const { today } = useSession();
  const extend = useChange(trpc.periods.extend.mutationOptions());
  const { data: tree } = useUnits();
  const unitsText = (unitId: string | null): string => {
    const unit = unitId === null ? undefined : tree?.all.find(({ id }) => id === unitId);
    if (unit && tree) {
      const below = tree.countBelow(unit.id);
      const others = below === 0 ? "" : ` và ${below.toLocaleString("vi-VN")} đơn vị trực thuộc`;
      return `${shortName(unit, tree)}${others}`;
    }
    return tree ? `tất cả ${tree.all.length.toLocaleString("vi-VN")} đơn vị` : "mọi đơn vị";
  };
  return (
    <FieldsForm
      form="extension"
      of={[period.id]}
      fields={extensionFields}
      rules={extensionInputFor(period, today)}
      start={emptyOf(extensionFields)}
      refusedAt={extensionRefusedAt}
      render={{ unitId: (box) => <UnitBox {...box} clearable /> }}
      send={({ values, key }) => extend.sendAsync({ id: scopeId, data: { ...values, periodId: period.id } }, key)}
      sent={(_, { until }) => {
        say(`Đã gia hạn đăng ký ${period.title} đến ${dayText(until)}.`);
        close();
      }}
      asks={({ unitId, until }) =>
        `Hạn đăng ký ${period.title} được dời từ ${deadlineText(period, unitId)} đến ${dayText(until)} cho ${unitsText(unitId)}. Phiếu đã gửi cũng được tính trễ hay không theo hạn mới; kết quả đã đóng chấm điểm và báo cáo đã chốt không đổi. Hạn đã dời không rút ngắn lại được.`
      }
      button="Gia hạn đăng ký"
      close={close}
    >
      {({ boxes, typed }) => (
        <>
          <Text>Hạn đang áp dụng: {deadlineText(period, typed.unitId)}.</Text>
          {boxes()}
        </>
      )}
    </FieldsForm>
  );
};
