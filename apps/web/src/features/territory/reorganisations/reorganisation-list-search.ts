import { reorganisationList } from "@kheo/core/territory/reorganisation-list";
import { type ReorganisationState, reorganisationStateText } from "@kheo/core/territory/reorganisations";
import { z } from "zod";
import { listSearch } from "../../rules/list-search.ts";

const states = Object.keys(reorganisationStateText) as [ReorganisationState, ...ReorganisationState[]];

export const reorganisationListSearch = listSearch(reorganisationList, {
  states: z.array(z.enum(states)).optional().catch(undefined),
});
