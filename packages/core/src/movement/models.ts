import type { Day } from "../ground/days.ts";
import { type Fields, schemaOf, type ValuesOf } from "../ground/fields.ts";
import { DomainError } from "../rules/errors.ts";
import { type Period, requireOpen } from "./periods.ts";
import type { EditionId, ModelKind, Topic } from "../criteria/edition.ts";
import { advance } from "../rules/workflow.ts";
import type { StateOf } from "../rules/states.ts";
import type { StepOf } from "../rules/steps.ts";
import { type Actor, can, type UnitPlace } from "../rules/rights.ts";

/** The four official fields (lĩnh vực) of the statistics. */
export const fieldText = {
  economy: "Kinh tế",
  cultureSociety: "Văn hóa – xã hội",
  defenceSecurity: "Quốc phòng – an ninh",
  politicalSystem: "Xây dựng hệ thống chính trị",
} as const;
export type Field = keyof typeof fieldText;
export const fields = Object.keys(fieldText) as [Field, ...Field[]];

export const subjectKindText: Readonly<Record<ModelKind, string>> = {
  collective: "Tập thể",
  individual: "Cá nhân",
  household: "Hộ gia đình",
};
export const subjectKinds = ["collective", "individual", "household"] as const satisfies readonly ModelKind[];

const item = <Label extends string>(label: Label, hint: string) =>
  ({ kind: "paragraph", label, max: 5000, optional: true, hint }) as const;

/**
 * Items 2 to 10 of the registration form (PL-01); item 1 is the model's name. Each has its label and an example in
 * plain words, so that the form, the refusals and the printed paper say the same.
 */
export const registrationItems = {
  situation: item(
    "Thực trạng, lý do",
    "Ví dụ: Tuyến đường nội tổ rộng 3 m, xe cứu hỏa không vào được; 86 hộ dân kiến nghị nhiều lần.",
  ),
  objectives: item(
    "Mục tiêu, tiêu chí (có số liệu)",
    "Ví dụ: Mở rộng 1,2 km đường từ 3 m lên 6 m; 100 % hộ dân đồng thuận; không phải cưỡng chế.",
  ),
  content: item(
    "Nội dung, cách thức thực hiện",
    "Ví dụ: Lập tổ vận động, phân công từng hộ; họp dân công khai phương án; đảng viên làm trước.",
  ),
  place: item("Địa bàn, đối tượng", "Ví dụ: Tổ dân phố 3 và 4; 86 hộ có đất dọc tuyến."),
  forces: item(
    "Lực lượng (chủ trì, phối hợp, tham gia)",
    "Ví dụ: Chi bộ chủ trì; Ban Công tác Mặt trận phối hợp; Hội Nông dân, Đoàn Thanh niên tham gia.",
  ),
  resources: item(
    "Nguồn lực (kinh phí, cơ sở vật chất, ngày công, xã hội hóa)",
    "Ví dụ: Nhà nước hỗ trợ 420 tấn xi măng; Nhân dân góp 612 triệu đồng và 540 ngày công.",
  ),
  schedule: item(
    "Thời gian (bắt đầu, tiến độ, thời điểm đánh giá)",
    "Ví dụ: Bắt đầu tháng 3; xong giải tỏa tháng 6; đánh giá tháng 11 năm 2026.",
  ),
  outputs: item(
    "Sản phẩm, kết quả đầu ra kiểm chứng được",
    "Ví dụ: 1,2 km đường bê tông; biên bản bàn giao đất của 86 hộ; ảnh trước và sau.",
  ),
  sustainability: item(
    "Khả năng duy trì, nhân rộng",
    "Ví dụ: Tổ tự quản giữ đường; áp dụng được cho các tổ dân phố có đường hẹp.",
  ),
} as const satisfies Fields;
export type RegistrationItem = keyof typeof registrationItems;
export const registrationItemNames = Object.keys(registrationItems) as [RegistrationItem, ...RegistrationItem[]];

/** The numeric goals of a model, each with its unit of measure (chỉ tiêu của mô hình). */
export const targetFields = {
  name: { kind: "line", label: "Tên chỉ tiêu", max: 200, hint: "Ví dụ: Chiều dài đường được mở rộng" },
  unit: { kind: "line", label: "Đơn vị tính", max: 40, hint: "Ví dụ: km, hộ, %" },
  baseline: { kind: "amount", label: "Hiện trạng", most: 1e12, hint: "Ví dụ: 0" },
  goal: {
    kind: "amount",
    label: "Mục tiêu",
    most: 1e12,
    hint: "Ví dụ: 1,2 (dấu phẩy trước phần lẻ). Nhỏ hơn hiện trạng nghĩa là phấn đấu giảm.",
  },
  dueOn: { kind: "day", label: "Hạn hoàn thành chỉ tiêu", hint: "Ví dụ: 30/11/2026" },
} as const satisfies Fields;
export type Target = ValuesOf<typeof targetFields>;

