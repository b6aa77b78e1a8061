import type { AppRouter } from "@kheo/api/index";
import type { inferRouterOutputs } from "@trpc/server";

export type ListedCluster = inferRouterOutputs<AppRouter>["clusters"]["list"]["rows"][number];
