import { z } from "zod";

/** The published model a new task is about. */
const search = z.object({ recognitionId: z.uuid().optional().catch(undefined) });

export const newReplicationSearch = (raw: Record<string, unknown>) => search.parse(raw);
