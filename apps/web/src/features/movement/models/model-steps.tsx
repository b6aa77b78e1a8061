import type { Model, ModelStep } from "@kheo/core/movement/models";
import { Steps } from "../../rules/steps.tsx";
import { MergeStep } from "./merge-step.tsx";

/** What may be done with the model now; merging also needs the other model. */
export const ModelSteps = ({ model, steps }: { readonly model: Model; readonly steps: readonly ModelStep[] }) => (
  <Steps thing="model" id={model.id} version={() => Promise.resolve(model.version)} steps={steps}>
    {steps.includes("merge") && <MergeStep model={model} />}
  </Steps>
);
