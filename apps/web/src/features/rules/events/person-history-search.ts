import { z } from "zod";

/** The name only heads the page: who the person is stands in the path. */
export const personHistorySearch = z.object({ name: z.string().max(120).optional().catch(undefined) });
