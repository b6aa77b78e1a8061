import { defineScoringPlugin } from "@kheo/core/criteria";
import { edition2026 } from "./2026.ts";

/** Religious affairs (công tác tôn giáo). */
export const religion = defineScoringPlugin({
  code: "DVK-TG",
  title: "Công tác tôn giáo",
  subjectKinds: ["collective"],
  topics: [{ code: "religiousAffairs", label: "Tôn giáo", position: 40 }],
  scores: ["religiousAffairs"],
  editions: [edition2026],
});
