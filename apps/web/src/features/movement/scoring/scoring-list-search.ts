import { stateText } from "@kheo/core/rules/states";
import { z } from "zod";

const states = Object.keys(stateText.assessment) as [
  keyof typeof stateText.assessment,
  ...(keyof typeof stateText.assessment)[],
];

/** What narrows the list stands in the address. A wrong part is left out. */
const search = z.object({ states: z.array(z.enum(states)).optional().catch(undefined) });

export const scoringListSearch = (raw: Record<string, unknown>) => search.parse(raw);
