import { DomainError } from "@kheo/core/rules/errors";
import {
  choices,
  conveneInput,
  requireCountable,
  requireSecrecy,
  requireVoting,
  tallyOf,
} from "@kheo/core/movement/meetings";
import { requireOpen } from "@kheo/core/movement/periods";
import type { Action } from "@kheo/core/rules/policy";
import { meetingList } from "@kheo/core/movement/lists";
import { authorize, can, forBody } from "@kheo/core/rules/rights";
import {
  holdModels,
  insertMeeting,
  itemsOf,
  listMeetingCandidates,
  rosterOf,
  rosterOn,
  updateMeeting,
  writeRoster,
} from "@kheo/db/movement/meetings";
import {
  countBallots,
  dropBallots,
  emptyBoxes,
  insertVoter,
  openBoxes,
  votersOf,
  writeTally,
} from "@kheo/db/movement/ballots";
import { bodyOfUnit, lockBodyOfUnit, membersOf } from "@kheo/db/offices/bodies";
import { findMeetings, listMeetings, meetingSorts } from "@kheo/db/movement/meeting-list";
import { getModel } from "@kheo/db/movement/models";
import { getPeriod } from "@kheo/db/movement/periods";
import { insertRecognition, levelOf } from "@kheo/db/movement/recognition";
import { headTextOf } from "@kheo/db/rules/chain";
import { placeOf } from "@kheo/db/territory/units";
import { z } from "zod";
import { nextAroundMeeting } from "./next.ts";
import { editionOf } from "./editions.ts";
import { meetingPapers } from "./scoring-papers.ts";
import { waitsForOne } from "../rules/next.ts";
import { listing } from "../rules/listing.ts";
import { add, change, nothing, read, router } from "../rules/procedures.ts";
import { meeting, unit } from "../rules/subjects.ts";
import { isRecused, eligible, isTooSecret, rosterChange, rosterToday } from "./rosters.ts";

const pages = listing({
  action: "meeting.view",
  list: meetingList,
  filter: z.object({ periodId: z.uuid() }),
  find: ({ db, grants, today }, filter) => findMeetings(db, { grants, day: today, filter }),
  sorts: () => meetingSorts,
  rows: async ({ db }, page) =>
    (await listMeetings(db, page)).map((row) => ({
      ...row,
      progress:
        row.closedOn !== null ? ("closed" as const) : row.openedOn !== null ? ("open" as const) : ("convened" as const),
    })),
});

