import { canonical } from "@kheo/core/ground/canonical";
import { fewestSecretBallots, type Meeting } from "@kheo/core/movement/meetings";
import { quorumOf } from "@kheo/core/offices/bodies";
import type { Day } from "@kheo/core/ground/days";
import { type Roster, rosterOn } from "@kheo/db/movement/meetings";
import type { Db } from "@kheo/db/ground/connect";

export const isRecused = ({ recused }: Roster, modelId: string, personId: string): boolean =>
  recused.some((one) => one.modelId === modelId && one.personId === personId);

/** Members who have a paper for a model. */
export const eligible = ({ members, recused }: Roster, modelId: string): number =>
  members.length - recused.filter((one) => one.modelId === modelId).length;

/**
 * Whether a secret ballot cannot do: fewer have a paper for an item than keep it secret, or enough have voted and an
 * item has fewer papers still. How many papers are on an item is told by who has voted; what is on them is not.
 */
export const isTooSecret = (
  { openedOn, rules, members }: Meeting,
  items: readonly { readonly modelId: string; readonly eligible: number }[],
  roster: Roster,
  voters: readonly { readonly personId: string }[],
): boolean => {
  const isCountable = openedOn !== null && voters.length >= quorumOf(rules, members);
  const papersOn = (modelId: string) => voters.filter(({ personId }) => !isRecused(roster, modelId, personId)).length;
  return items.some(
    ({ modelId, eligible: most }) =>
      most < fewestSecretBallots || (isCountable && papersOn(modelId) < fewestSecretBallots),
  );
};

/** Who would vote today and is not set down, and the other way round; `null` where nothing differs, nor who is recused. */
export const rosterChange = (setDown: Roster, now: Roster) => {
  const missingIn = (one: Roster, other: Roster): readonly string[] =>
    other.members
      .filter(
        ({ personId, seat }) => !one.members.some((member) => member.personId === personId && member.seat === seat),
      )
      .map(({ name }) => name);
  const change = { joined: missingIn(setDown, now), left: missingIn(now, setDown) };
  const sameRecusals = canonical(setDown.recused) === canonical(now.recused);
  return sameRecusals && change.joined.length + change.left.length === 0 ? null : change;
};

/** The roster of the meeting's body as it is today, for what the meeting is about. */
export const rosterToday = (db: Db, { bodyId }: Meeting, items: readonly { modelId: string }[], today: Day) =>
  rosterOn(
    db,
    bodyId,
    items.map(({ modelId }) => modelId),
    today,
  );
