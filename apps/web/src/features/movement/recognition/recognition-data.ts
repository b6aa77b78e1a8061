import type { AppRouter } from "@kheo/api/index";
import type { inferRouterOutputs } from "@trpc/server";

type Recognition = inferRouterOutputs<AppRouter>["recognition"];

/** What the page of one recognition is given. */
export type RecognitionData = Recognition["get"];
