import { DomainError } from "@kheo/core/rules/errors";
import type { Day } from "@kheo/core/ground/days";
import { actionText } from "@kheo/core/rules/policy";
import { recognitionList } from "@kheo/core/movement/lists";
import { can, grantsOf } from "@kheo/core/rules/rights";
import {
  advanceRecognition,
  type DecisionDraft,
  decisionInput,
  draftableSteps,
  isDraftable,
  recognizedStates,
  type RecognitionStep,
} from "@kheo/core/movement/recognition";
import { stepsFor, stepsFrom } from "@kheo/core/rules/workflow";
import { stateText } from "@kheo/core/rules/states";
import { findRecognitions, listRecognitions, recognitionSorts } from "@kheo/db/movement/recognition-list";
import {
  insertRecheck,
  publishDecisionOf,
  recordDecision,
  requireFreeNumber,
  type RecognitionOfModel,
  rechecksOf,
  updateRecognition,
} from "@kheo/db/movement/recognition";
import { z } from "zod";
import { draftSteps, nextOfRecognition, seesDraft } from "./next.ts";
import { editionOf } from "./editions.ts";
import { inStates, listing } from "../rules/listing.ts";
import { change, nothing, read, reasonInput, router, unitsOn } from "../rules/procedures.ts";
import type { Scene as SceneOf } from "../rules/scene.ts";
import { stepsOf } from "../rules/steps.ts";
import { recognition } from "../rules/subjects.ts";

type Scene = SceneOf<RecognitionOfModel>;

/** Why a model may not be recognised, in words; empty when it may. */
const obstacleOf = ({ votePassed, passed, meetingId, modelState }: RecognitionOfModel): string => {
  if (modelState !== "accepted") return `mô hình đang ở trạng thái “${stateText.model[modelState]}”.`;
  if (meetingId !== null && passed === null) return "kết quả chấm điểm đang được xem xét lại.";
  if (passed === false) return "kết quả chấm điểm chưa đạt hoặc bị điểm liệt.";
  return votePassed === false ? "chưa đủ tỷ lệ phiếu đồng ý." : "";
};

/** What a step, taken or drafted, must look at. */
const factsOf = (subject: RecognitionOfModel, name: RecognitionStep, today: Day, reason: string, signedOn?: Day) => {
  const obstacle = obstacleOf(subject);
  const notBefore = name === "revoke" ? subject.signedOn : subject.votedOn;
  return { today, reason, passed: obstacle === "", obstacle, signedOn, notBefore };
};

/** The draft that a step confirms; one person drafts it and another confirms it. */
const draftOf = ({ subject, actor, needsTwo }: Scene, name: RecognitionStep): DecisionDraft => {
  const { draft } = subject;
  if (draft?.step !== name)
    throw new DomainError("recognition.notDrafted", { action: actionText(`recognition.${name}`) });
  if (needsTwo && draft.draftedBy === actor.personId) throw new DomainError("recognition.ownDraft");
  return draft;
};

type Written = { readonly decisionId?: string; readonly revocationId?: string };

const { step, others } = stepsOf("recognition", recognition, {
  reasonOf: (scene, name) => (isDraftable(name) ? draftOf(scene, name).reason : ""),
  advance: (scene, name, reason) => {
    const signedOn = isDraftable(name) ? draftOf(scene, name).signedOn : undefined;
    return advanceRecognition(scene.subject.state, name, factsOf(scene.subject, name, scene.today, reason, signedOn));
  },
  // Whatever happens, an earlier draft is done with.
  write: ({ db, subject }, moved, changed: Written) =>
    updateRecognition(db, subject, { ...moved, ...changed, draft: null }),
});

const record = async ({ db, subject, wrote }: Scene): Promise<string> => {
  const decision = decisionInput.parse(subject.draft);
  const id = await recordDecision(db, { ...decision, unitId: subject.deciderId, level: subject.level });
  wrote("decision", id);
  return id;
};

