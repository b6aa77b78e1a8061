import { emptyOf, type Fields } from "@kheo/core/ground/fields";
import { grantsOf } from "@kheo/core/rules/rights";
import { clusterFields } from "@kheo/core/territory/clusters";
import { FieldsForm } from "../../../kit/fields/fields-form.tsx";
import { say } from "../../../kit/notice.ts";
import { Section } from "../../../kit/section.tsx";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { UnitBox } from "../units/unit-box.tsx";
import { useReach } from "../units/use-reach.ts";

const fields = { unitId: { kind: "unit", label: "Đơn vị lập" }, ...clusterFields } as const satisfies Fields;

type FoundClusterFormProps = {
  readonly close: () => void;
  /** The day from which the new one can be seen. */
  readonly founded: (validFrom: string) => void;
};

/** A new cluster or bloc of a unit; its members are assigned afterwards. */
export const FoundClusterForm = ({ close, founded }: FoundClusterFormProps) => {
  const session = useSession();
  const [grant] = grantsOf(session, "cluster.found");
  const found = useChange(trpc.clusters.found.mutationOptions());
  const among = useReach("cluster.found");
  return (
    <Section title="Lập cụm, khối thi đua" lead="Cụm gồm các đơn vị cùng khu vực; khối gồm các cơ quan cùng loại.">
      <FieldsForm
        form="cluster"
        of={[]}
        fields={fields}
        start={{
          ...emptyOf(fields),
          unitId: grant?.post.unitId ?? null,
          kind: "cluster",
          validFrom: session.today,
        }}
        refusedAt={{ "cluster.duplicate": "name" }}
        send={({ values: { unitId, ...data }, key }) => found.sendAsync({ id: unitId, data }, key)}
        sent={(_, { name, validFrom }) => {
          say(`Đã lập ${name}. Bước tiếp theo: xếp thành viên.`);
          founded(validFrom);
        }}
        render={{ unitId: (box) => <UnitBox {...box} among={among} /> }}
        button="Lập cụm, khối"
        close={close}
      />
    </Section>
  );
};
