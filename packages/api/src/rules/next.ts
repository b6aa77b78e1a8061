import type { Day } from "@kheo/core/ground/days";
import type { Action } from "@kheo/core/rules/policy";
import { can } from "@kheo/core/rules/rights";
import { type Holder, nearestHolders } from "@kheo/db/offices/holders";
import type { Scene } from "./scene.ts";

/** What happens next to a thing, and whose it is. */
export type Next = {
  readonly action: Action;
  /** It is for whoever looks. */
  readonly isMine: boolean;
  /** The nearest who hold a post that may; nobody where none is held. */
  readonly holders: readonly Holder[];
  readonly dueOn: Day | null;
};

/** What a thing waits for, from the action that is next; `null` where it waits for nothing. */
export const nextOf = async (
  { db, actor, place, today }: Pick<Scene<never>, "db" | "actor" | "place" | "today">,
  action: Action | undefined,
  { dueOn = null, isNotMine = false }: { readonly dueOn?: Day | null; readonly isNotMine?: boolean } = {},
): Promise<Next | null> =>
  action === undefined
    ? null
    : {
        action,
        isMine: !isNotMine && can(actor, action, place),
        holders: await nearestHolders(db, action, place, today),
        dueOn,
      };

/** What waits for one's own part in what others run. */
export const ownPart = (action: Action): Next => ({ action, isMine: true, holders: [], dueOn: null });
