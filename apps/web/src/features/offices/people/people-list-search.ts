import { peopleList } from "@kheo/core/offices/lists";
import { z } from "zod";
import { listSearch } from "../../rules/list-search.ts";

export const peopleListSearch = listSearch(peopleList, {
  search: z.string().max(100).optional().catch(undefined),
  unitId: z.uuid().optional().catch(undefined),
  /** Posts that are over too. */
  ended: z.boolean().optional().catch(undefined),
});
