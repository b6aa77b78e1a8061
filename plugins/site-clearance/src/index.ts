import { defineScoringPlugin } from "@kheo/core/criteria";
import { edition2026 } from "./2026.ts";

/** Site clearance (giải phóng mặt bằng). */
export const siteClearance = defineScoringPlugin({
  code: "DVK-GPMB",
  title: "Giải phóng mặt bằng",
  subjectKinds: ["collective"],
  topics: ["siteClearance"],
  editions: [edition2026],
});
