import { advisoryDuties, advisoryLevels, advisoryList } from "@kheo/core/offices/advisory";
import { z } from "zod";
import { listSearch } from "../../rules/list-search.ts";

/** What the list is narrowed by, and of which place and day the papers are looked at. */
export const advisorySearch = listSearch(advisoryList, {
  cap: z.enum(advisoryLevels).optional().catch(undefined),
  linhVuc: z.enum(advisoryDuties).optional().catch(undefined),
  ngay: z.iso.date().optional().catch(undefined),
  giayNgay: z.iso.date().optional().catch(undefined),
  giayCua: z.uuid().optional().catch(undefined),
});
