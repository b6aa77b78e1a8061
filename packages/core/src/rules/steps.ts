import { stateRows, type Stated, type StateOf } from "./states.ts";
import { things } from "./things.ts";
import type { StepRow } from "./things/thing.ts";

/** The steps of a thing. */
export type StepOf<T extends Stated> = keyof (typeof things)[T]["steps"] & string;

/**
 * Every step of everything that has a state, in the order in which people see them. Everything else about the workflow
 * (buttons, the printed diagram, the test of reachability) is derived from these rows and `stateText`.
 */
export const steps = Object.fromEntries(
  (Object.keys(stateRows) as Stated[]).map((thing) => [thing, things[thing].steps]),
) as { readonly [T in Stated]: Readonly<Record<StepOf<T>, StepRow<StateOf<T>>>> };
