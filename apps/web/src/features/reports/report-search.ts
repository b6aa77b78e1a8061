import { z } from "zod";

/** The report one looks at: of which unit, up to which day, or a version that was kept. */
const search = z.object({
  unitId: z.uuid().optional().catch(undefined),
  cutoff: z.iso.date().optional().catch(undefined),
  snapshotId: z.uuid().optional().catch(undefined),
});

export const reportSearch = (raw: Record<string, unknown>) => search.parse(raw);
