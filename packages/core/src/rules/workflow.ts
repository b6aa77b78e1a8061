import type { Fields } from "../ground/fields.ts";
import { type NounOf, things } from "./things.ts";
import { DomainError } from "./errors.ts";
import { type Action, actionText } from "./policy.ts";
import { type Actor, can, type UnitPlace } from "./rights.ts";
import { stateText, type Stated, type StateOf } from "./states.ts";
import { steps, type StepOf } from "./steps.ts";
import type { StepRow } from "./things/thing.ts";

const rowsOf = <T extends Stated>(thing: T): readonly (readonly [StepOf<T>, StepRow<StateOf<T>>])[] =>
  Object.entries(steps[thing]) as unknown as readonly (readonly [StepOf<T>, StepRow<StateOf<T>>])[];

/** What a step is like. */
export const stepRow = <T extends Stated>(thing: T, step: StepOf<T>): StepRow<StateOf<T>> => steps[thing][step];

/** The action of the policy that a step is. */
export const actionOfStep = <T extends Stated>(thing: T, step: StepOf<T>): Action & `${NounOf<T>}.${StepOf<T>}` =>
  `${things[thing].noun}.${step}` as Action & `${NounOf<T>}.${StepOf<T>}`;

/** The step of a thing that an action of the policy is, or `undefined` where it is none. */
export const stepOfAction = <T extends Stated>(thing: T, action: string): StepOf<T> | undefined =>
  rowsOf(thing).find(([step]) => actionOfStep(thing, step) === action)?.[0];

/** Whether a step must say why. */
export const asksWhy = <T extends Stated>(thing: T, step: StepOf<T>): boolean =>
  stepRow(thing, step).reason !== undefined;

/** Whether whoever takes a step is asked why: a drafted decision has said it. */
export const asksTaker = <T extends Stated>(thing: T, step: StepOf<T>): boolean =>
  asksWhy(thing, step) && stepRow(thing, step).drafted === undefined;

/** The state a step leads to, or `undefined` where it leads nowhere. */
export const nextState = <T extends Stated>(thing: T, state: StateOf<T>, step: StepOf<T>): StateOf<T> | undefined => {
  const { from, to } = stepRow(thing, step);
  return from.includes(state) ? to : undefined;
};

/** The steps a state allows, in the order of the rows; the policy then says to whom. */
export const stepsFrom = <T extends Stated>(thing: T, state: StateOf<T>): readonly StepOf<T>[] =>
  rowsOf(thing).flatMap(([step, { from }]) => (from.includes(state) ? [step] : []));

/** The steps that a person may take now, in the order of the rows. */
export const stepsFor = <T extends Stated>(
  thing: T,
  state: StateOf<T>,
  actor: Actor,
  place: UnitPlace,
): readonly StepOf<T>[] => stepsFrom(thing, state).filter((step) => can(actor, actionOfStep(thing, step), place));

/** The fewest signs that say why. */
const shortestReason = 5;

/** What is typed where a step must say why. */
export const reasonFields = {
  reason: {
    kind: "paragraph",
    label: "Lý do",
    min: shortestReason,
    max: 2000,
    hint: "Người liên quan sẽ đọc lý do này.",
  },
} as const satisfies Fields;

/**
 * The state a step leads to, for the reason that is given.
 * @throws `workflow.wrongState` where no row has such a step, `workflow.reasonRequired` where it must say why.
 */
export const advance = <T extends Stated>(
  thing: T,
  state: StateOf<T>,
  step: StepOf<T>,
  reason: string | undefined,
): StateOf<T> => {
  const action = actionText(actionOfStep(thing, step));
  const next = nextState(thing, state, step);
  if (next === undefined) {
    const words: Readonly<Record<string, string>> = stateText[thing];
    throw new DomainError("workflow.wrongState", { what: things[thing].name, state: words[state] ?? state, action });
  }
  if (asksWhy(thing, step) && (reason ?? "").trim().length < shortestReason) {
    throw new DomainError("workflow.reasonRequired", { action });
  }
  return next;
};
