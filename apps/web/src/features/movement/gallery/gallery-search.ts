import { galleryList } from "@kheo/core/movement/lists";
import { fields } from "@kheo/core/movement/models";
import { type Level, levelText } from "@kheo/core/movement/recognition";
import { z } from "zod";
import { listSearch } from "../../rules/list-search.ts";

const levels = Object.keys(levelText) as [Level, ...Level[]];

export const gallerySearch = listSearch(galleryList, {
  search: z.string().max(100).optional().catch(undefined),
  field: z.enum(fields).optional().catch(undefined),
  topic: z.string().max(100).optional().catch(undefined),
  level: z.enum(levels).optional().catch(undefined),
});
