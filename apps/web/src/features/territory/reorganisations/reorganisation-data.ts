import type { AppRouter } from "@kheo/api/index";
import type { inferRouterOutputs } from "@trpc/server";

type Outputs = inferRouterOutputs<AppRouter>["reorganisations"];

/** A plan with its changes, and what it would come to while it is being made. */
export type ReorganisationData = Outputs["get"];
/** What a divided unit left, and to which heirs it can be given. */
export type DividedRow = Outputs["divided"][number];
