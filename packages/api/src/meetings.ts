import { DomainError } from "@kheo/core/errors";
import { choices, conveneInput, requireCountable, requireVoting, tallyOf } from "@kheo/core/meetings";
import { requireOpen } from "@kheo/core/periods";
import { authorize, can, forBody, ownUnits } from "@kheo/core/policy";
import type { Level } from "@kheo/core/recognition";
import {
  countBallots,
  dropBallots,
  insertMeeting,
  insertVoter,
  itemsOf,
  listMeetingCandidates,
  listMeetings,
  openBoxes,
  updateMeeting,
  votersOf,
  writeTally,
} from "@kheo/db/meetings";
import { bodyOfUnit, lockBodyOfUnit, membersOf } from "@kheo/db/bodies";
import { getModel } from "@kheo/db/models";
import { getPeriod } from "@kheo/db/periods";
import { insertRecognition } from "@kheo/db/recognition";
import { headTextOf } from "@kheo/db/events";
import { placeOf, unitHistory } from "@kheo/db/units";
import { z } from "zod";
import { editionOf } from "./editions.ts";
import { add, change, list, nothing, read, router } from "./procedures.ts";
import { meeting, unit } from "./subjects.ts";

/** The level at which the body of a unit recognises: a council of a commune at commune level, any above at province. */
const levelOf = async (db: Parameters<typeof unitHistory>[0], unitId: string): Promise<Level> => {
  const { versions } = await unitHistory(db, unitId);
  return versions.some(({ kind }) => kind === "province") ? "province" : "commune";
};

