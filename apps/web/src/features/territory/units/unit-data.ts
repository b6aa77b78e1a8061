import type { AppRouter } from "@kheo/api/index";
import type { inferRouterOutputs } from "@trpc/server";

export type UnitInTime = inferRouterOutputs<AppRouter>["units"]["get"];
