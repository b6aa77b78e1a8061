import { type Model, type ModelStep, needsReason } from "@kheo/core/movement/models";
import { type Step, StepButtons } from "../../rules/step-buttons.tsx";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { Group } from "@mantine/core";
import { MergeStep } from "./merge-step.tsx";

/** Every step that needs nothing but a reason; merging also needs the other model. */
type PlainStep = Exclude<ModelStep, "merge">;

const consequences: Readonly<Record<PlainStep, string>> = {
  submit: "Phiếu được gửi đến cơ quan thường trực; sau khi gửi, đơn vị không sửa được nữa, trừ khi phiếu được trả lại.",
  withdraw: "Đăng ký của mô hình này chấm dứt và không mở lại được. Muốn đăng ký lại, đơn vị lập phiếu mới.",
  accept: "Mô hình được tiếp nhận vào kỳ; bảng điểm được lập và đơn vị bắt đầu báo cáo số liệu.",
  return: "Phiếu được trả lại cho đơn vị để bổ sung rồi gửi lại.",
  reject: "Mô hình không được tiếp nhận trong kỳ này; quyết định này không rút lại được.",
  suspend: "Mô hình tạm dừng; việc chấm điểm cũng dừng cho đến khi được tiếp tục.",
  resume: "Mô hình được tiếp tục và lại được chấm điểm.",
  discontinue: "Mô hình dừng hẳn từ hôm nay và không mở lại được.",
};

const useSteps = (): Readonly<Record<PlainStep, ReturnType<typeof useStep>>> => ({
  submit: useStep("submit"),
  withdraw: useStep("withdraw"),
  accept: useStep("accept"),
  return: useStep("return"),
  reject: useStep("reject"),
  suspend: useStep("suspend"),
  resume: useStep("resume"),
  discontinue: useStep("discontinue"),
});

const useStep = (name: PlainStep) => useChange(trpc.models[name].mutationOptions()).sendAsync;

const isPlain = (step: ModelStep): step is PlainStep => step !== "merge";

/** What may be done with the model now. */
export const ModelSteps = ({ model, steps }: { readonly model: Model; readonly steps: readonly ModelStep[] }) => {
  const take = useSteps();
  const { id, version } = model;
  return (
    <Group gap="sm">
      <StepButtons
        steps={steps.filter(isPlain).map((name): Step => ({
          action: `model.${name}`,
          needsReason: needsReason(name),
          consequence: consequences[name],
          main: name === "accept",
          take: (reason) => take[name]({ id, version, data: { reason } }),
        }))}
      />
      {steps.includes("merge") && <MergeStep model={model} />}
    </Group>
  );
};
