import { clusterKinds } from "@kheo/core/territory/clusters";
import { clusterList } from "@kheo/core/territory/unit-list";
import { z } from "zod";
import { listSearch } from "../../rules/list-search.ts";

/** The day on which clusters and blocs are looked at, and what they are narrowed by. */
export const clustersSearch = listSearch(clusterList, {
  ngay: z.iso.date().optional().catch(undefined),
  loai: z.enum(clusterKinds).optional().catch(undefined),
  tim: z.string().max(100).optional().catch(undefined),
});
