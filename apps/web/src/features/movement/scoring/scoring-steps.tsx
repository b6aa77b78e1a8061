import { type AssessmentStep, assessmentNeedsReason } from "@kheo/core/movement/scoring";
import { type Step, StepButtons } from "../../rules/step-buttons.tsx";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { handedInText } from "./hand-in-list.tsx";
import type { ScoringData } from "./scoring-data.ts";

type ScoringStepsProps = {
  /** The main step stands in the bar, the others at the end of the page. */
  readonly show: "main" | "others" | "all";
  readonly data: ScoringData;
  readonly undecided: readonly string[];
  /** Saves what is typed and answers the version to act upon. */
  readonly flush: () => Promise<number>;
};

/** The steps of the office that the state allows; sending the report is the unit's own button. */
export const ScoringSteps = ({ data, undecided, flush, show }: ScoringStepsProps) => {
  const { assessment, members, steps } = data;
  const changes = {
    return: useChange(trpc.scoring.return.mutationOptions()),
    appraise: useChange(trpc.scoring.appraise.mutationOptions()),
    verify: useChange(trpc.scoring.verify.mutationOptions()),
    close: useChange(trpc.scoring.close.mutationOptions()),
    reopen: useChange(trpc.scoring.reopen.mutationOptions()),
  };
  const open =
    undecided.length > 0 ? ` Còn ${undecided.length} việc chưa xác nhận nên hệ thống sẽ chưa cho thực hiện.` : "";
  const consequences: Readonly<Record<Exclude<AssessmentStep, "submit">, string>> = {
    return: "Bảng tự chấm trở về đơn vị để bổ sung; đơn vị đọc được lý do dưới đây.",
    appraise: `Bảng điểm được chuyển cho các thành viên của hội đồng phụ trách đơn vị cho điểm.${open}`,
    verify: `Ghi nhận đã phúc tra số liệu hôm nay. Hội đồng vẫn cho điểm được.${open}`,
    close: `${handedInText(members)} thành viên đã nộp phiếu. Sau khi đóng, phiếu chưa nộp không được tính, điểm của từng người và kết quả được mở cho mọi người.${open}`,
    reopen: "Kết quả đang có được giữ trong hồ sơ. Các phiếu đã nộp được trả lại cho thành viên để sửa.",
  };
  const main: AssessmentStep | undefined = (["appraise", "close"] as const).find((name) => steps.includes(name));
  return (
    <StepButtons
      steps={steps
        .filter((name) => name !== "submit")
        .filter((name) => show === "all" || (name === main) === (show === "main"))
        .map((name): Step => ({
          action: `scoring.${name}`,
          needsReason: assessmentNeedsReason(name),
          consequence: consequences[name],
          main: name === main,
          take: async (reason) => {
            const version = await flush();
            return changes[name].sendAsync({ id: assessment.modelId, version, data: { reason } });
          },
        }))}
    />
  );
};
