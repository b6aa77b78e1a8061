import { type Thing, things } from "./things.ts";
import type { StateRow } from "./things/thing.ts";

type States = { readonly [T in Thing]: (typeof things)[T]["states"] };

/** A thing that has a state. */
export type Stated = { [T in Thing]: [keyof States[T]] extends [never] ? never : T }[Thing];
export type StateOf<T extends Stated> = keyof States[T] & string;

/** Every state of everything that has states: the words people read, and its tone. */
export const stateRows = Object.fromEntries(
  Object.entries(things).flatMap(([thing, { states }]) => (Object.keys(states).length > 0 ? [[thing, states]] : [])),
) as { readonly [T in Stated]: Readonly<Record<StateOf<T>, StateRow>> };

/** Whether what is called so has states. */
export const isStated = (name: string): name is Stated => Object.hasOwn(stateRows, name);

/** What is made of the rows of each thing. */
const ofEach = (make: (rows: Readonly<Record<string, StateRow>>) => unknown): unknown =>
  Object.fromEntries(
    Object.entries<Readonly<Record<string, StateRow>>>(stateRows).map(([thing, rows]) => [thing, make(rows)]),
  );

/** The words people read for each state. */
export const stateText = ofEach((rows) =>
  Object.fromEntries(Object.entries(rows).map(([state, { text }]) => [state, text])),
) as { readonly [T in Stated]: Readonly<Record<StateOf<T>, string>> };

/** The states of each thing; its table in the database holds no other. */
export const states = ofEach(Object.keys) as { readonly [T in Stated]: readonly StateOf<T>[] };

/** The states in which a thing may begin. */
export const initialStates = ofEach((rows) =>
  Object.keys(rows).filter((state) => rows[state]?.begins),
) as typeof states;
