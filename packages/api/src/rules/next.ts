import type { Day } from "@kheo/core/ground/days";
import type { Action } from "@kheo/core/rules/policy";
import { can, forBody, ownUnits } from "@kheo/core/rules/rights";
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

type Particulars = {
  readonly dueOn?: Day | null | undefined;
  /** Nobody does it to a thing of their own unit. */
  readonly apart?: boolean | undefined;
  /** The body whose sittings it prepares. */
  readonly bodyId?: string | undefined;
  readonly isNotMine?: boolean | undefined;
};

/** What a thing waits for, from the action that is next; `null` where it waits for nothing. */
export const nextOf = async (
  { db, actor, place, today }: Pick<Scene<never>, "db" | "actor" | "place" | "today">,
  action: Action | undefined,
  { dueOn = null, apart = false, bodyId, isNotMine = false }: Particulars = {},
): Promise<Next | null> => {
  if (action === undefined) return null;
  const acting = bodyId === undefined ? actor : forBody(actor, bodyId);
  const isOwn = apart && ownUnits(actor).includes(place.holderId ?? place.id);
  return {
    action,
    isMine: !isNotMine && !isOwn && can(acting, action, place),
    holders: await nearestHolders(db, { action, place, day: today, apart, bodyId: bodyId ?? null }),
    dueOn,
  };
};

/** What waits for one's own part in what others run. */
export const waitsForOne = (action: Action): Next => ({ action, isMine: true, holders: [], dueOn: null });
