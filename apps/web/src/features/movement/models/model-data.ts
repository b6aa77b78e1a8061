import type { AppRouter } from "@kheo/api/index";
import type { inferRouterOutputs } from "@trpc/server";

/** What the page of one model is given. */
export type Dossier = inferRouterOutputs<AppRouter>["models"]["get"];
