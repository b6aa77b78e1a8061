import { modelList } from "@kheo/core/movement/lists";
import { fields } from "@kheo/core/movement/models";
import { stateText } from "@kheo/core/rules/states";
import { z } from "zod";
import { byState, byUnits, listSearch } from "../../rules/list-search.ts";

export const modelListSearch = listSearch(modelList, {
  ...byState(stateText.model),
  field: z.enum(fields).optional().catch(undefined),
  topic: z.string().max(60).optional().catch(undefined),
  unitId: z.uuid().optional().catch(undefined),
  periodId: z.uuid().optional().catch(undefined),
  search: z.string().max(100).optional().catch(undefined),
  ...byUnits,
});