export const meetingsRouter = router({
  list: list("meeting.view", z.object({ periodId: z.uuid() }), ({ db, grants, today }, { periodId }) =>
    listMeetings(db, { grants, day: today, periodId }),
  ),

  candidates: read("meeting.convene", unit, z.object({ periodId: z.uuid() }), async (scene, { periodId }) => {
    const { db, place, today, catalog } = scene;
    const body = await bodyOfUnit(db, place.id);
    if (!body) return { bodyName: null, members: [], models: [] };
    const rows = await listMeetingCandidates(db, { bodyId: body.id, day: today, periodId });
    return {
      bodyName: body.name,
      members: await membersOf(db, body.id, today),
      models: rows.map((row) => ({ ...row, classLabel: editionOf(catalog, row.editionId).classLabels[row.class] })),
    };
  }),

  get: read("meeting.view", meeting, nothing, async ({ db, subject, actor, place, catalog, today }) => {
    const [items, voters, members] = await Promise.all([
      itemsOf(db, subject.id),
      votersOf(db, subject.id),
      membersOf(db, subject.bodyId, subject.openedOn ?? today),
    ]);
    const own = ownUnits(actor);
    const isOpen = subject.openedOn !== null && subject.closedOn === null;
    const isMember = members.some(({ personId }) => personId === actor.personId);
    const hasVoted = voters.some(({ personId }) => personId === actor.personId);
    return {
      meeting: subject,
      items: items.map(({ class: name, editionId, agree, disagree, ...item }) => ({
        ...item,
        classLabel: name !== null && editionId !== null ? editionOf(catalog, editionId).classLabels[name] : null,
        isRecused: own.includes(item.unitId),
        tally:
          agree !== null && disagree !== null ? tallyOf(subject.rules, subject.members ?? 0, agree, disagree) : null,
      })),
      members: members.map((member) => ({
        ...member,
        hasVoted: voters.some(({ personId }) => personId === member.personId),
      })),
      mayOpen: subject.openedOn === null && can(forBody(actor, subject.bodyId), "meeting.open", place),
      mayClose: isOpen && can(forBody(actor, subject.bodyId), "meeting.close", place),
      mayVote: isOpen && isMember && !hasVoted && can(actor, "meeting.vote", place),
      hasVoted,
    };
  }),

  convene: add({
    action: "meeting.convene",
    on: unit,
    input: conveneInput.extend({ periodId: z.uuid() }),
    made: ({ id }) => [{ thing: "meeting", id: id }],
    run: async ({ db, actor, place, today }, { periodId, modelIds, title, heldOn, ballotKind }) => {
      requireOpen(await getPeriod(db, periodId));
      const body = await lockBodyOfUnit(db, place.id);
      if (!body) throw new DomainError("body.notFound");
      authorize(forBody(actor, body.id), "meeting.convene", place);
      const ready = await listMeetingCandidates(db, { bodyId: body.id, day: today, periodId });
      const titles: string[] = [];
      for (const modelId of modelIds.filter((wanted) => !ready.some(({ id }) => id === wanted))) {
        const { unitId, form } = await getModel(db, modelId);
        if (!can(actor, "model.view", await placeOf(db, unitId, today))) throw new DomainError("model.notFound");
        titles.push(form.title);
      }
      if (titles.length > 0) throw new DomainError("meeting.itemNotReady", { titles });
      const id = await insertMeeting(db, {
        bodyId: body.id,
        periodId,
        title,
        heldOn,
        ballotKind,
        rules: body.rules,
        modelIds: [...new Set(modelIds)],
      });
      return { id };
    },
  }),

  open: change({
    action: "meeting.open",
    on: meeting,
    input: nothing,
    run: async ({ db, actor, place, subject, today }) => {
      authorize(forBody(actor, subject.bodyId), "meeting.open", place);
      if (subject.openedOn !== null) throw new DomainError("meeting.alreadyOpen");
      const items = await itemsOf(db, subject.id);
      if (items.length === 0) throw new DomainError("meeting.noItems");
      const members = await membersOf(db, subject.bodyId, today);
      await openBoxes(
        db,
        items.map(({ id }) => id),
        choices,
      );
      await updateMeeting(db, subject, { openedOn: today, members: members.length });
      return { id: subject.id };
    },
  }),

  vote: add({
    action: "meeting.vote",
    on: meeting,
    lock: "shared",
    input: z.object({
      ballots: z.array(z.object({ itemId: z.uuid(), choice: z.enum(choices) })).max(200),
    }),
    run: async ({ db, subject, actor }, { ballots }) => {
      requireVoting(subject);
      const [items, members] = await Promise.all([
        itemsOf(db, subject.id),
        membersOf(db, subject.bodyId, subject.openedOn ?? ""),
      ]);
      if (!members.some(({ personId }) => personId === actor.personId)) throw new DomainError("meeting.notMember");
      // A member from the proposing unit has no paper for its model, and still counts in the base of the ratio.
      const own = ownUnits(actor);
      const expected = items.filter(({ unitId }) => !own.includes(unitId));
      const given = new Set(ballots.map(({ itemId }) => itemId));
      const complete =
        ballots.length === expected.length &&
        given.size === expected.length &&
        expected.every(({ id }) => given.has(id));
      if (!complete) throw new DomainError("meeting.incompleteBallot", { titles: expected.map(({ title }) => title) });
      await insertVoter(db, subject.id, actor.personId);
      await dropBallots(
        db,
        ballots.map(({ itemId, choice }) => ({ meetingItemId: itemId, choice })),
      );
      return { id: subject.id };
    },
  }),

  close: change({
    action: "meeting.close",
    on: meeting,
    input: nothing,
    run: async ({ db, actor, place, subject, today }) => {
      authorize(forBody(actor, subject.bodyId), "meeting.close", place);
      const [items, voters] = await Promise.all([itemsOf(db, subject.id), votersOf(db, subject.id)]);
      requireCountable(subject, voters.length);
      const counted = await countBallots(
        db,
        items.map(({ id }) => id),
      );
      const level = await levelOf(db, subject.unitId);
      for (const { id, modelId, modelState, scoringPassed } of items) {
        const { agree, disagree } = counted[id] ?? { agree: 0, disagree: 0 };
        const tally = tallyOf(subject.rules, subject.members ?? 0, agree, disagree);
        await writeTally(db, id, tally);
        // What was stopped or is scored anew since the meeting was convened is put forward no further.
        const stillStands = modelState === "accepted" && scoringPassed === true;
        if (tally.passed && stillStands)
          await insertRecognition(db, { modelId, meetingItemId: id, level, state: "proposed" });
      }
      await updateMeeting(db, subject, { closedOn: today, logHead: await headTextOf(db) });
      return { id: subject.id };
    },
  }),
});
