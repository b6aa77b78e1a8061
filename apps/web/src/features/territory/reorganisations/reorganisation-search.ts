import { unitChangeKinds } from "@kheo/core/territory/units";
import { z } from "zod";

/** Which changes of a plan are listed, and which one is open (from 1). */
const search = z.object({
  loai: z.enum(unitChangeKinds).optional().catch(undefined),
  tim: z.string().max(100).optional().catch(undefined),
  trang: z.int().min(1).optional().catch(undefined),
  mo: z.int().min(1).optional().catch(undefined),
});

export const reorganisationSearch = (raw: Record<string, unknown>) => search.parse(raw);
export type ReorganisationSearch = ReturnType<typeof reorganisationSearch>;
