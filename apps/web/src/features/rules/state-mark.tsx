import { type StateOf, stateText, type Stated } from "@kheo/core/rules/states";

/** The tone of a state; a shape goes with every tone, so that colour alone never says anything. */
type Tone = "quiet" | "waiting" | "going" | "good" | "bad";

const tones: { readonly [T in Stated]: Readonly<Record<StateOf<T>, Tone>> } = {
  model: {
    draft: "quiet",
    submitted: "waiting",
    returned: "bad",
    accepted: "going",
    suspended: "quiet",
    discontinued: "quiet",
    rejected: "bad",
    merged: "quiet",
    withdrawn: "quiet",
  },
  assessment: {
    open: "quiet",
    selfScored: "waiting",
    underAppraisal: "going",
    verified: "going",
    closed: "good",
    reopened: "waiting",
  },
  recognition: {
    proposed: "waiting",
    held: "bad",
    recognized: "good",
    declined: "bad",
    published: "good",
    confirmed: "good",
    downgraded: "bad",
    revoked: "bad",
  },
  replication: {
    proposed: "waiting",
    assigned: "waiting",
    accepted: "going",
    declined: "bad",
    running: "going",
    submitted: "waiting",
    needsWork: "bad",
    confirmed: "good",
    failed: "bad",
  },
};

const shapes: Readonly<Record<Tone, string>> = { quiet: "○", waiting: "◔", going: "◑", good: "●", bad: "▲" };

/** A state by word, shape and colour. */
export const StateMark = <T extends Stated>({ thing, state }: { readonly thing: T; readonly state: StateOf<T> }) => {
  const tone = tones[thing][state];
  const words: Readonly<Record<string, string>> = stateText[thing];
  return (
    <span className={`state state-${tone}`}>
      <span aria-hidden="true">{shapes[tone]}</span> {words[state]}
    </span>
  );
};
