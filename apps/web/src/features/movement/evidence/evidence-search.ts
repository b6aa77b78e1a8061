import { evidenceKinds, evidenceList } from "@kheo/core/movement/evidence";
import { z } from "zod";
import { listSearch } from "../../rules/list-search.ts";

/** What the address of the list of files says. */
export const evidenceSearch = listSearch(evidenceList, {
  kind: z.enum(evidenceKinds).optional().catch(undefined),
  search: z.string().max(100).optional().catch(undefined),
});
