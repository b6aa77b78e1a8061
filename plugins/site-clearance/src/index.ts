import { defineScoringPlugin } from "@kheo/core/criteria";
import { edition2026 } from "./2026.ts";

/** Site clearance (giải phóng mặt bằng). */
export const siteClearance = defineScoringPlugin({
  code: "DVK-GPMB",
  title: "Giải phóng mặt bằng",
  subjectKinds: ["collective"],
  topics: [{ code: "siteClearance", label: "Giải phóng mặt bằng", position: 10 }],
  scores: ["siteClearance"],
  editions: [edition2026],
});
