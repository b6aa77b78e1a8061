import type { Meeting } from "@kheo/core/movement/meetings";
import type { Model } from "@kheo/core/movement/models";
import type { Period } from "@kheo/core/movement/periods";
import { forBody } from "@kheo/core/rules/rights";
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
  { db, actor, today }: Here,
  { bodyId, unitId, openedOn, closedOn }: Pick<Meeting, "bodyId" | "unitId" | "openedOn" | "closedOn">,
): Promise<Next | null> => {
  if (closedOn !== null) return null;
  const here = { db, today, actor: forBody(actor, bodyId), place: await placeOf(db, unitId, today) };
  return nextOf(here, openedOn === null ? "meeting.open" : "meeting.close");
};

/** A recognition waits for a decision to be drafted, confirmed, published. */
export const nextOfRecognition = async (
  here: Here & Pick<Scene<never>, "needsTwo">,
  { state, draft, unitId, deciderId }: Pick<RecognitionOfModel, "state" | "draft" | "unitId" | "deciderId">,
): Promise<Next | null> => {
  const row = waitsFor("recognition", state, draft?.step ?? null);
  const place = await placeOf(here.db, unitId, here.today, { decider: deciderId });
  const isOwnDraft = row?.drafted !== undefined && here.needsTwo && draft?.draftedBy === here.actor.personId;
  return nextOf({ ...here, place }, row?.action, { isNotMine: isOwnDraft });
};

/** An assessment waits for its figures, its appraisal, its end; once it has passed, for the council that scored it. */
export const nextOfAssessment = async (
  here: Here,
  { state, unitId, bodyUnitId, modelId }: Pick<AssessmentOfModel, "state" | "unitId" | "bodyUnitId" | "modelId">,
): Promise<Next | null> => {
  const { db, today } = here;
  const row = waitsFor("assessment", state, null);
  if (row) return nextOf({ ...here, place: await placeOf(db, unitId, today, { council: bodyUnitId }) }, row.action);
  if (bodyUnitId !== null && (await waitsForCouncil(db, modelId))) {
    return nextOf({ ...here, place: await placeOf(db, bodyUnitId, today) }, "meeting.convene");
  }
  const meeting = await runningMeetingOf(db, modelId);
  return meeting && nextOfMeeting(here, meeting);
};

/** A model waits itself, then with its scoring, before the council, and with the last of its recognitions. */
export const nextOfModel = async (
  here: Here & Pick<Scene<never>, "needsTwo" | "place">,
  { id, state }: Pick<Model, "id" | "state">,
  period: Pick<Period, "registrationClosesOn" | "closedOn">,
  recognitions: readonly RecognitionOfModel[],
): Promise<Next | null> => {
  const row = waitsFor("model", state, null);
  if (row && period.closedOn === null) {
    return nextOf(here, row.action, { dueOn: row.due ? period.registrationClosesOn : null });
  }
  if (state !== "accepted") return null;
  const recognition = recognitions.at(-1);
  if (recognition) return nextOfRecognition(here, recognition);
  const assessment = period.closedOn === null ? await findAssessment(here.db, id) : undefined;
  return assessment ? nextOfAssessment(here, assessment) : null;
};
