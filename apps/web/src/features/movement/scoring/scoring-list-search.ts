import { scoringList } from "@kheo/core/movement/lists";
import { states } from "@kheo/core/rules/states";
import { z } from "zod";
import { listSearch } from "../../rules/list-search.ts";

export const scoringListSearch = listSearch(scoringList, {
  states: z.array(z.enum(states.assessment)).optional().catch(undefined),
});
