import { replicationList } from "@kheo/core/movement/lists";
import { states } from "@kheo/core/rules/states";
import { z } from "zod";
import { listSearch } from "../../rules/list-search.ts";

export const replicationListSearch = listSearch(replicationList, {
  states: z.array(z.enum(states.replication)).optional().catch(undefined),
  /** The day whose units the list is read by; without it, they are named as they were. */
  unitsOn: z.iso.date().optional().catch(undefined),
});
