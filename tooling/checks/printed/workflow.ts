import { things } from "@kheo/core/rules/things";
import { type Action, actionText, rolesThatMay } from "@kheo/core/rules/policy";
import { initialStates, type StateOf, stateText, type Stated } from "@kheo/core/rules/states";
import { actionOfStep, asksWhy, nextState, stepsFrom } from "@kheo/core/rules/workflow";
import { page, table } from "./markdown.ts";

/** The words of a step in a diagram, where a colon would end them. */
const label = (action: Action): string => actionText(action).replaceAll(":", " –");

const partOf = (thing: Stated): readonly string[] => {
  const words: Readonly<Record<string, string>> = stateText[thing];
  const states = Object.keys(words) as StateOf<Stated>[];
  const moves = states.flatMap((state) =>
    stepsFrom(thing, state).map((step) => ({
      state: state as string,
      to: String(nextState(thing, state, step)),
      action: actionOfStep(thing, step) as Action,
      why: asksWhy(thing, step),
    })),
  );
  const who = (action: Action): string => rolesThatMay(action).join(", ");
  const diagram = [
    "stateDiagram-v2",
    ...Object.entries(words).map(([state, word]) => `state "${word}" as ${state}`),
    ...initialStates[thing].map((state) => `[*] --> ${state}`),
    ...moves.map(({ state, action, to }) => `${state} --> ${to}: ${label(action)}`),
    ...states.filter((state) => stepsFrom(thing, state).length === 0).map((state) => `${String(state)} --> [*]`),
  ];
  return [
    `## ${things[thing].name}`,
    ["```mermaid", ...diagram, "```"].join("\n"),
    table(
      ["Từ trạng thái", "Việc", "Đến trạng thái", "Ai được làm", "Lý do"],
      moves.map(({ state, to, action, why }) => [
        words[state] ?? state,
        actionText(action),
        words[to] ?? to,
        who(action),
        why ? "bắt buộc" : "",
      ]),
    ),
  ];
};

/** The four tables of the workflow as a page. */
export const workflowPage = (): string =>
  page(
    "Quy trình",
    "Mỗi việc là một dòng: từ trạng thái nào, dẫn đến đâu. Mỗi việc được ghi lại cùng người làm, tư cách, thời điểm và lý do.",
    ...(Object.keys(stateText) as Stated[]).flatMap(partOf),
  );
