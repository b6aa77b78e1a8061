import { unitKinds, unitLines } from "@kheo/core/territory/units";
import { unitList } from "@kheo/core/territory/unit-list";
import { z } from "zod";
import { listSearch } from "../../rules/list-search.ts";

/** The day on which units are looked at, in which line, as a tree or as a list, and what they are narrowed by. */
export const unitsSearch = listSearch(unitList, {
  ngay: z.iso.date().optional().catch(undefined),
  he: z.enum(unitLines).optional().catch(undefined),
  xem: z.literal("danh-sach").optional().catch(undefined),
  tim: z.string().max(100).optional().catch(undefined),
  loai: z.enum(unitKinds).optional().catch(undefined),
  thuoc: z.uuid().optional().catch(undefined),
});
