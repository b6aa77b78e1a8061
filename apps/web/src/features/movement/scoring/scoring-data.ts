import type { AppRouter } from "@kheo/api/index";
import type { inferRouterOutputs } from "@trpc/server";

/** What the page of one assessment is given. */
export type ScoringData = inferRouterOutputs<AppRouter>["scoring"]["get"];
