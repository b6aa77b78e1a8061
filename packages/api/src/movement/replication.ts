import { DomainError } from "@kheo/core/rules/errors";
import { replicationList } from "@kheo/core/movement/lists";
import { requireOpen } from "@kheo/core/movement/periods";
import { replicationResultInput, replicationTaskInput, requireReplicable } from "@kheo/core/movement/replication";
import { stepsFor } from "@kheo/core/rules/workflow";
import { stateText } from "@kheo/core/rules/states";
import { waitsFor } from "@kheo/core/rules/todo";
import { getPeriod } from "@kheo/db/movement/periods";
import { lockRecognition } from "@kheo/db/movement/recognition";
import { findReplications, listReplications, replicationSorts } from "@kheo/db/movement/replication-list";
import { seersOf } from "@kheo/db/rules/personal";
import { getReplication, insertReplication, type ReplicationTask } from "@kheo/db/movement/replication";
import { placeOf, requireInForce } from "@kheo/db/territory/units";
import { z } from "zod";
import { inStates, listing } from "../rules/listing.ts";
import { add, nothing, read, reasonInput, router, unitsOn } from "../rules/procedures.ts";
import type { Scene } from "../rules/scene.ts";
import { nextOf } from "../rules/next.ts";
import { stepsOf } from "../rules/steps.ts";
import { replication, unit } from "../rules/subjects.ts";

const { step, others } = stepsOf("replication", replication);

/** The unit that gives a task. @throws `replication.givenToOneself`. */
const giverOf = ({ post, place }: Pick<Scene<ReplicationTask>, "post" | "place">): string => {
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

const withResult = reasonInput.extend(replicationResultInput.shape);

const particular = {
  assign: step("assign", { also: (scene) => ({ assignedOn: scene.today, giverId: giverOf(scene) }) }),
  submit: step("submit", { input: withResult, also: (_, { result }) => ({ result }) }),
  confirm: step("confirm", { also: ({ today }) => ({ confirmedOn: today }) }),
};

const pages = listing({
  action: "replication.view",
  list: replicationList,
  filter: z.object({
    periodId: z.uuid().optional(),
    sourceModelId: z.uuid().optional(),
    states: inStates(stateText.replication),
    unitsOn: unitsOn.optional(),
  }),
  find: ({ db, grants, today }, filter) => findReplications(db, { grants, day: today, filter }),
  sorts: ({ actor, today }, of) => replicationSorts(seersOf(actor, today), of.unitsOn),
  rows: ({ db, actor, today }, page, of) => listReplications(db, page, seersOf(actor, today), of.unitsOn),
});

export const replicationRouter = router({
  list: pages,

  get: read("replication.view", replication, nothing, async (scene) => {
    const { db, subject, actor, place, today } = scene;
    const row = waitsFor("replication", subject.state, null);
    const { unitId, giverId } = subject;
    const itsPlace = await placeOf(db, unitId, today, giverId === null ? {} : { giver: giverId });
    return {
      replication: await getReplication(db, subject.id, seersOf(actor, today)),
      steps: place.id === subject.unitId ? stepsFor("replication", subject.state, actor, place) : [],
      next: await nextOf({ ...scene, place: itsPlace }, row?.action, {
        dueOn: row?.due && subject.dueOn,
        apart: row?.apart,
      }),
    };
  }),

  propose: begin("propose"),
  give: begin("assign"),

  ...particular,
  ...others(particular),
});
