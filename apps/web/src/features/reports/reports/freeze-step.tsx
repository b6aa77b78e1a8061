import { useNavigate } from "@tanstack/react-router";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { StepButtons } from "../../rules/step-buttons.tsx";
import { dayText } from "../../../kit/words.ts";
import type { ReportScope } from "./report-search.ts";

type FreezeStepProps = {
  readonly unitId: string;
  readonly unitName: string;
  readonly periodId: string;
  readonly scope: ReportScope;
};

/** Keeps the report as it stands. */
export const FreezeStep = ({ unitId, unitName, periodId, scope }: FreezeStepProps) => {
  const freeze = useChange(trpc.reports.freeze.mutationOptions());
  const navigate = useNavigate();
  return (
    <StepButtons
      steps={[
        {
          action: "report.freeze",
          main: true,
          needsReason: false,
          consequence: `Giữ lại một bản báo cáo của ${unitName} với số liệu đến ngày ${dayText(scope.cutoff)}. Bản chốt không sửa được; có thể chốt thêm bản khác.`,
          take: async () => {
            const { id } = await freeze.sendAsync({ id: unitId, data: { periodId, ...scope } });
            await navigate({ to: "/bao-cao", search: { unitId, snapshotId: id } });
          },
        },
      ]}
    />
  );
};
