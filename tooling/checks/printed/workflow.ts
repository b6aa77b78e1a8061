import { type ModelStep, needsReason } from "@kheo/core/movement/models";
import { type Action, actionText, rolesThatMay } from "@kheo/core/rules/policy";
import { recognitionNeedsReason, type RecognitionStep } from "@kheo/core/movement/recognition";
import { replicationNeedsReason, type ReplicationStep } from "@kheo/core/movement/replication";
import { assessmentNeedsReason, type AssessmentStep } from "@kheo/core/movement/scoring";
import { initialStates, stateText, type Thing, thingText, workflow } from "@kheo/core/rules/workflow";
import { page, table } from "./markdown.ts";

/** Under which word a thing's steps stand in the policy, and which of them say why. */
const steps: Readonly<Record<Thing, { readonly noun: string; readonly asksWhy: (step: string) => boolean }>> = {
  model: { noun: "model", asksWhy: (step) => needsReason(step as ModelStep) },
  assessment: { noun: "scoring", asksWhy: (step) => assessmentNeedsReason(step as AssessmentStep) },
  recognition: { noun: "recognition", asksWhy: (step) => recognitionNeedsReason(step as RecognitionStep) },
  replication: { noun: "replication", asksWhy: (step) => replicationNeedsReason(step as ReplicationStep) },
};

/** The words of a step in a diagram, where a colon would end them. */
const label = (action: Action): string => actionText(action).replaceAll(":", " –");

const partOf = (thing: Thing): readonly string[] => {
  const { noun, asksWhy } = steps[thing];
  const words: Readonly<Record<string, string>> = stateText[thing];
  const states = Object.entries<Readonly<Record<string, string>>>(workflow[thing]);
  const moves = states.flatMap(([state, next]) =>
    Object.entries(next).map(([step, to]) => ({ state, step, to, action: `${noun}.${step}` as Action })),
  );
  const who = (action: Action): string => rolesThatMay(action).join(", ");
  const diagram = [
    "stateDiagram-v2",
    ...states.map(([state]) => `state "${words[state]}" as ${state}`),
    ...initialStates[thing].map((state) => `[*] --> ${state}`),
    ...moves.map(({ state, action, to }) => `${state} --> ${to}: ${label(action)}`),
    ...states.filter(([, next]) => Object.keys(next).length === 0).map(([state]) => `${state} --> [*]`),
  ];
  return [
    `## ${thingText[thing]}`,
    ["```mermaid", ...diagram, "```"].join("\n"),
    table(
      ["Từ trạng thái", "Việc", "Đến trạng thái", "Ai được làm", "Lý do"],
      moves.map(({ state, step, to, action }) => [
        words[state] ?? state,
        actionText(action),
        words[to] ?? to,
        who(action),
        asksWhy(step) ? "bắt buộc" : "",
      ]),
    ),
  ];
};

/** The four tables of the workflow as a page. */
export const workflowPage = (): string =>
  page(
    "Quy trình",
    "Mỗi thứ có một bảng nhỏ: từ trạng thái nào, việc gì dẫn đến đâu. Mỗi việc được ghi lại cùng người làm, tư cách, thời điểm và lý do.",
    ...(Object.keys(workflow) as Thing[]).flatMap(partOf),
  );
