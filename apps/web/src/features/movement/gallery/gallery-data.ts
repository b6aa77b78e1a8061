import type { AppRouter } from "@kheo/api/index";
import type { inferRouterOutputs } from "@trpc/server";

/** A published model in the gallery. */
export type Published = inferRouterOutputs<AppRouter>["gallery"]["list"]["rows"][number];
/** One with what its registration tells. */
export type PublishedModel = inferRouterOutputs<AppRouter>["gallery"]["get"];