/** The registration form (PL-01, PL-02). Nothing of ethnicity, religion or party membership stands in it. */
export const registrationFields = {
  title: {
    kind: "line",
    label: "Tên mô hình",
    min: 5,
    max: 200,
    hint: "Ví dụ: Tuyến đường liên tổ do Nhân dân hiến đất mở rộng",
  },
  subjectKind: { kind: "choice", label: "Loại", options: subjectKindText },
  field: { kind: "choice", label: "Lĩnh vực", options: fieldText },
  /** The code of a topic; whether a plugin declares it, `requireDeclaredTopic` says. */
  topic: { kind: "listed", label: "Chủ đề", hint: "Chủ đề và loại quyết định bộ tiêu chí chấm điểm." },
  items: { kind: "group", label: "Nội dung đăng ký", fields: registrationItems },
  targets: {
    kind: "rows",
    label: "Chỉ tiêu",
    fields: targetFields,
    most: 20,
    hint: "Khi chấm điểm, kết quả thực hiện được so với các chỉ tiêu này. Cần ít nhất một chỉ tiêu.",
  },
  exemplar: {
    kind: "group",
    label: "Cá nhân, hộ gia đình",
    optional: true,
    fields: {
      name: { kind: "line", label: "Họ tên", min: 2, max: 120, hint: "Ví dụ: Nguyễn Thị Hoa" },
      /** Empty until the form is sent, and again once it need not be kept. */
      birthYear: { kind: "year", label: "Năm sinh", optional: true, hint: "Ví dụ: 1968" },
      position: {
        kind: "line",
        label: "Chức vụ, công việc",
        min: 2,
        max: 200,
        hint: "Ví dụ: Trưởng Ban Công tác Mặt trận thôn",
      },
      consentsToPublish: {
        kind: "yesNo",
        label: "Người được nêu gương đồng ý công khai họ tên khi mô hình được công bố",
      },
    },
  },
  contactName: {
    kind: "line",
    label: "Người liên hệ",
    max: 120,
    optional: true,
    hint: "Ví dụ: Trần Văn Bình, Bí thư chi bộ",
  },
  contactPhone: { kind: "phone", label: "Điện thoại", hint: "Ví dụ: 0912 345 678" },
} as const satisfies Fields;
export type RegistrationForm = ValuesOf<typeof registrationFields>;

/**
 * What a draft may hold: any part of it may still be empty, nothing may be malformed. The form and the procedure
 * read the same schema.
 */
export const registrationForm = schemaOf(registrationFields).superRefine(({ targets }, problems) => {
  for (const [index, { goal, baseline }] of targets.entries()) {
    if (goal <= 0 && baseline <= 0) {
      const path = ["targets", index, "goal"];
      problems.addIssue({
        code: "custom",
        path,
        message: `${targetFields.goal.label}: phải lớn hơn 0, trừ khi là giảm từ hiện trạng về 0.`,
      });
    }
  }
});

/**
 * A topic is chosen from those that the plugins declare today; one of an earlier year stays with its models until their
 * form is touched.
 * @throws `input.invalid`.
 */
export const requireDeclaredTopic = (topics: readonly Topic[], { topic }: Pick<RegistrationForm, "topic">): void => {
  if (!topics.some(({ code }) => code === topic)) {
    throw new DomainError("input.invalid", {
      fields: [{ path: "topic", message: `${registrationFields.topic.label}: cần chọn trong danh sách.` }],
    });
  }
};

/** An empty form, as the "new model" page starts with; a topic is for the person to choose. */
export const emptyRegistration: RegistrationForm = {
  title: "",
  subjectKind: "collective",
  field: "economy",
  topic: "",
  items: Object.fromEntries(registrationItemNames.map((name) => [name, ""])) as RegistrationForm["items"],
  targets: [],
  exemplar: null,
  contactName: "",
  contactPhone: "",
};

/** What a telephone number lacks before anybody can be called by it; `null` where it lacks nothing. */
export const shortPhone = ({ contactPhone }: Pick<RegistrationForm, "contactPhone">): string | null => {
  const digits = contactPhone.replaceAll(/\D/gu, "").length;
  if (digits >= 8) return null;
  return contactPhone === ""
    ? "Điện thoại: cần ghi số để liên hệ."
    : `Điện thoại: mới có ${digits} chữ số, cần ít nhất 8, ví dụ 0912 345 678.`;
};

