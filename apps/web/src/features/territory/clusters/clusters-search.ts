import { z } from "zod";

/** The day on which clusters and blocs are looked at, and the words they are narrowed by. */
const search = z.object({
  ngay: z.iso.date().optional().catch(undefined),
  tim: z.string().max(200).optional().catch(undefined),
});

export const clustersSearch = (raw: Record<string, unknown>) => search.parse(raw);
