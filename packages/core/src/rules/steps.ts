import type { Stated, StateOf } from "./states.ts";

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
  /** Must say why, so that the person concerned reads the reason. */
  readonly reason?: true;
  /** Confirms a drafted decision, whose reason is the step's; and what waits for the draft, after its number. */
  readonly drafted?: { readonly waits?: string };
  /** What most often comes next; the button that stands out. */
  readonly main?: true;
  /**
   * What a thing in such a state waits for is this step: what waits, after its number (`3 phiếu đăng ký chờ tiếp nhận`).
   * Whose it is then follows from the policy.
   */
  readonly waits?: Readonly<Partial<Record<State, string>>>;
  /** Is to be taken by the thing's day: that of the task, or the last day of registration. */
  readonly due?: true;
  /** Never by a post of the very unit whose thing it is: nobody gives themselves a task, or judges it. */
  readonly apart?: true;
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
      waits: { returned: "phiếu đăng ký bị trả lại, cần bổ sung", draft: "phiếu đăng ký đang soạn, chưa gửi" },
      due: true,
      consequence: says(
        "Phiếu được gửi đến cơ quan thường trực; sau khi gửi, đơn vị không sửa được nữa, trừ khi phiếu được trả lại.",
      ),
    },
    accept: {
      from: ["submitted"],
      to: "accepted",
      waits: { submitted: "phiếu đăng ký chờ tiếp nhận" },
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
    submit: { from: ["open"], to: "selfScored", waits: { open: "bảng điểm cần báo cáo số liệu" } },
    return: {
      from: ["selfScored", "underAppraisal", "reopened"],
      to: "open",
      reason: true,
      consequence: says("Bảng tự chấm trở về đơn vị để bổ sung; đơn vị đọc được lý do dưới đây."),
    },
    appraise: {
      from: ["selfScored", "reopened"],
      to: "underAppraisal",
      waits: { selfScored: "bảng tự chấm chờ xác nhận", reopened: "bảng tự chấm chờ xác nhận" },
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
      waits: { underAppraisal: "bảng điểm đang chấm, chờ đóng", verified: "bảng điểm đang chấm, chờ đóng" },
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
    release: {
      from: ["held"],
      to: "proposed",
      waits: { held: "hồ sơ công nhận đang tạm hoãn" },
      consequence: says("Hồ sơ trở lại chờ quyết định công nhận."),
    },
    recognize: {
      from: ["proposed"],
      to: "recognized",
      drafted: { waits: "mô hình chờ dự thảo quyết định công nhận" },
      waits: { proposed: "dự thảo quyết định chờ ký xác nhận" },
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
      waits: { recognized: "quyết định công nhận chờ công bố" },
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
      drafted: {},
      waits: {
        recognized: "dự thảo quyết định thu hồi chờ ký xác nhận",
        published: "dự thảo quyết định thu hồi chờ ký xác nhận",
        confirmed: "dự thảo quyết định thu hồi chờ ký xác nhận",
        downgraded: "dự thảo quyết định thu hồi chờ ký xác nhận",
      },
      reason: true,
      consequence: says(
        "Ký xác nhận dự thảo: công nhận bị thu hồi theo quyết định ghi trong dự thảo. Mô hình không còn được tính là được công nhận.",
      ),
    },
  },
  replication: {
    assign: {
      from: ["proposed"],
      to: "assigned",
      apart: true,
      waits: { proposed: "đề nghị nhân rộng chờ giao" },
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
      waits: { assigned: "nhiệm vụ nhân rộng mới giao, chờ nhận" },
      due: true,
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
      waits: { accepted: "nhiệm vụ nhân rộng đã nhận, chờ bắt đầu" },
      due: true,
      main: true,
      consequence: says("Nhiệm vụ chuyển sang đang thực hiện."),
    },
    submit: {
      from: ["running", "needsWork"],
      to: "submitted",
      waits: { running: "nhiệm vụ nhân rộng đang thực hiện", needsWork: "nhiệm vụ nhân rộng cần làm thêm" },
      due: true,
    },
    confirm: {
      from: ["submitted"],
      to: "confirmed",
      apart: true,
      waits: { submitted: "kết quả nhân rộng chờ nghiệm thu" },
      main: true,
      consequence: says("Nghiệm thu kết quả; nhiệm vụ được tính là nhân rộng hoàn thành trong báo cáo."),
    },
    requestWork: {
      from: ["submitted"],
      to: "needsWork",
      apart: true,
      reason: true,
      consequence: says("Đơn vị làm thêm theo lý do dưới đây rồi báo cáo lại."),
    },
    fail: {
      from: ["running", "submitted", "needsWork"],
      to: "failed",
      apart: true,
      reason: true,
      consequence: says("Nhiệm vụ kết thúc, không đạt. Đơn vị đọc được lý do."),
    },
  },
} as const satisfies { readonly [T in Stated]: Readonly<Record<string, StepRow<StateOf<T>>>> };

/** The steps of a thing. */
export type StepOf<T extends Stated> = keyof (typeof steps)[T] & string;
