import type { Meeting } from "@kheo/core/movement/meetings";
import type { Model } from "@kheo/core/movement/models";
import type { Period } from "@kheo/core/movement/periods";
import { draftableSteps } from "@kheo/core/movement/recognition";
import { type Actor, can, forBody, type UnitPlace } from "@kheo/core/rules/rights";
import { waitsFor } from "@kheo/core/rules/todo";
import { runningMeetingOf, waitsForCouncil } from "@kheo/db/movement/meetings";
import type { RecognitionOfModel } from "@kheo/db/movement/recognition";
import { type AssessmentOfModel, findAssessment } from "@kheo/db/movement/scoring";
import { placeOf } from "@kheo/db/territory/units";
import { type Next, nextOf } from "../rules/next.ts";
import type { Scene } from "../rules/scene.ts";

type Here = Pick<Scene<never>, "db" | "actor" | "today">;

/** A meeting waits for its vote to be opened, then to be ended, by whoever prepares the sittings of its body. */
export const nextOfMeeting = async (
  here: Here,
  { bodyId, unitId, openedOn, closedOn }: Pick<Meeting, "bodyId" | "unitId" | "openedOn" | "closedOn">,
): Promise<Next | null> => {
  const place = await placeOf(here.db, unitId, here.today);
  // That there is a meeting is told to those who may see it.
  if (closedOn !== null || !can(forBody(here.actor, bodyId), "meeting.view", place)) return null;
  return nextOf({ ...here, place }, openedOn === null ? "meeting.open" : "meeting.close", { bodyId });
};

/** A draft is between those who write and those who sign. */
export const seesDraft = (actor: Actor, place: UnitPlace): boolean =>
  (["draft", ...draftableSteps] as const).some((step) => can(actor, `recognition.${step}`, place));

/** A recognition waits for a decision to be drafted, confirmed, published, as long as its model goes on. */
export const nextOfRecognition = async (
  here: Here & Pick<Scene<never>, "needsTwo">,
  recognition: Pick<RecognitionOfModel, "state" | "draft" | "unitId" | "deciderId" | "modelState">,
): Promise<Next | null> => {
  const { state, unitId, deciderId, modelState } = recognition;
  if (modelState !== "accepted") return null;
  const place = await placeOf(here.db, unitId, here.today, { decider: deciderId });
  const draft = seesDraft(here.actor, place) ? recognition.draft : null;
  const row = waitsFor("recognition", state, draft?.step ?? null);
  const isOwnDraft = Boolean(row?.drafted) && here.needsTwo && draft?.draftedBy === here.actor.personId;
  return nextOf({ ...here, place }, row?.action, { isNotMine: isOwnDraft });
};

/** An assessment waits for its figures, its appraisal, its end; once it has passed, for the council that scored it. */
export const nextOfAssessment = async (
  here: Here,
  {
    state,
    unitId,
    bodyId,
    bodyUnitId,
    modelId,
  }: Pick<AssessmentOfModel, "state" | "unitId" | "bodyId" | "bodyUnitId" | "modelId">,
): Promise<Next | null> => {
  const { db, today } = here;
  const row = waitsFor("assessment", state, null);
  if (row) return nextOf({ ...here, place: await placeOf(db, unitId, today, { council: bodyUnitId }) }, row.action);
  if (bodyId !== null && bodyUnitId !== null && (await waitsForCouncil(db, modelId))) {
    return nextOf({ ...here, place: await placeOf(db, bodyUnitId, today) }, "meeting.convene", { bodyId });
  }
  const meeting = await runningMeetingOf(db, modelId);
  return meeting && nextOfMeeting(here, meeting);
};

/** A model waits itself, then with its scoring, before the council, and with the highest of its recognitions. */
export const nextOfModel = async (
  here: Here & Pick<Scene<never>, "needsTwo" | "place">,
  { id, state }: Pick<Model, "id" | "state">,
  period: Pick<Period, "registrationClosesOn" | "closedOn">,
  recognitions: readonly RecognitionOfModel[],
): Promise<Next | null> => {
  const row = waitsFor("model", state, null);
  if (row && period.closedOn === null) {
    return nextOf(here, row.action, { dueOn: row.due && period.registrationClosesOn });
  }
  if (state !== "accepted") return null;
  const recognition = recognitions.at(-1);
  if (recognition) return nextOfRecognition(here, recognition);
  const assessment = period.closedOn === null ? await findAssessment(here.db, id) : undefined;
  return assessment ? nextOfAssessment(here, assessment) : null;
};
