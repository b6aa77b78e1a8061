import { catalog } from "@kheo/catalog";
import { formatDay } from "@kheo/core/ground/days";
import { formatNumber } from "@kheo/core/ground/exact";
import { subjectKinds, subjectKindText } from "@kheo/core/movement/models";
import type { Consolidation, Edition, ScoringPlugin } from "@kheo/core/criteria";
import { limitedClasses, limitsInForce, trimmedFrom } from "@kheo/core/criteria/input";
import { page, table } from "./markdown.ts";

type Criterion = Edition["criteria"][number];
type Rule = Criterion["rule"];
type Told<Kind extends Rule["kind"]> = Extract<Rule, { readonly kind: Kind }>;

const number = (value: number): string => formatNumber(value, 6);

/** How points come about, in words, by kind of rule. */
const inWords: { readonly [Kind in Rule["kind"]]: (rule: Told<Kind>, unit: string) => string } = {
  linear: ({ at0, atMax }, unit) =>
    atMax < at0
      ? `Càng thấp càng tốt: đủ điểm ở ${number(atMax)}${unit}, 0 điểm từ ${number(at0)}${unit}; ở giữa tính theo tỷ lệ.`
      : `0 điểm ở ${number(at0)}${unit}, đủ điểm từ ${number(atMax)}${unit}; ở giữa tính theo tỷ lệ.`,
  stepped: ({ bands }, unit) =>
    `Mức đầu tiên phù hợp: ${bands
      .map(({ min, max, points }) => {
        const limits = [
          ...(min === undefined ? [] : [`từ ${number(min)}${unit}`]),
          ...(max === undefined ? [] : [`đến ${number(max)}${unit}`]),
        ];
        return `${limits.length === 0 ? "còn lại" : limits.join(" ")}: ${number(points)} điểm`;
      })
      .join("; ")}.`,
  choice: ({ options }) => `${options.map(({ label, points }) => `${label}: ${number(points)} điểm`).join("; ")}.`,
  threshold: (rule, unit) =>
    "min" in rule ? `Từ ${number(rule.min)}${unit}: đủ điểm; dưới mức đó: 0 điểm.` : "Đạt: đủ điểm; không đạt: 0 điểm.",
  perUnit: ({ pointsEach }, unit) => `Mỗi${unit}: ${number(pointsEach)} điểm, đến điểm tối đa.`,
  deduct: ({ pointsEach, floor }, unit) =>
    `Từ điểm tối đa, trừ ${number(pointsEach)} điểm mỗi${unit}, không dưới ${number(floor)} điểm.`,
  checklist: ({ items }) => `${items.map(({ label, points }) => `${label} (${number(points)})`).join("; ")}.`,
  judged: ({ step, anchors }) =>
    `Thành viên hội đồng cho điểm, mỗi nấc ${number(step)}.${anchors.length > 0 ? ` ${anchors.join("; ")}.` : ""}`,
};

const ruleInWords = ({ rule, indicator }: Criterion): string => {
  const unit = indicator === undefined || indicator.unit === "" ? "" : ` ${indicator.unit}`;
  return (inWords[rule.kind] as (rule: Rule, unit: string) => string)(rule, unit).replaceAll("..", ".");
};

const notApplicableText = {
  full: "đủ điểm",
  zero: "0 điểm",
  exclude: "không tính, chia lại trên phần còn lại",
} as const;

const floorInWords = (floor: Edition["floors"][number]): string => {
  const what = "criterion" in floor ? `tiêu chí ${floor.criterion}` : `nhóm ${floor.group}`;
  return "greaterThan" in floor
    ? `${what} phải trên 0 điểm`
    : `${what} phải đạt ít nhất ${number(floor.minShare * 100)}% điểm tối đa`;
};

const consolidationText: Readonly<Record<Consolidation, string>> = {
  mean: "lấy trung bình cộng",
  trimmedMean: `lấy trung bình cộng, từ ${trimmedFrom} phiếu thì bỏ một điểm cao nhất và một điểm thấp nhất`,
  median: "lấy điểm ở giữa",
};

const classesInWords = (edition: Edition): string => {
  const limits = limitsInForce(edition);
  return limitedClasses.map((name) => `${edition.classLabels[name]} từ ${number(limits[name])} điểm`).join("; ");
};

const adjustmentsInWords = ({ adjustments, adjustmentCaps }: Edition): readonly string[] => [
  "### Điểm cộng, điểm trừ",
  `Ngoài 100 điểm; điểm cộng tính tối đa ${number(adjustmentCaps.bonus)} điểm, điểm trừ tối đa ${number(adjustmentCaps.penalty)} điểm.`,
  table(
    ["Nội dung", "Mỗi lần", "Số lần tối đa"],
    adjustments.map(({ kind, label, pointsEach, most }) => [
      label,
      `${kind === "bonus" ? "cộng" : "trừ"} ${number(pointsEach)}`,
      number(most),
    ]),
  ),
];

const editionPart = ({ code, title }: ScoringPlugin, edition: Edition): readonly string[] => [
  `## ${title} (${code})`,
  [
    `- Phiên bản ${edition.edition}, dùng từ ngày ${formatDay(edition.effectiveFrom)}.`,
    `- Căn cứ: ${edition.basis}.`,
    `- Đề nghị công nhận khi đạt từ ${number(edition.passThreshold)} điểm.`,
    `- Xếp loại: ${classesInWords(edition)}.`,
    `- Điểm của nhiều thành viên hội đồng cho một tiêu chí: ${consolidationText[edition.consolidation]}.`,
    ...(edition.floors.length > 0 ? [`- Điểm liệt: ${edition.floors.map(floorInWords).join("; ")}.`] : []),
  ].join("\n"),
  ...edition.groups.flatMap((group) => {
    const criteria = edition.criteria.filter((criterion) => criterion.group === group.code);
    const most = criteria.reduce((sum, { maxPoints }) => sum + maxPoints, 0);
    return [
      `### ${group.code}. ${group.title} (${number(most)} điểm)`,
      table(
        ["Mã", "Tiêu chí", "Chỉ số", "Tối đa", "Cách tính điểm", "Không phát sinh"],
        criteria.map((criterion) => [
          criterion.code,
          criterion.title,
          criterion.indicator === undefined
            ? ""
            : `${criterion.indicator.title}${criterion.indicator.unit === "" ? "" : ` (${criterion.indicator.unit})`}`,
          number(criterion.maxPoints),
          ruleInWords(criterion),
          criterion.notApplicable === undefined ? "" : notApplicableText[criterion.notApplicable],
        ]),
      ),
    ];
  }),
  ...adjustmentsInWords(edition),
];

/** Which set scores what, and what each set asks for. */
export const criteriaSets = (): string =>
  page(
    "Bộ tiêu chí",
    "## Bộ tiêu chí nào chấm mô hình nào",
    "Loại chủ thể và chủ đề chọn bộ tiêu chí; chủ đề không có bộ riêng thì dùng bộ chung.",
    table(
      ["Chủ đề", ...subjectKinds.map((kind) => subjectKindText[kind])],
      catalog.topics.map(({ code, label }) => [
        label,
        ...subjectKinds.map((kind) => catalog.setFor(kind, code)?.code ?? "—"),
      ]),
    ),
    ...catalog.plugins.flatMap((plugin) => {
      const edition = catalog.edition(plugin.code);
      return edition === undefined ? [] : editionPart(plugin, edition);
    }),
  );
