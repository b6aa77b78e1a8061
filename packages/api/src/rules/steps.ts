import { DomainError } from "@kheo/core/rules/errors";
import { actionText } from "@kheo/core/rules/policy";
import { ownUnits } from "@kheo/core/rules/rights";
import type { StateOf, Stated } from "@kheo/core/rules/states";
import { type StepOf, steps } from "@kheo/core/rules/steps";
import { actionOfStep, advance as advanceByRow, stepRow } from "@kheo/core/rules/workflow";
import { recordStateChange } from "@kheo/db/rules/state-changes";
import { type ChangeOf, updateRow } from "@kheo/db/rules/tables";
import type { z } from "zod";
import { change, reasonInput } from "./procedures.ts";
import type { Loaded, Scene, Subject } from "./scene.ts";

/** What every step writes. */
type Moved<T extends Stated> = { readonly state: StateOf<T>; readonly reason: string | null };

/** How the steps of a thing are taken: the same for each, but for what a step looks at and what else it changes. */
type Way<T extends Stated, L extends Loaded, Facts, Change> = {
  /** The state that a step leads to, where more than its row tells it. @throws what refuses the step. */
  readonly advance?: (
    scene: Scene<L>,
    step: StepOf<T>,
    reason: string,
    look: () => Promise<Facts | undefined>,
  ) => StateOf<T> | Promise<StateOf<T>>;
  /** What the reason is where it was not said with the step. */
  readonly reasonOf?: (scene: Scene<L>, step: StepOf<T>) => string;
  /** Writes it, where that is more than what the step has changed in its row. */
  readonly write?: (scene: Scene<L>, moved: Moved<T>, changed: Change) => Promise<unknown>;
};

type Particulars<L extends Loaded, Facts, Change, Input extends typeof reasonInput> = {
  readonly input?: Input;
  /** What the step must look at. */
  readonly look?: (scene: Scene<L>) => Facts | Promise<Facts>;
  /** What else the step changes. */
  readonly also?: (scene: Scene<L>, data: z.output<Input>) => Change | Promise<Change>;
};

/**
 * Makes the calls by which the steps of a thing are taken: each over the version that was read, with its reason.
 * `others` makes those that look at nothing and change nothing of their own, so that a step needs no line for itself.
 */
export const stepsOf = <
  T extends Stated,
  L extends Loaded & { readonly id: string; readonly state: StateOf<T> },
  Facts,
  Change extends object = ChangeOf<T>,
>(
  thing: T,
  on: Subject<L>,
  {
    advance = ({ subject, actor, place }, step, reason) => {
      const state = advanceByRow(thing, subject.state, step, reason);
      if (stepRow(thing, step).apart && ownUnits(actor).includes(place.holderId ?? place.id)) {
        throw new DomainError("policy.ownUnit", { action: actionText(actionOfStep(thing, step)) });
      }
      return state;
    },
    reasonOf = () => "",
    write = ({ db, subject }, moved, changed) => updateRow(db, thing, subject, { ...moved, ...changed }),
  }: Way<T, L, Facts, Change> = {},
) => {
  const step = <Input extends typeof reasonInput>(
    name: StepOf<T>,
    particulars: Particulars<L, Facts, Change, Input> = {},
  ) => {
    const { input = reasonInput as Input, look, also } = particulars;
    return change({
      action: actionOfStep(thing, name),
      on,
      input,
      run: async (scene, data) => {
        const { reason: said } = data as z.output<typeof reasonInput>;
        const reason = said === "" ? reasonOf(scene, name) : said;
        const state = await advance(scene, name, reason, async () => look?.(scene));
        const changed = also ? await also(scene, data) : ({} as Change);
        await write(scene, { state, reason: reason === "" ? null : reason }, changed);
        await recordStateChange(scene.db, thing, scene.subject.id, { state, since: scene.today });
        return { id: scene.id, state, version: scene.subject.version + 1 };
      },
    });
  };
  type Plain = ReturnType<typeof step<typeof reasonInput>>;
  const others = <Own extends Partial<Record<StepOf<T>, unknown>>>(own: Own) => {
    const names = (Object.keys(steps[thing]) as StepOf<T>[]).filter((name) => !(name in own));
    return Object.fromEntries(names.map((name) => [name, step(name)])) as Readonly<
      Record<Exclude<StepOf<T>, keyof Own>, Plain>
    >;
  };
  return { step, others };
};
