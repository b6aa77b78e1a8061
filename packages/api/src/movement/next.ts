import type { Meeting } from "@kheo/core/movement/meetings";
import type { Model } from "@kheo/core/movement/models";
import { deadlineOf, type Period } from "@kheo/core/movement/periods";
import { draftableSteps } from "@kheo/core/movement/recognition";
import { type Actor, type Authorities, can, forBody, type UnitPlace } from "@kheo/core/rules/rights";
import { waitsFor } from "@kheo/core/rules/todo";
import { runningMeetingOf, waitsForCouncil } from "@kheo/db/movement/meetings";
import type { RecognitionOfModel } from "@kheo/db/movement/recognition";
import { type AssessmentOfSubject, findAssessment } from "@kheo/db/movement/scoring";
import { placeOf } from "@kheo/db/territory/units";
import { type Next, nextOf } from "../rules/next.ts";
import type { Scene } from "../rules/scene.ts";

type Here = Pick<Scene<never>, "db" | "actor" | "today" | "place">;

/** A meeting, in its place, waits for its vote to be opened, then ended, by whoever prepares its body's sittings. */
export const nextOfMeeting = async (
  here: Here,
  { bodyId, openedOn, closedOn }: Pick<Meeting, "bodyId" | "openedOn" | "closedOn">,
): Promise<Next | null> => {
  // That there is a meeting is told to those who may see it.
  if (closedOn !== null || !can(forBody(here.actor, bodyId), "meeting.view", here.place)) return null;
  return nextOf(here, openedOn === null ? "meeting.open" : "meeting.close", { bodyId });
};

/** A draft is between those who write and those who sign. */
export const seesDraft = (actor: Actor, place: UnitPlace): boolean =>
  (["draft", ...draftableSteps] as const).some((step) => can(actor, `recognition.${step}`, place));

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
  return meeting && nextOfMeeting({ ...here, place: await placeOf(db, meeting.unitId, today) }, meeting);
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
