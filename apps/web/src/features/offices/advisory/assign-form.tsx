import { advisoryFields, advisoryInput } from "@kheo/core/offices/advisory";
import { emptyOf, type Fields } from "@kheo/core/ground/fields";
import { grantsOf } from "@kheo/core/rules/rights";
import { z } from "zod";
import { FieldsForm } from "../../../kit/fields/fields-form.tsx";
import { say } from "../../../kit/notice.ts";
import { Section } from "../../../kit/section.tsx";
import { dayText } from "../../../kit/words.ts";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { UnitBox } from "../../territory/units/unit-box.tsx";
import { useReach } from "../../territory/units/use-reach.ts";

const fields = {
  unitId: { kind: "unit", label: "Trong địa bàn", hint: "Gồm cả các đơn vị đã nhập vào địa bàn này" },
  ...advisoryFields,
} as const satisfies Fields;
const rules = advisoryInput.safeExtend({ unitId: z.uuid({ error: "Trong địa bàn: cần chọn trong danh sách." }) });

/** Which body advises from a day on. */
export const AssignForm = ({ close }: { readonly close: () => void }) => {
  const session = useSession();
  const [grant] = grantsOf(session, "advisory.assign");
  const assign = useChange(trpc.advisory.assign.mutationOptions());
  const among = useReach("advisory.assign");
  return (
    <Section
      title="Phân công cơ quan tham mưu"
      lead="Cơ quan đang phụ trách cùng cấp, cùng lĩnh vực ở địa bàn này thôi phụ trách từ ngày đó; giấy tờ của các ngày trước vẫn ghi cơ quan cũ."
    >
      <FieldsForm
        name="Phân công cơ quan tham mưu"
        form="advisoryAssignment"
        of={[]}
        fields={fields}
        rules={rules}
        start={{
          ...emptyOf(fields),
          unitId: grant?.post.unitId ?? null,
          duty: "massMobilization",
          validFrom: session.today,
        }}
        refusedAt={{ "advisory.tooEarly": "validFrom" }}
        send={({ values: { unitId, ...data }, key }) => assign.sendAsync({ id: unitId, data }, key)}
        sent={(_, { bodyName, validFrom }) => {
          say(`Đã phân công ${bodyName} từ ngày ${dayText(validFrom)}.`);
          close();
        }}
        render={{ unitId: (box) => <UnitBox {...box} among={among} /> }}
        button="Phân công cơ quan"
        close={close}
      />
    </Section>
  );
};
