import { emptyOf, type Fields } from "@kheo/core/ground/fields";
import {
  type Body,
  bodyFields,
  bodyInput,
  bodyValues,
  defaultBodyRules,
  foundBodyFields,
  foundBodyInput,
  ruleValues,
} from "@kheo/core/offices/bodies";
import { z } from "zod";
import { FieldsForm } from "../../../kit/fields/fields-form.tsx";
import { say } from "../../../kit/notice.ts";
import { Section } from "../../../kit/section.tsx";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { UnitBox } from "../../territory/units/unit-box.tsx";
import { useReach } from "../../territory/units/use-reach.ts";

const fields = { unitId: { kind: "unit", label: "Đơn vị" }, ...foundBodyFields } as const satisfies Fields;
const rules = foundBodyInput.safeExtend({ unitId: z.uuid({ error: "Đơn vị: cần chọn trong danh sách." }) });

type FormProps = { readonly close: () => void };

/** A new council, panel or committee of a unit. */
export const FoundBodyForm = ({ close }: FormProps) => {
  const { today } = useSession();
  const found = useChange(trpc.bodies.found.mutationOptions());
  const among = useReach("body.found");
  return (
    <Section
      title="Lập hội đồng, tổ, ban"
      lead="Phiên họp đã triệu tập giữ quy chế của ngày triệu tập; quy chế mới dùng cho phiên họp sau."
    >
      <FieldsForm
        form="body"
        of={[]}
        fields={fields}
        rules={rules}
        start={{ ...emptyOf(fields), ...ruleValues(defaultBodyRules), kind: "council", foundedOn: today }}
        send={({ values: { unitId, ...data }, key }) => found.sendAsync({ id: unitId, data }, key)}
        sent={(_, { name }) => {
          say(`Đã lập ${name}.`);
          close();
        }}
        render={{ unitId: (box) => <UnitBox {...box} among={among} /> }}
        button="Lập hội đồng, tổ, ban"
        close={close}
      />
    </Section>
  );
};

/** The name and the rules of a body. */
export const EditBodyForm = ({ body, close }: FormProps & { readonly body: Body }) => {
  const edit = useChange(trpc.bodies.edit.mutationOptions());
  return (
    <Section
      title="Sửa tên và quy chế"
      lead="Phiên họp đã triệu tập giữ quy chế của ngày triệu tập; quy chế mới dùng cho phiên họp sau."
    >
      <FieldsForm
        form="body"
        of={[body.id]}
        fields={bodyFields}
        rules={bodyInput}
        version={body.version}
        start={bodyValues(body)}
        send={({ changes, key }) => edit.sendAsync({ id: body.id, data: { changes } }, key)}
        sent={() => {
          say("Đã lưu quy chế.");
          close();
        }}
        button="Lưu quy chế"
        close={close}
      />
    </Section>
  );
};
