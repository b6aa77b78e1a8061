import { type ReorganisationState, reorganisationStateText } from "@kheo/core/territory/reorganisations";

const marks: Readonly<Record<ReorganisationState, { readonly tone: string; readonly shape: string }>> = {
  planned: { tone: "waiting", shape: "◔" },
  applied: { tone: "good", shape: "●" },
  undone: { tone: "bad", shape: "▲" },
  discarded: { tone: "quiet", shape: "○" },
};

/** Where a plan stands, by word, shape and colour. */
export const ReorganisationMark = ({ state }: { readonly state: ReorganisationState }) => (
  <span className={`state state-${marks[state].tone}`}>
    <span aria-hidden="true">{marks[state].shape}</span> {reorganisationStateText[state]}
  </span>
);
