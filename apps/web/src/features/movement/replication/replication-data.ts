import type { AppRouter } from "@kheo/api/index";
import type { inferRouterOutputs } from "@trpc/server";

type Outputs = inferRouterOutputs<AppRouter>;

/** What the page of one task is given. */
export type ReplicationData = Outputs["replication"]["get"];
export type ReplicationRow = Outputs["replication"]["list"]["rows"][number];
