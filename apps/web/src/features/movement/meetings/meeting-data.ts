import type { AppRouter } from "@kheo/api/index";
import type { inferRouterOutputs } from "@trpc/server";

type Meetings = inferRouterOutputs<AppRouter>["meetings"];

/** What the page of one meeting is given. */
export type MeetingData = Meetings["get"];
export type Candidate = Meetings["candidates"]["models"][number];