/** What a form still lacks before it may be submitted, in the order of the form. */
export const missingFrom = (form: RegistrationForm): readonly { path: string; message: string }[] => [
  ...registrationItemNames
    .filter((name) => form.items[name].length < 10)
    .map((name) => ({
      path: `items.${name}`,
      message: `${registrationItems[name].label}: cần ghi rõ, ít nhất 10 ký tự.`,
    })),
  ...(form.targets.length === 0
    ? [{ path: "targets", message: "Chỉ tiêu: cần ít nhất một chỉ tiêu có số liệu." }]
    : []),
  ...(form.subjectKind !== "collective" && form.exemplar === null
    ? [{ path: "exemplar", message: "Cá nhân, hộ gia đình: cần ghi họ tên, năm sinh, công việc." }]
    : []),
  ...(form.subjectKind !== "collective" && form.exemplar?.birthYear === null
    ? [{ path: "exemplar.birthYear", message: "Năm sinh: cần bốn chữ số, ví dụ 1968." }]
    : []),
  ...(form.contactName.length < 2 ? [{ path: "contactName", message: "Người liên hệ: cần ghi họ tên." }] : []),
  ...[shortPhone(form)].flatMap((message) => (message === null ? [] : [{ path: "contactPhone", message }])),
];

/**
 * What a model is called where others list it than those who may see it, while the person it is about has not agreed to be
 * published. Of what the person did they are told nothing.
 */
export const withheldTitle = "Điển hình cá nhân, hộ gia đình chưa đồng ý công khai";

/** The form as the actor reads it: how to reach people, and how old they are, only where it is filled in or accepted. */
export const formFor = (actor: Actor, place: UnitPlace, form: RegistrationForm): RegistrationForm =>
  can(actor, "model.viewContact", place)
    ? form
    : { ...form, contactName: "", contactPhone: "", exemplar: form.exemplar && { ...form.exemplar, birthYear: null } };

export type ModelState = StateOf<"model">;
export type ModelStep = StepOf<"model">;

/** A model (mô hình): what a unit registers. */
export type Model = {
  readonly id: string;
  /** Its number in the register, such as `MH-2026-0007`. */
  readonly code: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly periodId: string;
  readonly form: RegistrationForm;
  readonly state: ModelState;
  readonly version: number;
  /** The model of an earlier period that this one continues (duy trì). */
  readonly continuesId: string | null;
  readonly lineageId: string;
  readonly editionId: EditionId | null;
  /** Why it was returned, rejected, suspended …: shown on top of the unit's form. */
  readonly reason: string | null;
  readonly submittedOn: Day | null;
  readonly acceptedOn: Day | null;
  readonly discontinuedOn: Day | null;
};

/** What a step of a model may look at; all of it is handed in. */
export type ModelFacts = { readonly period: Period; readonly reason?: string | undefined };

/**
 * The state a step leads to.
 * @throws `workflow.wrongState`, `period.closed`, `workflow.reasonRequired`, `model.incomplete`.
 */
export const advanceModel = (model: Pick<Model, "state" | "form">, step: ModelStep, facts: ModelFacts): ModelState => {
  const next = advance("model", model.state, step, facts.reason);
  requireOpen(facts.period);
  if (step === "submit") {
    const missing = missingFrom(model.form);
    if (missing.length > 0) throw new DomainError("model.incomplete", { fields: missing });
  }
  return next;
};

/** States in which the unit may change its form. After submission the copy is frozen. */
export const editableStates: readonly ModelState[] = ["draft", "returned"];

/** States that count as an accepted registration in the report. */
export const acceptedStates: readonly ModelState[] = ["accepted", "suspended", "discontinued"];

/** States in which a model was accepted and may still be carried on: it is scored, and registered again. */
export const carriedOnStates: readonly ModelState[] = ["accepted", "suspended"];

/** States in which a model was sent and has not come to its end: others may be merged into it, and its unit has work. */
export const openModelStates: readonly ModelState[] = ["submitted", "returned", "accepted", "suspended"];

/** States in which a registration has come to nothing of its own: no report knows it, and nobody inherits it. */
export const droppedStates: readonly ModelState[] = ["rejected", "merged", "withdrawn"];

/** States in which a registration leaves free what it would have carried on: that may be registered once more. */
export const releasingStates: readonly ModelState[] = ["rejected", "withdrawn"];
