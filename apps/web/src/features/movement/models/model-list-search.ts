import { fields } from "@kheo/core/movement/models";
import { stateText } from "@kheo/core/rules/states";
import { z } from "zod";

const states = Object.keys(stateText.model) as [keyof typeof stateText.model, ...(keyof typeof stateText.model)[]];

/** What narrows the list stands in the address, so that a list can be sent to a colleague. A wrong part is left out. */
const search = z.object({
  states: z.array(z.enum(states)).optional().catch(undefined),
  field: z.enum(fields).optional().catch(undefined),
  topic: z.string().max(60).optional().catch(undefined),
  unitId: z.uuid().optional().catch(undefined),
  periodId: z.uuid().optional().catch(undefined),
  search: z.string().max(100).optional().catch(undefined),
  /** The day whose units the list is read by; without it, they are named as they were. */
  unitsOn: z.iso.date().optional().catch(undefined),
  page: z.int().min(1).optional().catch(undefined),
});

export const modelListSearch = (raw: Record<string, unknown>) => search.parse(raw);