const recheck = (name: "confirm" | "downgrade") =>
  step(name, {
    also: async ({ db, subject, today }, { reason }) => {
      await insertRecheck(db, { recognitionId: subject.id, heldOn: today, result: name, note: reason });
      return {};
    },
  });

const particular = {
  recognize: step("recognize", { also: async (scene) => ({ decisionId: await record(scene) }) }),
  publish: step("publish", {
    also: async ({ db, subject, today, wrote }) => {
      wrote("decision", ...(await publishDecisionOf(db, subject.id, today)));
      return {};
    },
  }),
  confirm: recheck("confirm"),
  downgrade: recheck("downgrade"),
  revoke: step("revoke", { also: async (scene) => ({ revocationId: await record(scene) }) }),
};

const pages = listing({
  action: "recognition.view",
  list: recognitionList,
  filter: z.object({
    periodId: z.uuid().optional(),
    states: inStates(stateText.recognition),
    unitsOn: unitsOn.optional(),
  }),
  find: ({ db, grants, today }, filter) => findRecognitions(db, { grants, day: today, filter }),
  sorts: (_, of) => recognitionSorts(of.unitsOn),
  rows: async ({ db, catalog, actor, today }, page, of) =>
    (
      await listRecognitions(db, page, of.unitsOn, {
        grants: draftSteps.flatMap((step) => grantsOf(actor, `recognition.${step}`)),
        day: today,
      })
    ).map(({ form: _, draft: __, class: name, editionId, draftNumber, ...row }) => ({
      ...row,
      // One waits for a signature, another for a draft: told apart where both stand in one list.
      number: row.number ?? (draftNumber && `Dự thảo ${draftNumber}, chờ ký`),
      classLabel: name !== null && editionId !== null ? editionOf(catalog, editionId).classLabels[name] : null,
    })),
});

export const recognitionRouter = router({
  list: pages,

  get: read("recognition.view", recognition, nothing, async (scene) => {
    const { db, subject, actor, place, catalog, needsTwo } = scene;
    const { class: name, editionId, form: _, ...rest } = subject;
    return {
      recognition: {
        ...rest,
        // Nothing is decided by a draft: it is between those who write and those who sign.
        draft: seesDraft(actor, place) ? rest.draft : null,
        classLabel: name !== null && editionId !== null ? editionOf(catalog, editionId).classLabels[name] : null,
      },
      rechecks: await rechecksOf(db, subject.id),
      isRecognized: recognizedStates.includes(subject.state),
      steps: stepsFor("recognition", subject.state, actor, place).filter(
        (name) =>
          !isDraftable(name) ||
          (subject.draft?.step === name && !(needsTwo && subject.draft.draftedBy === actor.personId)),
      ),
      next: await nextOfRecognition(scene, subject),
      drafts: can(actor, "recognition.draft", place)
        ? draftableSteps.filter((name) => stepsFrom("recognition", subject.state).includes(name))
        : [],
    };
  }),

  /** The office drafts a decision; it has no effect before the deciding post confirms it. A later draft replaces it. */
  draft: change({
    action: "recognition.draft",
    on: recognition,
    input: reasonInput.extend({ ...decisionInput.shape, step: z.enum(draftableSteps) }),
    run: async ({ db, subject, actor, today }, draft) => {
      advanceRecognition(subject.state, draft.step, factsOf(subject, draft.step, today, draft.reason, draft.signedOn));
      if (draft.step === "revoke" && draft.number === subject.number && draft.signedOn === subject.signedOn) {
        throw new DomainError("decision.revokesItself", { number: draft.number });
      }
      await requireFreeNumber(db, { ...draft, unitId: subject.deciderId });
      const by = { draftedBy: actor.personId, draftedByName: actor.name, draftedOn: today };
      await updateRecognition(db, subject, { state: subject.state, draft: { ...draft, ...by } });
      return { id: subject.id };
    },
  }),

  ...particular,
  ...others(particular),
});
