import type { Thing } from "./things.ts";

/** The words people read for each state. */
export const stateText = {
  model: {
    draft: "Nháp",
    submitted: "Đã đăng ký",
    returned: "Trả lại để bổ sung",
    accepted: "Đã tiếp nhận",
    suspended: "Tạm dừng",
    discontinued: "Đã dừng",
    rejected: "Không tiếp nhận",
    merged: "Đã gộp",
    withdrawn: "Đã rút",
  },
  assessment: {
    open: "Chờ báo cáo số liệu",
    selfScored: "Đã tự chấm",
    underAppraisal: "Đang thẩm định",
    verified: "Đã phúc tra",
    closed: "Đã đóng chấm điểm",
    reopened: "Mở lại",
  },
  recognition: {
    proposed: "Đề nghị công nhận",
    held: "Tạm hoãn",
    recognized: "Đã có quyết định",
    declined: "Không công nhận",
    published: "Đã công bố",
    confirmed: "Giữ vững khi kiểm tra lại",
    downgraded: "Giảm sút khi kiểm tra lại",
    revoked: "Đã thu hồi",
  },
  replication: {
    proposed: "Đề nghị nhân rộng",
    assigned: "Đã giao",
    accepted: "Đã nhận",
    declined: "Không nhận",
    running: "Đang thực hiện",
    submitted: "Chờ nghiệm thu",
    needsWork: "Cần làm thêm",
    confirmed: "Đã nghiệm thu",
    failed: "Không đạt",
  },
} as const;

/** A thing that has a state. */
export type Stated = keyof typeof stateText & Thing;
export type StateOf<T extends Stated> = keyof (typeof stateText)[T] & string;

/** The states of each thing; its table in the database holds no other. */
export const states = Object.fromEntries(
  Object.entries(stateText).map(([thing, words]) => [thing, Object.keys(words)]),
) as unknown as { readonly [T in Stated]: readonly StateOf<T>[] };

/** The states in which a thing may begin. */
export const initialStates = {
  model: ["draft"],
  assessment: ["open"],
  recognition: ["proposed"],
  replication: ["proposed", "assigned"],
} as const satisfies { readonly [T in Stated]: readonly StateOf<T>[] };
