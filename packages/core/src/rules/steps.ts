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

/** What a sentence about what will happen may name; the page hands in what it knows. */
export type ConsequenceFacts = {
  /** Who has to carry it out. */
  readonly unitName?: string;
  /** The last day, in words. */
  readonly dueOn?: string;
  /** How many of how many have handed in, in words. */
  readonly handedIn?: string;
  /** How many decisions of the office are still open. */
  readonly undecided?: number;
};

/** A step: from which states to which, and what people are asked and told before it is taken. */
export type StepRow<State extends string> = {
  readonly from: readonly State[];
  readonly to: State;
  /** Must say why, so that the person concerned reads the reason; where a draft is confirmed, that has said it. */
  readonly reason?: true | "drafted";
  /** What most often comes next; the button that stands out. */
  readonly main?: true;
  /** What will happen; nothing where the step is taken in a form of its own, which says it. */
  readonly consequence?: (facts: ConsequenceFacts) => string;
};

const says = (text: string) => (): string => text;
const stillOpen = ({ undecided = 0 }: ConsequenceFacts): string =>
  undecided > 0 ? ` Còn ${undecided} việc chưa xác nhận nên hệ thống sẽ chưa cho thực hiện.` : "";

/**
 * Every step of everything that has a state, a row each, in the order in which people see them. Everything else about
 * the workflow (buttons, the printed diagram, the test of reachability) is derived from these rows and `stateText`.
 */
