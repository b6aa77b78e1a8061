import type { PlannedChange } from "../../reorganisations.ts";
import type { Directory } from "../directory.ts";
import type { Entry } from "../entries.ts";
import type { Outcomes } from "../outcomes.ts";
import type { UnitListContext } from "../unit-list.ts";
import { changesOf, stopOtherHalves } from "./changes.ts";
import { emptiedSuperiors } from "./emptied-levels.ts";
import { fatesOf } from "./fates.ts";
import { readPairs } from "./pairs.ts";
import { placeTargets } from "./places.ts";
import { gatherTargets } from "./targets.ts";

/** Reads a conversion table: each row an old unit and the new one that it becomes, or of which it becomes a part. */
export const readConversion = (
  entries: readonly Entry[],
  { units, rootId, newId }: UnitListContext,
  directory: Directory,
  outcomes: Outcomes,
): { readonly changes: readonly PlannedChange[]; readonly notes: readonly string[] } => {
  const pairs = readPairs(entries, directory, outcomes);
  const fates = fatesOf(pairs, directory);
  const targets = gatherTargets(pairs, fates, newId, outcomes);
  const places = placeTargets(targets, fates, directory, rootId, outcomes);
  stopOtherHalves(entries, pairs, outcomes);
  const changes = changesOf(pairs, fates, targets, places, directory, outcomes);
  const emptied = emptiedSuperiors(changes, units);
  return {
    changes: [
      ...changes,
      ...emptied.map(({ id }): PlannedChange => {
        return { kind: "abolish", from: [id], into: [], posts: "end", note: "Không còn đơn vị trực thuộc." };
      }),
    ],
    notes: emptied.map(({ name }) => `“${name}” không còn đơn vị trực thuộc nên được ghi là giải thể.`),
  };
};
