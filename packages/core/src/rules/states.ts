import type { Thing } from "./things.ts";

/** How a state is to be taken: nothing is asked, somebody is waited for, it goes on, it has come to good, or to bad. */
export type Tone = "quiet" | "waiting" | "going" | "good" | "bad";

type StateRow = {
  readonly text: string;
  readonly tone: Tone;
  /** A thing may begin in it. */
  readonly begins?: true;
};

/** Every state of everything that has states, a row each: the words people read, and its tone. */
export const stateRows = {
  model: {
    draft: { text: "Nháp", tone: "quiet", begins: true },
    submitted: { text: "Đã đăng ký", tone: "waiting" },
    returned: { text: "Trả lại để bổ sung", tone: "bad" },
    accepted: { text: "Đã tiếp nhận", tone: "going" },
    suspended: { text: "Tạm dừng", tone: "quiet" },
    discontinued: { text: "Đã dừng", tone: "quiet" },
    rejected: { text: "Không tiếp nhận", tone: "bad" },
    merged: { text: "Đã gộp", tone: "quiet" },
    withdrawn: { text: "Đã rút", tone: "quiet" },
  },
  assessment: {
    open: { text: "Chờ báo cáo số liệu", tone: "quiet", begins: true },
    selfScored: { text: "Đã tự chấm", tone: "waiting" },
    underAppraisal: { text: "Đang thẩm định", tone: "going" },
    verified: { text: "Đã phúc tra", tone: "going" },
    closed: { text: "Đã đóng chấm điểm", tone: "good" },
    reopened: { text: "Mở lại", tone: "waiting" },
  },
  recognition: {
    proposed: { text: "Đề nghị công nhận", tone: "waiting", begins: true },
    held: { text: "Tạm hoãn", tone: "bad" },
    recognized: { text: "Đã có quyết định", tone: "good" },
    declined: { text: "Không công nhận", tone: "bad" },
    published: { text: "Đã công bố", tone: "good" },
    confirmed: { text: "Giữ vững khi kiểm tra lại", tone: "good" },
    downgraded: { text: "Giảm sút khi kiểm tra lại", tone: "bad" },
    revoked: { text: "Đã thu hồi", tone: "bad" },
  },
  replication: {
    proposed: { text: "Đề nghị nhân rộng", tone: "waiting", begins: true },
    assigned: { text: "Đã giao", tone: "waiting", begins: true },
    accepted: { text: "Đã nhận", tone: "going" },
    declined: { text: "Không nhận", tone: "bad" },
    running: { text: "Đang thực hiện", tone: "going" },
    submitted: { text: "Chờ nghiệm thu", tone: "waiting" },
    needsWork: { text: "Cần làm thêm", tone: "bad" },
    confirmed: { text: "Đã nghiệm thu", tone: "good" },
    failed: { text: "Không đạt", tone: "bad" },
  },
} as const satisfies { readonly [T in Thing]?: Readonly<Record<string, StateRow>> };

/** A thing that has a state. */
export type Stated = keyof typeof stateRows;
export type StateOf<T extends Stated> = keyof (typeof stateRows)[T] & string;

/** What is made of the rows of each thing. */
const ofEach = (make: (rows: Readonly<Record<string, StateRow>>) => unknown): unknown =>
  Object.fromEntries(Object.entries(stateRows).map(([thing, rows]) => [thing, make(rows)]));

/** The words people read for each state. */
export const stateText = ofEach((rows) =>
  Object.fromEntries(Object.entries(rows).map(([state, { text }]) => [state, text])),
) as { readonly [T in Stated]: Readonly<Record<StateOf<T>, string>> };

/** The states of each thing; its table in the database holds no other. */
export const states = ofEach(Object.keys) as { readonly [T in Stated]: readonly StateOf<T>[] };

/** The states in which a thing may begin. */
export const initialStates = ofEach((rows) =>
  Object.keys(rows).filter((state) => rows[state]?.begins),
) as typeof states;
