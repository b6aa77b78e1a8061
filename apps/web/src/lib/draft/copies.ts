import { v4 as newKey } from "uuid";
import { forget, keep, keptBelow } from "../kept.ts";
import { type Content, type Copy, type Sent, withoutSaved } from "./draft.ts";

const nameOf = (draft: string, window: string): string => `${draft}.${window}`;

/** What the windows of this device have kept of a draft, the newest first. */
export const copiesOf = <Boxes extends Content>(
  draft: string,
): readonly { readonly name: string; readonly copy: Copy<Boxes> }[] =>
  keptBelow(`${draft}.`)
    .map(([name, kept]) => ({ name, copy: kept as Copy<Boxes> }))
    .toSorted((one, other) => (one.copy.at < other.copy.at ? 1 : -1));

/** Keeps what a window holds, and no other writes over; what is on the server is kept no longer. */
export const keepCopy = (draft: string, window: string, copy: Copy<Content> | null): void => {
  if (copy) keep(nameOf(draft, window), copy);
  else forget(nameOf(draft, window));
};

/** What other windows have kept and is on the server now need not be put back. */
export const forgetSaved = <Boxes extends Content>(draft: string, sent: Sent<Boxes>): void => {
  for (const { name, copy } of copiesOf<Boxes>(draft)) {
    const rest = withoutSaved(copy, sent);
    if (rest) keep(name, rest);
    else forget(name);
  }
};

/** Writes down that this window has taken over what others held, but for what is left of theirs. */
export const takeOver = (
  draft: string,
  copies: readonly { readonly name: string }[],
  left: readonly (Copy<Content> | null)[],
): void => {
  for (const [index, { name }] of copies.entries()) {
    const rest = left[index];
    forget(name);
    if (rest) keep(nameOf(draft, newKey()), rest);
  }
};

export const forgetCopies = (draft: string): void => {
  for (const { name } of copiesOf(draft)) forget(name);
};
