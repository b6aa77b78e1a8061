import { type StateOf, type Stated, stateRows } from "@kheo/core/rules/states";
import type { Tone } from "@kheo/core/rules/things/thing";

// A shape goes with every tone, so that colour alone never says anything.
const shapes: Readonly<Record<Tone, string>> = { quiet: "○", waiting: "◔", going: "◑", good: "●", bad: "▲" };

/** A state by word, shape and colour. */
export const StateMark = <T extends Stated>({ thing, state }: { readonly thing: T; readonly state: StateOf<T> }) => {
  const rows: Readonly<Record<string, { readonly text: string; readonly tone: Tone }>> = stateRows[thing];
  const row = rows[state];
  if (!row) return state;
  return (
    <span className={`state state-${row.tone}`}>
      <span aria-hidden="true">{shapes[row.tone]}</span> {row.text}
    </span>
  );
};
