import type { Action } from "./policy.ts";
import type { StateOf, Stated } from "./steps.ts";

/** One line of "what must I do now": things in these states wait for somebody who may do this. */
export type TodoRow = {
  readonly [T in Stated]: {
    readonly thing: T;
    readonly states: readonly StateOf<T>[];
    readonly action: Action;
    /** Only what has a drafted decision, or only what has none. */
    readonly drafted?: boolean;
    /** What waits, after its number: `3 phiếu đăng ký chờ tiếp nhận`. */
    readonly text: string;
  };
}[Stated];

/** What waits for whom; a person sees the rows whose action their posts allow. */
export const todoRows: readonly TodoRow[] = [
  { thing: "model", states: ["returned"], action: "model.edit", text: "phiếu đăng ký bị trả lại, cần bổ sung" },
  { thing: "model", states: ["draft"], action: "model.edit", text: "phiếu đăng ký đang soạn, chưa gửi" },
  { thing: "model", states: ["submitted"], action: "model.accept", text: "phiếu đăng ký chờ tiếp nhận" },
  { thing: "assessment", states: ["open"], action: "scoring.submit", text: "mô hình cần báo cáo số liệu" },
  {
    thing: "assessment",
    states: ["selfScored", "reopened"],
    action: "scoring.appraise",
    text: "bảng tự chấm chờ xác nhận",
  },
  {
    thing: "assessment",
    states: ["underAppraisal", "verified"],
    action: "scoring.close",
    text: "mô hình đang chấm, chờ đóng",
  },
  {
    thing: "recognition",
    states: ["proposed"],
    action: "recognition.draft",
    drafted: false,
    text: "mô hình chờ dự thảo quyết định công nhận",
  },
  {
    thing: "recognition",
    states: ["proposed", "recognized", "published", "confirmed", "downgraded"],
    action: "recognition.recognize",
    drafted: true,
    text: "dự thảo quyết định chờ ký xác nhận",
  },
  {
    thing: "recognition",
    states: ["recognized"],
    action: "recognition.publish",
    text: "quyết định công nhận chờ công bố",
  },
  { thing: "replication", states: ["proposed"], action: "replication.assign", text: "đề nghị nhân rộng chờ giao" },
  {
    thing: "replication",
    states: ["assigned"],
    action: "replication.accept",
    text: "nhiệm vụ nhân rộng mới giao, chờ nhận",
  },
  {
    thing: "replication",
    states: ["accepted", "running", "needsWork"],
    action: "replication.submit",
    text: "nhiệm vụ nhân rộng đang thực hiện",
  },
  {
    thing: "replication",
    states: ["submitted"],
    action: "replication.confirm",
    text: "kết quả nhân rộng chờ nghiệm thu",
  },
];
