import { Steps } from "../../rules/steps.tsx";
import { handedInText } from "./hand-in-list.tsx";
import type { ScoringData } from "./scoring-data.ts";

type ScoringStepsProps = {
  readonly show: "main" | "others" | "all";
  readonly data: ScoringData;
  readonly undecided: readonly string[];
  /** Saves what is typed and answers the version to act upon. */
  readonly flush: () => Promise<number>;
};

/** The steps of the office that the state allows; sending the declaration is the unit's own button. */
export const ScoringSteps = ({ data, undecided, flush, show }: ScoringStepsProps) => (
  <Steps
    thing="assessment"
    id={data.assessment.id}
    steps={data.steps}
    version={flush}
    show={show}
    facts={{ handedIn: handedInText(data.members), undecided: undecided.length }}
  />
);
