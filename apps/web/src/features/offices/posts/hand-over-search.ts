import { z } from "zod";

/** Whose posts are handed over: one person's, or everybody's at one unit. Neither: it is still to be chosen. */
export const handOverSearch = z.object({
  person: z.string().max(100).optional().catch(undefined),
  unit: z.uuid().optional().catch(undefined),
});
