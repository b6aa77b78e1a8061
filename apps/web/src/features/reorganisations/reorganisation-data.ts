import type { AppRouter } from "@kheo/api/index";
import type { inferRouterOutputs } from "@trpc/server";

type Outputs = inferRouterOutputs<AppRouter>["reorganisations"];

/** A plan as it stands in the list. */
export type PlanRow = Outputs["list"][number];
/** A plan with its changes, and what it would come to while it is being made. */
export type PlanData = Outputs["get"];
