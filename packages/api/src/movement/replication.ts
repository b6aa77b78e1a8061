import { DomainError } from "@kheo/core/rules/errors";
import { actionText, authorityOf } from "@kheo/core/rules/policy";
import { ownUnits } from "@kheo/core/rules/rights";
import { requireOpen } from "@kheo/core/movement/periods";
import {
  replicationReportInput,
  replicationTaskInput,
  type ReplicationState,
  type ReplicationStep,
  requireReplicable,
} from "@kheo/core/movement/replication";
import { advance, stepsFor } from "@kheo/core/rules/workflow";
import { stateText } from "@kheo/core/rules/steps";
import { getPeriod } from "@kheo/db/movement/periods";
import { lockRecognition } from "@kheo/db/movement/recognition";
import { seersOf } from "@kheo/db/rules/personal";
import {
  getReplication,
  insertReplication,
  listReplications,
  type ReplicationTask,
  updateReplication,
} from "@kheo/db/movement/replication";
import { requireInForce } from "@kheo/db/territory/units";
import { z } from "zod";
import { add, change, list, nothing, read, reasonInput, router, unitsOn } from "../rules/procedures.ts";
import { replication, unit } from "../rules/subjects.ts";

const states = Object.keys(stateText.replication) as [ReplicationState, ...ReplicationState[]];

type Scene = Parameters<Parameters<typeof change<ReplicationTask, typeof reasonInput, unknown>>[0]["run"]>[0];

const step = <Input extends typeof reasonInput>(
  name: ReplicationStep,
  input: Input,
  also: (
    scene: Pick<Scene, "today" | "post" | "place">,
    data: z.output<Input>,
  ) => { assignedOn?: string; giverId?: string; confirmedOn?: string; report?: string } = () => ({}),
) =>
  change({
    action: `replication.${name}`,
    on: replication,
    input,
    run: async (scene, data) => {
      const { db, subject, actor, place } = scene;
      const { reason } = data as z.output<typeof reasonInput>;
      const state = advance("replication", subject.state, name, reason);
      if (judges(name) && ownUnits(actor).includes(place.holderId ?? place.id)) {
        throw new DomainError("policy.ownUnit", { action: actionText(`replication.${name}`) });
      }
      await updateReplication(db, subject, {
        state,
        reason: reason === "" ? null : reason,
        ...also(scene, data),
      });
      return { id: subject.id, state };
    },
  });

/** Steps that say what a task came to: for whoever gave it, and never for whoever carries it out. */
const judges = (name: ReplicationStep): boolean => authorityOf(`replication.${name}`) === "giver";

/** The unit that gives a task. @throws `replication.givenToOneself`. */
const giverOf = ({ post, place }: Pick<Scene, "post" | "place">): string => {
  if (post.unitId === (place.holderId ?? place.id)) throw new DomainError("replication.givenToOneself");
  return post.unitId;
};

/** A new task for a unit: proposed by the unit itself, or given to it at once. */
const begin = (how: "propose" | "assign") =>
  add({
    action: `replication.${how}`,
    on: unit,
    input: replicationTaskInput.extend({ recognitionId: z.uuid(), periodId: z.uuid() }),
    made: ({ id }: { id: string }) => [{ thing: "replication", id }],
    run: async ({ db, place, post, today }, { recognitionId, periodId, ...task }) => {
      await requireInForce(db, place.id, today);
      requireOpen(await getPeriod(db, periodId));
      const source = await lockRecognition(db, recognitionId, "shared");
      requireReplicable({
        today,
        dueOn: task.dueOn,
        sourceState: source.state,
        sourceUnitId: source.unitId,
        adopterUnitId: place.id,
      });
      const id = await insertReplication(db, {
        ...task,
        recognitionId,
        periodId,
        adopterUnitId: place.id,
        ...(how === "assign"
          ? { state: "assigned", assignedOn: today, giverId: giverOf({ post, place }) }
          : { state: "proposed" }),
      });
      return { id };
    },
  });

const withReport = reasonInput.extend(replicationReportInput.shape);

export const replicationRouter = router({
  list: list(
    "replication.view",
    z.object({
      periodId: z.uuid().optional(),
      sourceModelId: z.uuid().optional(),
      states: z.array(z.enum(states)).optional(),
      unitsOn: unitsOn.optional(),
    }),
    ({ db, actor, grants, today }, of) =>
      listReplications(db, { grants, seers: seersOf(actor, today), day: today, ...of }),
  ),

  get: read("replication.view", replication, nothing, async ({ db, subject, actor, place, today }) => ({
    replication: await getReplication(db, subject.id, seersOf(actor, today)),
    steps: place.id === subject.unitId ? stepsFor("replication", subject.state, actor, place) : [],
  })),

  propose: begin("propose"),
  give: begin("assign"),

  assign: step("assign", reasonInput, (scene) => ({ assignedOn: scene.today, giverId: giverOf(scene) })),
  dismiss: step("dismiss", reasonInput),
  accept: step("accept", reasonInput),
  decline: step("decline", reasonInput),
  start: step("start", reasonInput),
  submit: step("submit", withReport, (_, { report }) => ({ report })),
  requestWork: step("requestWork", reasonInput),
  confirm: step("confirm", reasonInput, ({ today }) => ({ confirmedOn: today })),
  fail: step("fail", reasonInput),
});
