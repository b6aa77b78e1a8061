import { replicationNeedsReason } from "@kheo/core/movement/replication";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { StepButtons } from "../../rules/step-buttons.tsx";
import { dayText } from "../../../kit/words.ts";
import type { ReplicationData } from "./replication-data.ts";

type Task = ReplicationData["replication"];

const consequences = {
  assign: ({ adopterUnitName, dueOn }: Task) =>
    `${adopterUnitName} được giao nhân rộng, hạn ${dayText(dueOn)}. Đơn vị sẽ nhận hoặc từ chối.`,
  dismiss: ({ adopterUnitName }: Task) => `Đề nghị của ${adopterUnitName} không được giao. Đơn vị đọc được lý do.`,
  accept: ({ dueOn }: Task) => `Đơn vị nhận nhiệm vụ, hoàn thành trước ngày ${dayText(dueOn)}.`,
  decline: () => "Đơn vị không nhận nhiệm vụ. Nơi giao đọc được lý do.",
  start: () => "Nhiệm vụ chuyển sang đang thực hiện.",
  requestWork: () => "Đơn vị làm thêm theo lý do dưới đây rồi báo cáo lại.",
  confirm: () => "Nghiệm thu kết quả; nhiệm vụ được tính là nhân rộng hoàn thành trong báo cáo.",
  fail: () => "Nhiệm vụ kết thúc, không đạt. Đơn vị đọc được lý do.",
} as const;

const isPlain = (name: string): name is keyof typeof consequences => name in consequences;

/** Steps of a task; the report of the adopter has a form on the page. */
export const ReplicationSteps = ({ data }: { readonly data: ReplicationData }) => {
  const { replication, steps } = data;
  const changes = {
    assign: useChange(trpc.replication.assign.mutationOptions()),
    dismiss: useChange(trpc.replication.dismiss.mutationOptions()),
    accept: useChange(trpc.replication.accept.mutationOptions()),
    decline: useChange(trpc.replication.decline.mutationOptions()),
    start: useChange(trpc.replication.start.mutationOptions()),
    requestWork: useChange(trpc.replication.requestWork.mutationOptions()),
    confirm: useChange(trpc.replication.confirm.mutationOptions()),
    fail: useChange(trpc.replication.fail.mutationOptions()),
  };
  const plain = steps.filter(isPlain);
  if (plain.length === 0) return null;
  const main = (["assign", "accept", "start", "confirm"] as const).find((name) => plain.includes(name));
  return (
    <StepButtons
      steps={plain.map((name) => ({
        action: `replication.${name}`,
        main: name === main,
        needsReason: replicationNeedsReason(name),
        consequence: consequences[name](replication),
        take: (reason) =>
          changes[name].sendAsync({ id: replication.id, version: replication.version, data: { reason } }),
      }))}
    />
  );
};
