import { DomainError } from "@kheo/core/errors";
import { can } from "@kheo/core/policy";
import {
  advanceRecognition,
  decisionInput,
  recognizedStates,
  replicableStates,
  type RecognitionState,
  type RecognitionStep,
} from "@kheo/core/recognition";
import { stateText, stepsFrom } from "@kheo/core/workflow";
import {
  insertRecheck,
  listRecognitions,
  publishDecisionOf,
  recordDecision,
  type RecognitionOfModel,
  rechecksOf,
  updateRecognition,
} from "@kheo/db/recognition";
import { bodyUnitOf } from "@kheo/db/meetings";
import { z } from "zod";
import { editionOf } from "./editions.ts";
import { change, list, nothing, read, reasonInput, router, unitsOn } from "./procedures.ts";
import { recognition } from "./subjects.ts";

const states = Object.keys(stateText.recognition) as [RecognitionState, ...RecognitionState[]];

type Scene<Input extends z.ZodType> = Parameters<
  Parameters<typeof change<RecognitionOfModel, Input, unknown>>[0]["run"]
>[0];

/** Why a model may not be recognised, in words; empty when it may. */
const obstacleOf = ({ votePassed, passed, meetingId, modelState }: RecognitionOfModel): string => {
  if (modelState !== "accepted") return `mô hình đang ở trạng thái “${stateText.model[modelState]}”.`;
  if (meetingId !== null && passed === null) return "kết quả chấm điểm đang được xem xét lại.";
  if (passed === false) return "kết quả chấm điểm chưa đạt hoặc bị điểm liệt.";
  return votePassed === false ? "chưa đủ tỷ lệ phiếu đồng ý." : "";
};

const step = <Input extends typeof reasonInput>(
  name: RecognitionStep,
  input: Input,
  also: (
    scene: Scene<Input>,
    data: z.output<Input>,
  ) =>
    | Promise<{ decisionId?: string; revocationId?: string }>
    | { decisionId?: string; revocationId?: string } = () => ({}),
) =>
  change({
    action: `recognition.${name}`,
    on: recognition,
    input,
    run: async (scene, data) => {
      const { db, subject, today } = scene;
      const { reason, ...rest } = data as z.output<typeof reasonInput> & { signedOn?: string };
      const obstacle = obstacleOf(subject);
      const state = advanceRecognition(subject.state, name, {
        today,
        reason,
        passed: obstacle === "",
        obstacle,
        signedOn: rest.signedOn,
        notBefore: name === "revoke" ? subject.signedOn : subject.votedOn,
      });
      await updateRecognition(db, subject, {
        state,
        reason: reason === "" ? null : reason,
        ...(await also(scene, data)),
      });
      return { id: subject.id, state };
    },
  });

const withDecision = reasonInput.extend(decisionInput.shape);

const recordOf = async ({ db, subject, place }: Scene<typeof withDecision>, data: z.output<typeof withDecision>) =>
  recordDecision(db, {
    unitId: (await bodyUnitOf(db, subject.meetingId)) ?? place.path.at(-1) ?? place.id,
    level: subject.level,
    number: data.number,
    signedOn: data.signedOn,
    signatory: data.signatory,
    signatoryTitle: data.signatoryTitle,
  });

const recheck = (name: "confirm" | "downgrade") =>
  step(name, reasonInput, async ({ db, subject, today }, { reason }) => {
    await insertRecheck(db, { recognitionId: subject.id, heldOn: today, result: name, note: reason });
    return {};
  });

export const recognitionRouter = router({
  list: list(
    "recognition.view",
    z.object({
      periodId: z.uuid().optional(),
      states: z.array(z.enum(states)).optional(),
      unitsOn: unitsOn.optional(),
    }),
    async ({ db, grants, today, catalog }, of) => {
      const rows = await listRecognitions(db, { grants, day: today, ...of });
      return rows.map(({ form: _, class: name, editionId, ...row }) => ({
        ...row,
        classLabel: name !== null && editionId !== null ? editionOf(catalog, editionId).classLabels[name] : null,
      }));
    },
  ),

  /** Published models of every unit: replication is the point of recognising them. */
  gallery: list("recognition.browse", z.object({}), async ({ db, grants, today }) => {
    const rows = await listRecognitions(db, { grants, day: today, states: replicableStates });
    return rows.map(({ id, modelId, title, unitId, unitName, field, topic, level, number, signedOn, form }) => ({
      id,
      modelId,
      title,
      unitId,
      unitName,
      field,
      topic,
      level,
      number,
      signedOn,
      outputs: form.items.outputs,
      isPersonal: form.subjectKind !== "collective" && form.exemplar?.consentsToPublish !== true,
    }));
  }),

  get: read("recognition.view", recognition, nothing, async ({ db, subject, actor, place, catalog }) => {
    const { class: name, editionId, ...rest } = subject;
    return {
      recognition: {
        ...rest,
        classLabel: name !== null && editionId !== null ? editionOf(catalog, editionId).classLabels[name] : null,
      },
      rechecks: await rechecksOf(db, subject.id),
      isRecognized: recognizedStates.includes(subject.state),
      steps: stepsFrom("recognition", subject.state).filter((step) => can(actor, `recognition.${step}`, place)),
    };
  }),

  hold: step("hold", reasonInput),
  release: step("release", reasonInput),
  decline: step("decline", reasonInput),
  recognize: step("recognize", withDecision, async (scene, data) => ({ decisionId: await recordOf(scene, data) })),
  publish: step("publish", reasonInput, async ({ db, subject, today }) => {
    await publishDecisionOf(db, subject.id, today);
    return {};
  }),
  confirm: recheck("confirm"),
  downgrade: recheck("downgrade"),
  revoke: step("revoke", withDecision, async (scene, data) => {
    const { number, signedOn } = scene.subject;
    if (data.number === number && data.signedOn === signedOn) {
      throw new DomainError("decision.revokesItself", { number });
    }
    return { revocationId: await recordOf(scene, data) };
  }),
});
