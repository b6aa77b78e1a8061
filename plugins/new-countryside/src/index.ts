import { defineScoringPlugin } from "@kheo/core/criteria";
import { edition2026 } from "./2026.ts";

/** New countryside and civilised urban areas (nông thôn mới, đô thị văn minh). */
export const newCountryside = defineScoringPlugin({
  code: "DVK-NTM",
  title: "Xây dựng nông thôn mới, đô thị văn minh",
  subjectKinds: ["collective"],
  topics: [{ code: "newCountryside", label: "Nông thôn mới", position: 20 }],
  scores: ["newCountryside"],
  editions: [edition2026],
});
