import { modelList } from "@kheo/core/movement/lists";
import { fields } from "@kheo/core/movement/models";
import { states } from "@kheo/core/rules/states";
import { z } from "zod";
import { listSearch } from "../../rules/list-search.ts";

export const modelListSearch = listSearch(modelList, {
  states: z.array(z.enum(states.model)).optional().catch(undefined),
  field: z.enum(fields).optional().catch(undefined),
  topic: z.string().max(60).optional().catch(undefined),
  unitId: z.uuid().optional().catch(undefined),
  periodId: z.uuid().optional().catch(undefined),
  search: z.string().max(100).optional().catch(undefined),
  /** The day whose units the list is read by; without it, they are named as they were. */
  unitsOn: z.iso.date().optional().catch(undefined),
});
