import { defineScoringPlugin } from "@kheo/core/criteria";
import { edition2026 } from "./2026.ts";
import { topics } from "./topics.ts";

/** The general set: collective models of any field (bộ tiêu chí chung). */
export const general = defineScoringPlugin({
  code: "DVK-CHUNG",
  title: "Bộ tiêu chí chung — mô hình tập thể (mọi lĩnh vực)",
  subjectKinds: ["collective"],
  topics,
  scores: "any",
  editions: [edition2026],
});