export const meetingsRouter = router({
  list: pages,

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

  get: read("meeting.view", meeting, nothing, async (scene) => {
    const { db, subject, actor, place, catalog, today } = scene;
    const [items, voters, roster] = await Promise.all([
      itemsOf(db, subject.id),
      votersOf(db, subject.id),
      rosterOf(db, subject.id),
    ]);
    const isOpen = subject.openedOn !== null && subject.closedOn === null;
    const isMember = roster.members.some(({ personId }) => personId === actor.personId);
    const hasVoted = voters.some(({ personId }) => personId === actor.personId);
    const may = (action: Action) => can(forBody(actor, subject.bodyId), action, place);
    const mayVote = isOpen && isMember && !hasVoted && can(actor, "meeting.vote", place);
    const mayRenew = subject.openedOn === null && may("meeting.renewRoster");
    return {
      meeting: subject,
      items: items.map(({ class: name, editionId, agree, disagree, draft: _, recognitionState: __, ...item }) => ({
        ...item,
        classLabel: name !== null && editionId !== null ? editionOf(catalog, editionId).classLabels[name] : null,
        isRecused: isRecused(roster, item.modelId, actor.personId),
        tally: agree !== null && disagree !== null ? tallyOf(subject.rules, subject.members, agree, disagree) : null,
      })),
      members: roster.members.map((member) => ({
        ...member,
        hasVoted: voters.some(({ personId }) => personId === member.personId),
      })),
      mayOpen: subject.openedOn === null && may("meeting.open"),
      mayClose: isOpen && may("meeting.close"),
      mayVoteOpenly:
        subject.ballotKind === "secret" &&
        subject.closedOn === null &&
        may("meeting.voteOpenly") &&
        isTooSecret(subject, items, roster, voters),
      rosterChange: mayRenew ? rosterChange(roster, await rosterToday(db, subject, items, today)) : null,
      mayVote,
      hasVoted,
      next: mayVote
        ? waitsForOne("meeting.vote")
        : await nextAroundMeeting(scene, subject, { items, cast: voters.length }),
    };
  }),

  convene: add({
    action: "meeting.convene",
    on: unit,
    input: conveneInput.extend({ periodId: z.uuid() }),
    made: ({ id }) => [{ thing: "meeting", id: id }],
    run: async ({ db, actor, place, today }, { periodId, modelIds, title, heldOn, ballotKind }) => {
      requireOpen(await getPeriod(db, periodId));
      await holdModels(db, modelIds);
      const body = await lockBodyOfUnit(db, place.id);
      if (!body) throw new DomainError("body.noCouncil");
      authorize(forBody(actor, body.id), "meeting.convene", place);
      const ready = await listMeetingCandidates(db, { bodyId: body.id, day: today, periodId });
      const titles: string[] = [];
      for (const modelId of modelIds.filter((wanted) => !ready.some(({ id }) => id === wanted))) {
        const { unitId, form, state } = await getModel(db, modelId);
        const seen = state === "draft" ? "model.viewDraft" : "model.view";
        if (!can(actor, seen, await placeOf(db, unitId, today))) throw new DomainError("model.notFound");
        titles.push(form.title);
      }
      if (titles.length > 0) throw new DomainError("meeting.itemNotReady", { titles });
      const roster = await rosterOn(db, body.id, modelIds, today);
      requireSecrecy(
        ballotKind,
        ready
          .filter(({ id }) => modelIds.includes(id))
          .map((item) => ({ title: item.title, papers: eligible(roster, item.id) })),
      );
      const id = await insertMeeting(db, {
        bodyId: body.id,
        periodId,
        title,
        heldOn,
        ballotKind,
        rules: body.rules,
        modelIds: [...new Set(modelIds)],
        roster,
      });
      return { id };
    },
  }),

  /** Who votes is what was set down when the meeting was called; a change of members before the vote is set down anew. */
  renewRoster: change({
    action: "meeting.renewRoster",
    on: meeting,
    input: nothing,
    run: async ({ db, actor, place, subject, today }) => {
      authorize(forBody(actor, subject.bodyId), "meeting.renewRoster", place);
      if (subject.openedOn !== null) throw new DomainError("meeting.alreadyOpen");
      const items = await itemsOf(db, subject.id);
      const roster = await rosterToday(db, subject, items, today);
      await writeRoster(db, subject.id, roster);
      await updateMeeting(db, subject, { members: roster.members.length });
      return { id: subject.id };
    },
  }),

  /** The way out where too few could or did vote secretly: nothing of what was voted is kept or shown. */
  voteOpenly: change({
    action: "meeting.voteOpenly",
    on: meeting,
    input: nothing,
    run: async ({ db, actor, place, subject }) => {
      authorize(forBody(actor, subject.bodyId), "meeting.voteOpenly", place);
      if (subject.closedOn !== null) throw new DomainError("meeting.notOpen");
      if (subject.ballotKind === "open") throw new DomainError("meeting.isOpenVote");
      const [items, voters] = await Promise.all([itemsOf(db, subject.id), votersOf(db, subject.id)]);
      if (!isTooSecret(subject, items, await rosterOf(db, subject.id), voters)) {
        throw new DomainError("meeting.secretSuffices");
      }
      // The vote goes on at once, with the roster that it was opened with.
      await emptyBoxes(db, subject.id);
      if (subject.openedOn !== null) {
        await openBoxes(
          db,
          items.map(({ id }) => id),
          choices,
        );
      }
      await updateMeeting(db, subject, { ballotKind: "open" });
      return { id: subject.id };
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
      const change = rosterChange(await rosterOf(db, subject.id), await rosterToday(db, subject, items, today));
      if (change !== null) throw new DomainError("meeting.rosterChanged", change);
      requireSecrecy(
        subject.ballotKind,
        items.map(({ title, eligible: papers }) => ({ title, papers })),
      );
      await openBoxes(
        db,
        items.map(({ id }) => id),
        choices,
      );
      await updateMeeting(db, subject, { openedOn: today });
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
      const [items, roster] = await Promise.all([itemsOf(db, subject.id), rosterOf(db, subject.id)]);
      if (!roster.members.some(({ personId }) => personId === actor.personId))
        throw new DomainError("meeting.notMember");
      // A member from the proposing unit has no paper for its model, and still counts in the base of the ratio.
      const expected = items.filter(({ modelId }) => !isRecused(roster, modelId, actor.personId));
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
    run: async ({ db, actor, place, subject, today, wrote }) => {
      authorize(forBody(actor, subject.bodyId), "meeting.close", place);
      const [items, voters] = await Promise.all([itemsOf(db, subject.id), votersOf(db, subject.id)]);
      requireCountable(subject, voters.length);
      const counted = await countBallots(
        db,
        items.map(({ id }) => id),
      );
      const papersOf = (itemId: string) => counted[itemId] ?? { agree: 0, disagree: 0 };
      requireSecrecy(
        subject.ballotKind,
        items.map(({ id, title }) => ({ title, papers: papersOf(id).agree + papersOf(id).disagree })),
      );
      const level = await levelOf(db, subject.unitId);
      for (const { id, modelId, modelState, scoringPassed } of items) {
        const { agree, disagree } = papersOf(id);
        const tally = tallyOf(subject.rules, subject.members, agree, disagree);
        await writeTally(db, id, tally);
        // What was stopped or is scored anew since the meeting was convened is put forward no further.
        const stillStands = modelState === "accepted" && scoringPassed === true;
        if (tally.passed && stillStands) {
          const deciderId = subject.unitId;
          wrote(
            "recognition",
            await insertRecognition(db, { modelId, meetingItemId: id, level, deciderId, state: "proposed" }),
          );
        }
      }
      await updateMeeting(db, subject, { closedOn: today, logHead: await headTextOf(db) });
      return { id: subject.id };
    },
  }),

  ...meetingPapers,
});
