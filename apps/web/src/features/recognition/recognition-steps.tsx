import { recognitionNeedsReason } from "@kheo/core/recognition";
import { trpc } from "../../lib/trpc.ts";
import { useChange } from "../../lib/use-change.ts";
import { StepButtons } from "../../ui/step-buttons.tsx";
import type { RecognitionData } from "./recognition-data.ts";

const consequences = {
  hold: "Hồ sơ tạm hoãn, lãnh đạo chưa ký được cho đến khi bỏ tạm hoãn.",
  release: "Hồ sơ trở lại chờ quyết định công nhận.",
  decline: "Mô hình không được công nhận trong kỳ này. Đơn vị đọc được lý do dưới đây.",
  publish: "Mô hình được công bố: mọi đơn vị xem được và đề nghị nhân rộng được.",
  confirm: "Ghi nhận đã kiểm tra lại hôm nay: mô hình giữ vững kết quả.",
  downgrade: "Ghi nhận đã kiểm tra lại hôm nay: mô hình giảm sút. Mô hình không còn là nguồn để nhân rộng mới.",
} as const;

const isPlain = (name: string): name is keyof typeof consequences => name in consequences;

/** Steps that need no decision; those with a decision have a form on the page. */
export const RecognitionSteps = ({ data }: { readonly data: RecognitionData }) => {
  const { recognition, steps } = data;
  const changes = {
    hold: useChange(trpc.recognition.hold.mutationOptions()),
    release: useChange(trpc.recognition.release.mutationOptions()),
    decline: useChange(trpc.recognition.decline.mutationOptions()),
    publish: useChange(trpc.recognition.publish.mutationOptions()),
    confirm: useChange(trpc.recognition.confirm.mutationOptions()),
    downgrade: useChange(trpc.recognition.downgrade.mutationOptions()),
  };
  const plain = steps.filter(isPlain);
  if (plain.length === 0) return null;
  return (
    <StepButtons
      steps={plain.map((name) => ({
        action: `recognition.${name}`,
        main: name === "publish",
        needsReason: recognitionNeedsReason(name),
        consequence: consequences[name],
        take: (reason) =>
          changes[name].sendAsync({ id: recognition.id, version: recognition.version, data: { reason } }),
      }))}
    />
  );
};
