import type { AppRouter } from "@kheo/api/index";
import type { inferRouterOutputs } from "@trpc/server";

/** One's own account as its page shows it. */
export type OwnAccount = inferRouterOutputs<AppRouter>["session"]["account"];
