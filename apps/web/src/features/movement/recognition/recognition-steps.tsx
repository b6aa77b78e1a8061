import { recognitionNeedsReason, type RecognitionStep } from "@kheo/core/movement/recognition";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { StepButtons } from "../../rules/step-buttons.tsx";
import type { RecognitionData } from "./recognition-data.ts";

const consequences = {
  hold: "Hồ sơ tạm hoãn, lãnh đạo chưa ký được cho đến khi bỏ tạm hoãn.",
  release: "Hồ sơ trở lại chờ quyết định công nhận.",
  decline: "Mô hình không được công nhận trong kỳ này. Đơn vị đọc được lý do dưới đây.",
  publish: "Mô hình được công bố: mọi đơn vị xem được và đề nghị nhân rộng được.",
  confirm: "Ghi nhận đã kiểm tra lại hôm nay: mô hình giữ vững kết quả.",
  recognize:
    "Ký xác nhận dự thảo: mô hình được công nhận theo quyết định ghi trong dự thảo. Quyết định đã ghi không sửa được; khi cần thay đổi phải có quyết định khác.",
  revoke:
    "Ký xác nhận dự thảo: công nhận bị thu hồi theo quyết định ghi trong dự thảo. Mô hình không còn được tính là được công nhận.",
  downgrade: "Ghi nhận đã kiểm tra lại hôm nay: mô hình giảm sút. Mô hình không còn là nguồn để nhân rộng mới.",
} as const satisfies Record<RecognitionStep, string>;

/** What may be done now; a decision is confirmed as the office has drafted it. */
export const RecognitionSteps = ({ data }: { readonly data: RecognitionData }) => {
  const { recognition, steps } = data;
  const changes = {
    hold: useChange(trpc.recognition.hold.mutationOptions()),
    release: useChange(trpc.recognition.release.mutationOptions()),
    decline: useChange(trpc.recognition.decline.mutationOptions()),
    publish: useChange(trpc.recognition.publish.mutationOptions()),
    confirm: useChange(trpc.recognition.confirm.mutationOptions()),
    recognize: useChange(trpc.recognition.recognize.mutationOptions()),
    revoke: useChange(trpc.recognition.revoke.mutationOptions()),
    downgrade: useChange(trpc.recognition.downgrade.mutationOptions()),
  };
  if (steps.length === 0) return null;
  return (
    <StepButtons
      steps={steps.map((name) => ({
        action: `recognition.${name}`,
        main: name === "publish" || name === "recognize",
        // The reason of a revocation stands in its draft.
        needsReason: name !== "revoke" && recognitionNeedsReason(name),
        consequence: consequences[name],
        take: (reason) =>
          changes[name].sendAsync({ id: recognition.id, version: recognition.version, data: { reason } }),
      }))}
    />
  );
};