export const steps = {
  model: {
    submit: {
      from: ["draft", "returned"],
      to: "submitted",
      consequence: says(
        "Phiếu được gửi đến cơ quan thường trực; sau khi gửi, đơn vị không sửa được nữa, trừ khi phiếu được trả lại.",
      ),
    },
    accept: {
      from: ["submitted"],
      to: "accepted",
      main: true,
      consequence: says("Mô hình được tiếp nhận vào kỳ; bảng điểm được lập và đơn vị bắt đầu báo cáo số liệu."),
    },
    return: {
      from: ["submitted"],
      to: "returned",
      reason: true,
      consequence: says("Phiếu được trả lại cho đơn vị để bổ sung rồi gửi lại."),
    },
    reject: {
      from: ["submitted"],
      to: "rejected",
      reason: true,
      consequence: says("Mô hình không được tiếp nhận trong kỳ này; quyết định này không rút lại được."),
    },
    merge: { from: ["submitted"], to: "merged", reason: true },
    withdraw: {
      from: ["draft", "submitted", "returned"],
      to: "withdrawn",
      reason: true,
      consequence: says(
        "Đăng ký của mô hình này chấm dứt và không mở lại được. Muốn đăng ký lại, đơn vị lập phiếu mới.",
      ),
    },
    suspend: {
      from: ["accepted"],
      to: "suspended",
      reason: true,
      consequence: says("Mô hình tạm dừng; việc chấm điểm cũng dừng cho đến khi được tiếp tục."),
    },
    resume: {
      from: ["suspended"],
      to: "accepted",
      consequence: says("Mô hình được tiếp tục và lại được chấm điểm."),
    },
    discontinue: {
      from: ["accepted", "suspended"],
      to: "discontinued",
      reason: true,
      consequence: says("Mô hình dừng hẳn từ hôm nay và không mở lại được."),
    },
  },
  assessment: {
    submit: { from: ["open"], to: "selfScored" },
    return: {
      from: ["selfScored", "underAppraisal", "reopened"],
      to: "open",
      reason: true,
      consequence: says("Bảng tự chấm trở về đơn vị để bổ sung; đơn vị đọc được lý do dưới đây."),
    },
    appraise: {
      from: ["selfScored", "reopened"],
      to: "underAppraisal",
      main: true,
      consequence: (facts) =>
        `Bảng điểm được chuyển cho các thành viên của hội đồng phụ trách đơn vị cho điểm.${stillOpen(facts)}`,
    },
    verify: {
      from: ["underAppraisal"],
      to: "verified",
      consequence: (facts) => `Ghi nhận đã phúc tra số liệu hôm nay. Hội đồng vẫn cho điểm được.${stillOpen(facts)}`,
    },
    close: {
      from: ["underAppraisal", "verified"],
      to: "closed",
      main: true,
      consequence: (facts) =>
        `${facts.handedIn ?? "Các"} thành viên đã nộp phiếu. Sau khi đóng, phiếu chưa nộp không được tính, điểm của từng người và kết quả được mở cho mọi người.${stillOpen(facts)}`,
    },
    reopen: {
      from: ["closed"],
      to: "reopened",
      reason: true,
      consequence: says("Kết quả đang có được giữ trong hồ sơ. Các phiếu đã nộp được trả lại cho thành viên để sửa."),
    },
  },
  recognition: {
    hold: {
      from: ["proposed"],
      to: "held",
      reason: true,
      consequence: says("Hồ sơ tạm hoãn, lãnh đạo chưa ký được cho đến khi bỏ tạm hoãn."),
    },
    release: { from: ["held"], to: "proposed", consequence: says("Hồ sơ trở lại chờ quyết định công nhận.") },
    recognize: {
      from: ["proposed"],
      to: "recognized",
      main: true,
      consequence: says(
        "Ký xác nhận dự thảo: mô hình được công nhận theo quyết định ghi trong dự thảo. Quyết định đã ghi không sửa được; khi cần thay đổi phải có quyết định khác.",
      ),
    },
    decline: {
      from: ["proposed", "held"],
      to: "declined",
      reason: true,
      consequence: says("Mô hình không được công nhận trong kỳ này. Đơn vị đọc được lý do dưới đây."),
    },
    publish: {
      from: ["recognized"],
      to: "published",
      main: true,
      consequence: says("Mô hình được công bố: mọi đơn vị xem được và đề nghị nhân rộng được."),
    },
    confirm: {
      from: ["published", "confirmed", "downgraded"],
      to: "confirmed",
      consequence: says("Ghi nhận đã kiểm tra lại hôm nay: mô hình giữ vững kết quả."),
    },
    downgrade: {
      from: ["published", "confirmed"],
      to: "downgraded",
      reason: true,
      consequence: says(
        "Ghi nhận đã kiểm tra lại hôm nay: mô hình giảm sút. Mô hình không còn là nguồn để nhân rộng mới.",
      ),
    },
    revoke: {
      from: ["recognized", "published", "confirmed", "downgraded"],
      to: "revoked",
      reason: "drafted",
      consequence: says(
        "Ký xác nhận dự thảo: công nhận bị thu hồi theo quyết định ghi trong dự thảo. Mô hình không còn được tính là được công nhận.",
      ),
    },
  },
  replication: {
    assign: {
      from: ["proposed"],
      to: "assigned",
      main: true,
      consequence: ({ unitName = "Đơn vị", dueOn = "" }) =>
        `${unitName} được giao nhân rộng, hạn ${dueOn}. Đơn vị sẽ nhận hoặc từ chối.`,
    },
    dismiss: {
      from: ["proposed"],
      to: "declined",
      reason: true,
      consequence: ({ unitName = "đơn vị" }) => `Đề nghị của ${unitName} không được giao. Đơn vị đọc được lý do.`,
    },
    accept: {
      from: ["assigned"],
      to: "accepted",
      main: true,
      consequence: ({ dueOn = "" }) => `Đơn vị nhận nhiệm vụ, hoàn thành trước ngày ${dueOn}.`,
    },
    decline: {
      from: ["assigned"],
      to: "declined",
      reason: true,
      consequence: says("Đơn vị không nhận nhiệm vụ. Nơi giao đọc được lý do."),
    },
    start: {
      from: ["accepted"],
      to: "running",
      main: true,
      consequence: says("Nhiệm vụ chuyển sang đang thực hiện."),
    },
    submit: { from: ["running", "needsWork"], to: "submitted" },
    confirm: {
      from: ["submitted"],
      to: "confirmed",
      main: true,
      consequence: says("Nghiệm thu kết quả; nhiệm vụ được tính là nhân rộng hoàn thành trong báo cáo."),
    },
    requestWork: {
      from: ["submitted"],
      to: "needsWork",
      reason: true,
      consequence: says("Đơn vị làm thêm theo lý do dưới đây rồi báo cáo lại."),
    },
    fail: {
      from: ["running", "submitted", "needsWork"],
      to: "failed",
      reason: true,
      consequence: says("Nhiệm vụ kết thúc, không đạt. Đơn vị đọc được lý do."),
    },
  },
} as const satisfies { readonly [T in Stated]: Readonly<Record<string, StepRow<StateOf<T>>>> };

/** The steps of a thing. */
export type StepOf<T extends Stated> = keyof (typeof steps)[T] & string;
