import { actionOfStep, asksTaker, stepRow } from "@kheo/core/rules/workflow";
import type { Stated } from "@kheo/core/rules/states";
import type { StepOf } from "@kheo/core/rules/steps";
import type { ConsequenceFacts } from "@kheo/core/rules/things/thing";
import { things } from "@kheo/core/rules/things";
import type { ReactNode } from "react";
import { takeStep } from "../../lib/trpc.ts";
import { useChange } from "../../lib/use-change.ts";
import { type Step, StepButtons } from "./step-buttons.tsx";

type StepsProps<T extends Stated> = {
  readonly thing: T;
  readonly id: string;
  /** What may be done now. */
  readonly steps: readonly StepOf<T>[];
  /** The version to act upon, once everything that was typed is saved. */
  readonly version: () => Promise<number>;
  /** What the sentences about what will happen may name. */
  readonly facts?: ConsequenceFacts;
  /** The main step may stand in the bar, the others at the end of the page. */
  readonly show?: "main" | "others" | "all";
  /** Steps that are taken in a form of their own. */
  readonly children?: ReactNode;
};

/** The steps of a thing as buttons, each as its row says. */
export const Steps = <T extends Stated>({
  thing,
  id,
  steps,
  version,
  facts = {},
  show = "all",
  children,
}: StepsProps<T>) => {
  const change = useChange({ mutationKey: [[things[thing].calls]], mutationFn: takeStep(thing) });
  const main = steps.find((name) => stepRow(thing, name).main);
  const shown = steps.filter((name) => show === "all" || (name === main) === (show === "main"));
  if (shown.length === 0 && !children) return null;
  return (
    <StepButtons
      of={[thing, id]}
      steps={shown.flatMap((name): Step[] => {
        const { consequence } = stepRow(thing, name);
        if (!consequence) return [];
        const take = async (said: string, key?: string) =>
          change.sendAsync({ step: name, id, version: await version(), data: { reason: said } }, key);
        return [
          {
            action: actionOfStep(thing, name),
            needsReason: asksTaker(thing, name),
            consequence: consequence(facts),
            main: name === main,
            take,
          },
        ];
      })}
    >
      {children}
    </StepButtons>
  );
};
