import { defineScoringPlugin } from "@kheo/core/criteria";
import { edition2026 } from "./2026.ts";

/** Exemplary individuals and households (điển hình cá nhân). */
export const exemplaryIndividual = defineScoringPlugin({
  code: "DVK-CN",
  title: "Điển hình cá nhân",
  subjectKinds: ["individual", "household"],
  topics: [],
  scores: "any",
  editions: [edition2026],
});
