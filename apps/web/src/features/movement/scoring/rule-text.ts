import { formatNumber } from "@kheo/core/ground/exact";
import type { Criterion, Rule } from "@kheo/core/criteria";

const number = (value: number): string => formatNumber(value, 6);
const points = (value: number): string => `${number(value)} điểm`;

const rules: { readonly [Kind in Rule["kind"]]: (rule: Extract<Rule, { kind: Kind }>, of: Criterion) => string } = {
  linear: ({ at0, atMax }, { maxPoints, indicator }) => {
    const unit = indicator?.unit ?? "";
    return atMax < at0
      ? `Đủ ${points(maxPoints)} khi không quá ${number(atMax)} ${unit}, giảm đều đến 0 điểm ở ${number(at0)} ${unit}.`
      : `0 điểm ở ${number(at0)} ${unit}, tăng đều đến đủ ${points(maxPoints)} từ ${number(atMax)} ${unit}.`;
  },
  stepped: ({ bands }, { indicator }) => {
    const unit = indicator?.unit ?? "";
    const parts = bands.map(({ min, max, points: earned }) => {
      if (min === undefined && max === undefined) return `còn lại ${points(earned)}`;
      const from = min === undefined ? "" : `từ ${number(min)} ${unit}`;
      const to = max === undefined ? "" : `không quá ${number(max)} ${unit}`;
      return `${[from, to].filter((text) => text !== "").join(", ")}: ${points(earned)}`;
    });
    return `Theo mức: ${parts.join("; ")}.`;
  },
  choice: ({ options }) =>
    `Theo mức được chọn: ${options.map(({ label, points: earned }) => `${label} ${points(earned)}`).join("; ")}.`,
  threshold: (rule, { maxPoints, indicator }) =>
    "min" in rule
      ? `Đủ ${points(maxPoints)} khi đạt từ ${number(rule.min)} ${indicator?.unit ?? ""}, nếu không thì 0 điểm.`
      : `Đủ ${points(maxPoints)} khi đạt điều kiện, nếu không thì 0 điểm.`,
  perUnit: ({ pointsEach }, { maxPoints, indicator }) =>
    `Mỗi ${indicator?.unit ?? "đơn vị"} được ${points(pointsEach)}, tối đa ${points(maxPoints)}.`,
  deduct: ({ pointsEach, floor }, { maxPoints, indicator }) =>
    `Từ ${points(maxPoints)}, mỗi ${indicator?.unit ?? "đơn vị"} trừ ${points(pointsEach)}, thấp nhất ${points(floor)}.`,
  checklist: ({ items }) => `Cộng điểm của từng nội dung có: ${items.map(({ label }) => label).join("; ")}.`,
  judged: ({ step }, { maxPoints }) =>
    `Từng thành viên hội đồng cho điểm từ 0 đến ${number(maxPoints)}, mỗi nấc ${number(step)}.`,
};

const claims = {
  full: "Không phát sinh thì được đủ điểm.",
  zero: "Không phát sinh thì không có điểm.",
  exclude: "Không phát sinh thì không tính tiêu chí này, điểm còn lại được quy về thang 100.",
} as const;

/** How the points of a criterion come about, in plain words: the measure, the rule, and what the set notes on it. */
export const ruleText = (criterion: Criterion): string => {
  const { rule, indicator, notApplicable, note } = criterion;
  const sentence = (rules[rule.kind] as (rule: Rule, of: Criterion) => string)(rule, criterion);
  return [
    indicator && rule.kind !== "checklist" ? `${indicator.title} (${indicator.unit}).` : "",
    sentence,
    notApplicable === undefined ? "" : claims[notApplicable],
    note === undefined ? "" : `Ghi chú: ${note}.`,
  ]
    .filter((text) => text !== "")
    .join(" ");
};
