import { DomainError } from "./errors.ts";

/**
 * From each state, which action leads where: one small table a thing. Everything else about the workflow (buttons,
 * the printed diagram, the reachability test) is derived from these tables.
 */
export const workflow = {
  model: {
    draft: { submit: "submitted", withdraw: "withdrawn" },
    submitted: {
      accept: "accepted",
      return: "returned",
      reject: "rejected",
      merge: "merged",
      withdraw: "withdrawn",
    },
    returned: { submit: "submitted", withdraw: "withdrawn" },
    accepted: { suspend: "suspended", discontinue: "discontinued" },
    suspended: { resume: "accepted", discontinue: "discontinued" },
    discontinued: {},
    rejected: {},
    merged: {},
    withdrawn: {},
  },
  assessment: {
    open: { submit: "selfScored" },
    selfScored: { return: "open", appraise: "underAppraisal" },
    underAppraisal: { return: "open", verify: "verified", close: "closed" },
    verified: { close: "closed" },
    closed: { reopen: "reopened" },
    reopened: { appraise: "underAppraisal", return: "open" },
  },
  recognition: {
    proposed: { hold: "held", recognize: "recognized", decline: "declined" },
    held: { release: "proposed", decline: "declined" },
    recognized: { publish: "published", revoke: "revoked" },
    published: { confirm: "confirmed", downgrade: "downgraded", revoke: "revoked" },
    confirmed: { confirm: "confirmed", downgrade: "downgraded", revoke: "revoked" },
    downgraded: { confirm: "confirmed", revoke: "revoked" },
    declined: {},
    revoked: {},
  },
  replication: {
    proposed: { assign: "assigned", dismiss: "declined" },
    assigned: { accept: "accepted", decline: "declined" },
    accepted: { start: "running" },
    running: { submit: "submitted", fail: "failed" },
    submitted: { confirm: "confirmed", requestWork: "needsWork", fail: "failed" },
    needsWork: { submit: "submitted", fail: "failed" },
    confirmed: {},
    declined: {},
    failed: {},
  },
} as const;

/** The states in which a thing may begin. */
export const initialStates = {
  model: ["draft"],
  assessment: ["open"],
  recognition: ["proposed"],
  replication: ["proposed", "assigned"],
} as const satisfies { readonly [T in Thing]: readonly StateOf<T>[] };

/** A thing that has a state. */
export type Thing = keyof typeof workflow;
export type StateOf<T extends Thing> = keyof (typeof workflow)[T] & string;
type KeysOfUnion<U> = U extends unknown ? keyof U : never;
/** The actions that move a thing from one state to another. */
export type StepOf<T extends Thing> = KeysOfUnion<(typeof workflow)[T][keyof (typeof workflow)[T]]> & string;

/** What a thing is called in a sentence. */
export const thingText: Readonly<Record<Thing, string>> = {
  model: "Mô hình",
  assessment: "Bảng điểm",
  recognition: "Hồ sơ công nhận",
  replication: "Nhiệm vụ nhân rộng",
};

/** The words people read for each state. */
export const stateText: { readonly [T in Thing]: Readonly<Record<StateOf<T>, string>> } = {
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
};

/** The state an action leads to, or `undefined` where it leads nowhere. */
export const nextState = <T extends Thing>(thing: T, state: StateOf<T>, step: StepOf<T>): StateOf<T> | undefined =>
  (workflow[thing][state] as Partial<Record<string, StateOf<T>>>)[step];

/** The actions a state allows, in the order of the table; the policy then says to whom. */
export const stepsFrom = <T extends Thing>(thing: T, state: StateOf<T>): readonly StepOf<T>[] =>
  Object.keys(workflow[thing][state] as object) as StepOf<T>[];

/**
 * The state an action leads to.
 * @throws `workflow.wrongState` where the table has no such step.
 */
export const advance = <T extends Thing>(
  thing: T,
  state: StateOf<T>,
  step: StepOf<T>,
  stepText: string,
): StateOf<T> => {
  const next = nextState(thing, state, step);
  if (next === undefined) {
    throw new DomainError("workflow.wrongState", {
      what: thingText[thing],
      state: stateText[thing][state],
      action: stepText,
    });
  }
  return next;
};
