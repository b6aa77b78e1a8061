import { stateText } from "@kheo/core/rules/states";
import { z } from "zod";

const states = Object.keys(stateText.replication) as [
  keyof typeof stateText.replication,
  ...(keyof typeof stateText.replication)[],
];

/** What narrows the list of tasks stands in the address. A wrong part is left out. */
const search = z.object({
  states: z.array(z.enum(states)).optional().catch(undefined),
  /** The day whose units the list is read by; without it, they are named as they were. */
  unitsOn: z.iso.date().optional().catch(undefined),
});

export const replicationListSearch = (raw: Record<string, unknown>) => search.parse(raw);
