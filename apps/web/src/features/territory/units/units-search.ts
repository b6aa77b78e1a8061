import { unitLines } from "@kheo/core/territory/units";
import { z } from "zod";

/** The day on which units are looked at, in which line, and the words they are narrowed by. */
const search = z.object({
  ngay: z.iso.date().optional().catch(undefined),
  he: z.enum(unitLines).optional().catch(undefined),
  tim: z.string().max(100).optional().catch(undefined),
});

export const unitsSearch = (raw: Record<string, unknown>) => search.parse(raw);
