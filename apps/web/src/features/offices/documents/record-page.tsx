import { emptyOf, type Fields } from "@kheo/core/ground/fields";
import { receivedDocumentFields } from "@kheo/core/offices/documents";
import { grantsOf } from "@kheo/core/rules/rights";
import { Link, useNavigate } from "@tanstack/react-router";
import { FieldsForm } from "../../../kit/fields/fields-form.tsx";
import { say } from "../../../kit/notice.ts";
import { Empty, Page } from "../../../kit/page.tsx";
import { Section } from "../../../kit/section.tsx";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { UnitBox } from "../../territory/units/unit-box.tsx";
import { useReach } from "../../territory/units/use-reach.ts";

const fields = {
  unitId: { kind: "unit", label: "Sổ của đơn vị" },
  ...receivedDocumentFields,
} as const satisfies Fields;

const RecordForm = ({ unitId }: { readonly unitId: string }) => {
  const navigate = useNavigate();
  const record = useChange(trpc.documents.record.mutationOptions());
  const among = useReach("document.record");
  return (
    <FieldsForm
      name="Ghi văn bản đến"
      form="receivedDocument"
      of={[]}
      fields={fields}
      start={{ ...emptyOf(fields), unitId }}
      refusedAt={{ "document.alreadyRecorded": "numberText", "document.datedAhead": "issuedOn" }}
      send={({ values: { unitId: at, ...data }, key }) => record.sendAsync({ id: at, data }, key)}
      sent={({ id, numberText }) => {
        say(`Đã vào sổ văn bản số ${numberText}.`);
        return navigate({ to: "/van-ban/$id", params: { id } });
      }}
      render={{ unitId: (box) => <UnitBox {...box} among={among} /> }}
      button="Ghi vào sổ"
      isPage
    >
      {({ boxes }) => (
        <Section title="Văn bản của cơ quan khác" lead="Ghi như trên văn bản nhận được.">
          {boxes()}
        </Section>
      )}
    </FieldsForm>
  );
};

/** Writes down a document that another body has issued. */
export const RecordPage = () => {
  const session = useSession();
  const [grant] = grantsOf(session, "document.record");
  return (
    <Page title="Ghi văn bản đến" summary={<Link to="/van-ban">Sổ văn bản</Link>}>
      {grant ? (
        <RecordForm unitId={grant.post.unitId} />
      ) : (
        <Empty>Chức vụ của đồng chí không có quyền ghi văn bản đến.</Empty>
      )}
    </Page>
  );
};
