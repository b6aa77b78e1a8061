import type { ScoringPlugin } from "@kheo/core/criteria";

/** The same plugins as in the catalog, by code, each in a file of its own that a browser fetches when it is needed. */
export const pluginLoaders: Readonly<Record<string, () => Promise<ScoringPlugin>>> = {
  "DVK-CHUNG": () => import("@kheo/plugin-general").then(({ general }) => general),
  "DVK-GPMB": () => import("@kheo/plugin-site-clearance").then(({ siteClearance }) => siteClearance),
  "DVK-NTM": () => import("@kheo/plugin-new-countryside").then(({ newCountryside }) => newCountryside),
  "DVK-TG": () => import("@kheo/plugin-religion").then(({ religion }) => religion),
  "DVK-CN": () => import("@kheo/plugin-exemplary-individual").then(({ exemplaryIndividual }) => exemplaryIndividual),
};
