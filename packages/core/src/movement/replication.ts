import { formatDay, type Day } from "../ground/days.ts";
import { type Fields, schemaOf } from "../ground/fields.ts";
import { DomainError } from "../rules/errors.ts";
import { type RecognitionState, replicableStates } from "./recognition.ts";
import { type StateOf, states } from "../rules/states.ts";
import { stepsFrom } from "../rules/workflow.ts";

export type ReplicationState = StateOf<"replication">;

/** States in which a task is alive: a unit has at most one such task for the same source. */
export const liveReplicationStates: readonly ReplicationState[] = states.replication.filter(
  (state) => stepsFrom("replication", state).length > 0,
);

/** What is handed over when a recognised model is to be replicated (PL-19). */
export const replicationTaskFields = {
  similarity: {
    kind: "paragraph",
    label: "Điều kiện tương đồng",
    min: 10,
    max: 2000,
    hint: "Ví dụ: Cùng là phường ven biển, cùng có dự án mở đường qua khu dân cư.",
  },
  content: {
    kind: "paragraph",
    label: "Nội dung nhân rộng",
    min: 10,
    max: 5000,
    hint: "Ví dụ: Áp dụng cách phân công tổ vận động đến từng hộ và họp dân công khai.",
  },
  dueOn: { kind: "day", label: "Hạn hoàn thành", hint: "Ví dụ: 31/10/2026" },
} as const satisfies Fields;
export const replicationTaskInput = schemaOf(replicationTaskFields);

/** What a unit reports of its task. */
export const replicationResultFields = {
  result: {
    kind: "paragraph",
    label: "Kết quả thực hiện (có số liệu)",
    min: 10,
    max: 5000,
    hint: "Ví dụ: Đã vận động 40 hộ hiến 1.200 m² đất; đường bàn giao ngày 15/10/2026.",
  },
} as const satisfies Fields;
export const replicationResultInput = schemaOf(replicationResultFields);

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
