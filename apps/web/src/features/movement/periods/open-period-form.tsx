import { emptyOf } from "@kheo/core/ground/fields";
import { openPeriodInput, periodFields } from "@kheo/core/movement/periods";
import { FieldsForm } from "../../../kit/fields/fields-form.tsx";
import { say } from "../../../kit/notice.ts";
import { dayText } from "../../../kit/words.ts";
import { Section } from "../../../kit/section.tsx";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";

/** A new period; it scores by the newest edition of every criteria set on the day it is opened. */
export const OpenPeriodForm = ({ unitId }: { readonly unitId: string }) => {
  const open = useChange(trpc.periods.open.mutationOptions());
  return (
    <Section
      title="Mở kỳ mới"
      lead="Kỳ dùng các bộ tiêu chí mới nhất vào ngày mở kỳ; bộ tiêu chí ban hành sau đó không làm thay đổi kỳ này."
    >
      <FieldsForm
        form="period"
        of={[unitId]}
        fields={periodFields}
        rules={openPeriodInput}
        start={emptyOf(periodFields)}
        send={({ values, key }) => open.sendAsync({ id: unitId, data: values }, key)}
        sent={(_, { title }) => {
          say(`Đã mở ${title}.`);
        }}
        asks={({ title, opensOn, registrationClosesOn, endsOn }) =>
          `${title} được mở cho mọi đơn vị, từ ${dayText(opensOn)} đến ${dayText(endsOn)}, hạn đăng ký ${dayText(registrationClosesOn)}. Các ngày và bộ tiêu chí của kỳ không sửa được sau khi mở.`
        }
        button="Mở kỳ"
      />
    </Section>
  );
};
