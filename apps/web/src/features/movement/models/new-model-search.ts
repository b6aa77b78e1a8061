import { z } from "zod";

/** The unit that registers, and the model of an earlier period that is gone on with. */
const search = z.object({
  unitId: z.uuid().optional().catch(undefined),
  continues: z.uuid().optional().catch(undefined),
});

export const newModelSearch = (raw: Record<string, unknown>) => search.parse(raw);
