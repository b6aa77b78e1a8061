import type { Edition } from "@kheo/core/criteria";

/** The parts of an edition that the sets of one year have in common (quy định chung). */
type CommonTerms = Pick<Edition, "classLimits" | "consolidation" | "adjustments" | "adjustmentCaps">;

/**
 * The common terms of 2026: every edition of that year spreads them, and one with terms of its own writes those instead.
 * They are frozen with the editions that bear them: other terms are a new constant, for new editions.
 */
export const commonTerms2026: CommonTerms = {
  classLimits: { excellent: 90, good: 80 },
  consolidation: "mean",
  adjustments: [
    {
      code: "press",
      kind: "bonus",
      label: "Tin, bài về mô hình trên báo, đài cấp tỉnh hoặc trung ương",
      pointsEach: 1,
      most: 2,
    },
    {
      code: "commended",
      kind: "bonus",
      label: "Được khen thưởng cấp tỉnh trở lên trong kỳ",
      pointsEach: 2,
      most: 1,
    },
    {
      code: "innovation",
      kind: "bonus",
      label: "Mô hình, sáng kiến được công nhận cấp tỉnh",
      pointsEach: 1,
      most: 1,
    },
    {
      code: "digitalTool",
      kind: "bonus",
      label: "Có công cụ số được Nhân dân sử dụng",
      pointsEach: 1,
      most: 1,
    },
    { code: "lateReport", kind: "penalty", label: "Báo cáo chậm quá 10 ngày", pointsEach: 1, most: 5 },
    {
      code: "correctedFigure",
      kind: "penalty",
      label: "Số liệu bị điều chỉnh giảm trên 20% khi phúc tra",
      pointsEach: 2,
      most: 2,
    },
    {
      code: "missingEvidence",
      kind: "penalty",
      label: "Nội dung đã tích nhưng thiếu minh chứng",
      pointsEach: 1,
      most: 5,
    },
    { code: "falsified", kind: "penalty", label: "Số liệu hoặc minh chứng sai sự thật", pointsEach: 5, most: 1 },
  ],
  adjustmentCaps: { bonus: 5, penalty: 5 },
};
