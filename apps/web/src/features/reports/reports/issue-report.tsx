import { emptyOf } from "@kheo/core/ground/fields";
import { writtenDocumentFields } from "@kheo/core/offices/documents";
import { useNavigate } from "@tanstack/react-router";
import { FieldsForm } from "../../../kit/fields/fields-form.tsx";
import { say } from "../../../kit/notice.ts";
import { Section } from "../../../kit/section.tsx";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";

/** Gives a frozen report its number and day: what is issued stays as it is. */
export const IssueReport = ({ snapshotId }: { readonly snapshotId: string }) => {
  const issue = useChange(trpc.reports.issue.mutationOptions());
  const navigate = useNavigate();
  return (
    <Section
      title="Ban hành bản chốt này"
      lead="Báo cáo lấy số tiếp theo trong sổ văn bản, ghi ngày hôm nay và được giữ nguyên từ đó."
    >
      <FieldsForm
        name="Ban hành báo cáo"
        form="reportIssue"
        of={[snapshotId]}
        fields={writtenDocumentFields}
        start={{ ...emptyOf(writtenDocumentFields), signing: "head" }}
        refusedAt={{ "document.faulty": "signatory" }}
        send={({ values, key }) => issue.sendAsync({ id: snapshotId, data: values }, key)}
        sent={({ id, numberText }) => {
          say(`Đã ban hành báo cáo số ${numberText}.`);
          void navigate({ to: "/van-ban/$id", params: { id } });
        }}
        button="Lấy số và ban hành"
      />
    </Section>
  );
};
