import { z } from "zod";
import { day, formatDay, type Day } from "../ground/days.ts";
import { DomainError } from "../rules/errors.ts";
import { type RecognitionState, replicableStates } from "./recognition.ts";
import { paragraph } from "../ground/text.ts";
import { type StateOf, states } from "../rules/states.ts";
import { stepsFrom } from "../rules/workflow.ts";
import type { StepOf } from "../rules/steps.ts";

export type ReplicationState = StateOf<"replication">;
export type ReplicationStep = StepOf<"replication">;

/** States in which a task is alive: a unit has at most one such task for the same source. */
export const liveReplicationStates: readonly ReplicationState[] = states.replication.filter(
  (state) => stepsFrom("replication", state).length > 0,
);

/** What is handed over when a recognised model is to be replicated (PL-19). */
export const replicationTaskInput = z.object({
  similarity: paragraph("Điều kiện tương đồng", { min: 10, max: 2000 }),
  content: paragraph("Nội dung nhân rộng", { min: 10, max: 5000 }),
  dueOn: day("Hạn hoàn thành"),
});

export const replicationResultInput = z.object({
  result: paragraph("Kết quả thực hiện", { min: 10, max: 5000 }),
});

/** What must hold before a recognised model is given to a unit. */
export const requireReplicable = (facts: {
  readonly today: Day;
  readonly dueOn: Day;
  readonly sourceState: RecognitionState;
  readonly sourceUnitId: string;
  readonly adopterUnitId: string;
}): void => {
  if (!replicableStates.includes(facts.sourceState)) throw new DomainError("replication.sourceNotRecognized");
  if (facts.sourceUnitId === facts.adopterUnitId) throw new DomainError("replication.ownUnit");
  if (facts.dueOn <= facts.today) throw new DomainError("replication.dueInPast", { today: formatDay(facts.today) });
};
