import type { Day } from "@kheo/core/ground/days";
import {
  type Field,
  fieldText,
  fields,
  registrationItemNames,
  registrationItems,
  type RegistrationForm,
} from "@kheo/core/movement/models";
import { numberText } from "@kheo/core/ground/written";
import type { Issuer } from "@kheo/core/offices/issuers";
import { footOf, type Block, type Paper, type Signature, signatureOf, type Table } from "../description/paper.ts";

/** What the registration paper of a model is made from. */
export type RegistrationFacts = {
  readonly code: string;
  readonly form: RegistrationForm;
  readonly unitName: string;
  readonly issuer: Issuer;
  /** The standing office on the day of the paper. */
  readonly addressee: string;
  /** `năm 2026`. */
  readonly period: string;
  readonly topicLabel: string;
  /** The code of the model that it carries on. */
  readonly continues: string | null;
  /** The day on which it was sent; `null` for a draft. */
  readonly submittedOn: Day | null;
  readonly demonstration: boolean;
};

const targetsTable = ({ targets }: RegistrationForm): Table => ({
  kind: "table",
  title: "Chỉ tiêu của mô hình",
  columns: [
    { title: "TT", kind: "number", width: 10, align: "centre" },
    { title: "Chỉ tiêu", kind: "text", width: 65 },
    { title: "Đơn vị tính", kind: "text", width: 22 },
    { title: "Hiện trạng", kind: "text", width: 22, align: "right" },
    { title: "Mục tiêu", kind: "text", width: 22, align: "right" },
    { title: "Hạn", kind: "day", width: 24 },
  ],
  rows: targets.map(({ name, unit, baseline, goal, dueOn }, index) => ({
    cells: [index + 1, name, unit, numberText(baseline), numberText(goal), dueOn],
  })),
});

const fieldChoices = (chosen: Field): Block => ({
  kind: "choices",
  label: "Lĩnh vực",
  choices: fields.map((field) => ({ text: fieldText[field], ticked: field === chosen })),
});

const points = (answers: readonly (readonly [label: string, answer: string])[], first = 1): readonly Block[] =>
  answers.map(([label, answer], index) => ({ kind: "point", number: first + index, label, answer }));

/** The ten points of a collective's form (PL-01). */
const pointsOfCollective = ({ form, topicLabel, issuer }: RegistrationFacts): readonly Block[] => [
  ...points([
    ["Tên mô hình", form.title],
    [registrationItems.situation.label, form.items.situation],
    [registrationItems.objectives.label, form.items.objectives],
  ]),
  targetsTable(form),
  ...points(
    registrationItemNames
      .filter((name) => name !== "situation" && name !== "objectives")
      .map((name) => [registrationItems[name].label, form.items[name]] as const),
    4,
  ),
  fieldChoices(form.field),
  { kind: "point", label: "Chủ đề", answer: topicLabel },
  // What residents do together is led by their party cell, not by one of its associations.
  ...(issuer.symbol === "CB" || issuer.symbol === "BCTMT"
    ? [
        {
          kind: "choices",
          label: "Chi bộ trực tiếp chủ trì",
          choices: [
            { text: "Có", ticked: false },
            { text: "Không", ticked: false },
          ],
        } as const,
      ]
    : []),
];

const joined = (...texts: readonly string[]): string => texts.filter((text) => text !== "").join("\n");

/** The points of a person's or a household's form (PL-02); nothing of ethnicity, religion or party membership. */
const pointsOfPerson = ({ form, topicLabel, unitName }: RegistrationFacts): readonly Block[] => {
  const { exemplar, items } = form;
  return [
    ...points([
      [form.subjectKind === "household" ? "Họ và tên chủ hộ" : "Họ và tên", exemplar?.name ?? ""],
      ["Năm sinh", exemplar?.birthYear ? String(exemplar.birthYear) : ""],
      ["Chức vụ, công việc, đơn vị", [exemplar?.position ?? "", unitName].filter((text) => text !== "").join(", ")],
      ["Nơi ở (thôn, tổ dân phố), địa bàn", items.place],
      ["Việc đăng ký", form.title],
      ["Thực trạng, lý do", items.situation],
      ["Mục tiêu (có số liệu)", items.objectives],
    ]),
    targetsTable(form),
    ...points(
      [
        ["Cách làm", items.content],
        ["Lực lượng cùng làm, nguồn lực", joined(items.forces, items.resources)],
        ["Thời gian", items.schedule],
        ["Kết quả dự kiến, khả năng duy trì", joined(items.outputs, items.sustainability)],
      ],
      8,
    ),
    fieldChoices(form.field),
    { kind: "point", label: "Chủ đề", answer: topicLabel },
    {
      kind: "choices",
      label: "Công bố họ tên, ảnh khi được công nhận",
      choices: [
        { text: "Đồng ý", ticked: exemplar?.consentsToPublish === true },
        { text: "Không đồng ý", ticked: exemplar?.consentsToPublish === false },
      ],
    },
  ];
};

const signaturesOf = ({ form, issuer }: RegistrationFacts): readonly Signature[] => {
  const { family } = issuer;
  if (form.subjectKind !== "collective") {
    return [
      { heading: "XÁC NHẬN CỦA ĐƠN VỊ", ...signatureOf(issuer) },
      {
        heading: form.subjectKind === "household" ? "ĐẠI DIỆN HỘ ĐĂNG KÝ" : "NGƯỜI ĐĂNG KÝ",
        name: form.exemplar?.name ?? "",
      },
    ];
  }
  return family === "party"
    ? [{ heading: "XÁC NHẬN CỦA CHI ỦY" }, signatureOf(issuer)]
    : [{ heading: "XÁC NHẬN CỦA THỦ TRƯỞNG CƠ QUAN" }, { heading: "ĐẠI DIỆN ĐƠN VỊ ĐĂNG KÝ", ...signatureOf(issuer) }];
};

/** The registration of a model as a paper: PL-01 for what many do together, PL-02 for a person or a household. */
export const registrationPaper = (facts: RegistrationFacts): Paper => {
  const { code, form, issuer, addressee, period, continues, submittedOn } = facts;
  const isCollective = form.subjectKind === "collective";
  const what = isCollective
    ? `Mô hình “Dân vận khéo” ${period}`
    : `Điển hình “Dân vận khéo” ${period} (${form.subjectKind === "household" ? "hộ gia đình" : "cá nhân"})`;
  const registered = continues === null ? "Đăng ký mới" : `Đăng ký duy trì, tiếp nối mô hình ${continues}`;
  return {
    title: `Phiếu đăng ký ${code} ${form.title}`,
    issuer,
    date: submittedOn,
    numbered: null,
    codes: [`Mã đăng ký: ${code}`],
    sections: [
      {
        landscape: false,
        blocks: [
          {
            kind: "name",
            name: "PHIẾU ĐĂNG KÝ",
            about: [what],
            remark: `(${registered}${submittedOn === null ? "; bản nháp, chưa gửi" : ""})`,
          },
          { kind: "addressed", label: "Kính gửi", to: [addressee] },
          ...(isCollective ? pointsOfCollective(facts) : pointsOfPerson(facts)),
          { kind: "signatures", columns: signaturesOf(facts) },
        ],
      },
    ],
    foot: footOf(facts),
  };
};
