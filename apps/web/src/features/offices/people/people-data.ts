import type { AppRouter } from "@kheo/api/index";
import type { inferRouterOutputs } from "@trpc/server";

/** A post with the person who holds it. */
export type PostOfPerson = inferRouterOutputs<AppRouter>["people"]["list"]["rows"][number];
