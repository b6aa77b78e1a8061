import { emptyOf } from "@kheo/core/ground/fields";
import { unitFields, type UnitKind } from "@kheo/core/territory/units";
import { useState } from "react";
import { FieldsForm } from "../../../kit/fields/fields-form.tsx";
import { fieldId } from "../../../kit/field.ts";
import { say } from "../../../kit/notice.ts";
import { Section } from "../../../kit/section.tsx";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";

/** A new unit directly below this one; the next one is often of its kind and day. */
export const AddUnitForm = ({ parentId, parentName }: { readonly parentId: string; readonly parentName: string }) => {
  const { today } = useSession();
  const [before, goOnFrom] = useState({ kind: "partyCell" as UnitKind, validFrom: today });
  const create = useChange(trpc.units.create.mutationOptions());
  return (
    <div id="them-don-vi">
      <Section title="Thêm đơn vị" lead={`Đơn vị mới trực thuộc ${parentName}.`}>
        <FieldsForm
          form="unit"
          of={[parentId]}
          fields={unitFields}
          start={{ ...emptyOf(unitFields), ...before }}
          send={({ values, key }) => create.sendAsync({ id: parentId, data: values }, key)}
          sent={(_, { name, kind, validFrom }) => {
            say(`Đã thêm ${name}.`);
            goOnFrom({ kind, validFrom });
            document.getElementById(fieldId("name"))?.focus();
          }}
          button="Thêm đơn vị"
        />
      </Section>
    </div>
  );
};
