import { applyChanges, type FieldChange } from "@kheo/core/ground/changes";
import { errorCode, sayError } from "../trpc.ts";
import { NotSent } from "../unanswered.ts";
import type { Content } from "./draft.ts";

type Whole<Stored> = { readonly content: Stored; readonly version: number };

/**
 * Saves what is written whole over its version. Where somebody else was first, what was changed is put into what they
 * saved; where both changed the same, the two are to be chosen from.
 */
export const savedOver = async <Stored extends Content>(
  { content, changes, version }: Whole<Stored> & { readonly changes: readonly FieldChange[] },
  save: (content: Stored, version: number) => Promise<number>,
  current: () => Promise<Whole<Stored>>,
): Promise<Whole<Stored>> => {
  try {
    return { content, version: await save(content, version) };
  } catch (error) {
    if (errorCode(error) !== "changedMeanwhile") throw error;
    const now = await current();
    const merged = applyChanges(now.content, changes);
    if (merged.clashes.length > 0) throw new NotSent(sayError(error), merged.clashes);
    const both = merged.content as Stored;
    return { content: both, version: await save(both, now.version) };
  }
};
