import type { Meeting } from "@kheo/core/movement/meetings";
import type { Model } from "@kheo/core/movement/models";
import { deadlineOf, type Period } from "@kheo/core/movement/periods";
import { draftableSteps } from "@kheo/core/movement/recognition";
import { quorumOf } from "@kheo/core/offices/bodies";
import { type Actor, type Authorities, can, forBody, type UnitPlace } from "@kheo/core/rules/rights";
import { waitsFor } from "@kheo/core/rules/todo";
import { votersOf } from "@kheo/db/movement/ballots";
import { type itemsOf, runningMeetingOf, waitsForCouncil } from "@kheo/db/movement/meetings";
import type { RecognitionOfModel } from "@kheo/db/movement/recognition";
import { type AssessmentOfSubject, findAssessment } from "@kheo/db/movement/scoring";
import { placeOf } from "@kheo/db/territory/units";
import { type Next, nextOf } from "../rules/next.ts";
import type { Scene } from "../rules/scene.ts";

type Here = Pick<Scene<never>, "db" | "actor" | "today" | "place">;

/**
 * A meeting, in its place, waits for its vote to be opened by whoever prepares its body's sittings, then for as many
 * votes as it needs, then to be ended.
 */
const nextOfMeeting = async (here: Here, meeting: Meeting, cast: number): Promise<Next | null> => {
  const { bodyId, openedOn, closedOn, rules, members } = meeting;
  // That there is a meeting is told to those who may see it.
  if (closedOn !== null || !can(forBody(here.actor, bodyId), "meeting.view", here.place)) return null;
  if (openedOn === null) return nextOf(here, "meeting.open", { bodyId });
  // Whose own vote is waited for is told so before.
  if (cast < quorumOf(rules, members)) return nextOf(here, "meeting.vote", { bodyId, isNotMine: true });
  return nextOf(here, "meeting.close", { bodyId });
};

/** What those do among whom a draft stays: who write it, and who sign it. */
export const draftSteps = ["draft", ...draftableSteps] as const;
export const seesDraft = (actor: Actor, place: UnitPlace): boolean =>
  draftSteps.some((step) => can(actor, `recognition.${step}`, place));

/** A recognition waits for a decision to be drafted, confirmed, published, as long as its model goes on. */
export const nextOfRecognition = async (
  here: Here & Pick<Scene<never>, "needsTwo">,
  recognition: Pick<RecognitionOfModel, "state" | "draft" | "modelState">,
): Promise<Next | null> => {
  const { state, modelState } = recognition;
  if (modelState !== "accepted") return null;
  const draft = seesDraft(here.actor, here.place) ? recognition.draft : null;
  const row = waitsFor("recognition", state, draft?.step ?? null);
  const isOwnDraft = Boolean(row?.drafted) && here.needsTwo && draft?.draftedBy === here.actor.personId;
  return nextOf(here, row?.action, { isNotMine: isOwnDraft });
};

type Voted = Pick<Awaited<ReturnType<typeof itemsOf>>[number], "recognitionState" | "draft" | "unitId" | "modelState">;

/** What a meeting waits for; once it has ended, what the first of those that it put forward waits for. */
export const nextAroundMeeting = async (
  here: Here & Pick<Scene<never>, "needsTwo">,
  meeting: Meeting,
  { items, cast }: { readonly items: readonly Voted[]; readonly cast: number },
): Promise<Next | null> => {
  if (meeting.closedOn === null) return nextOfMeeting(here, meeting, cast);
  const proposed = items.find(({ recognitionState }) => recognitionState === "proposed");
  if (!proposed) return null;
  const { unitId, draft, modelState } = proposed;
  const place = await placeOf(here.db, unitId, here.today, { decider: meeting.unitId });
  return nextOfRecognition({ ...here, place }, { state: "proposed", draft, modelState });
};

/** An assessment waits for its figures, its appraisal, its end; once it has passed, for the council that scored it. */
export const nextOfAssessment = async (
  here: Here,
  { state, bodyId, bodyUnitId, modelId }: Pick<AssessmentOfSubject, "state" | "bodyId" | "bodyUnitId" | "modelId">,
): Promise<Next | null> => {
  const { db, today } = here;
  const row = waitsFor("assessment", state, null);
  if (row) return nextOf(here, row.action);
  // A council votes on models alone.
  if (modelId === null) return null;
  if (bodyId !== null && bodyUnitId !== null && (await waitsForCouncil(db, modelId))) {
    return nextOf({ ...here, place: await placeOf(db, bodyUnitId, today) }, "meeting.convene", { bodyId });
  }
  const meeting = await runningMeetingOf(db, modelId);
  if (!meeting) return null;
  const place = await placeOf(db, meeting.unitId, today);
  return nextOfMeeting({ ...here, place }, meeting, (await votersOf(db, meeting.id)).length);
};

/** A model waits itself, then with its scoring, before the council, and with the highest of its recognitions. */
export const nextOfModel = async (
  here: Here & Pick<Scene<never>, "needsTwo">,
  { id, state, unitId }: Pick<Model, "id" | "state" | "unitId">,
  period: Pick<Period, "registrationClosesOn" | "extensions" | "closedOn">,
  recognitions: readonly RecognitionOfModel[],
): Promise<Next | null> => {
  const row = waitsFor("model", state, null);
  if (row && period.closedOn === null) {
    return nextOf(here, row.action, { dueOn: row.due && deadlineOf(period, unitId) });
  }
  if (state !== "accepted") return null;
  const recognition = recognitions.at(-1);
  const among = async (authorities: Authorities) => ({
    ...here,
    place: await placeOf(here.db, unitId, here.today, authorities),
  });
  if (recognition) return nextOfRecognition(await among({ decider: recognition.deciderId }), recognition);
  const assessment = period.closedOn === null ? await findAssessment(here.db, id) : undefined;
  return assessment ? nextOfAssessment(await among({ council: assessment.bodyUnitId }), assessment) : null;
};
