import type { UnitListRow, UnitListRowStatus } from "./unit-list.ts";

/** What became of a row. */
export type Outcome = Omit<UnitListRow, "number" | "text">;

/** What became of the rows so far, by their number. */
export type Outcomes = Map<number, Outcome>;

/** How a row ends when it cannot be read to its end. */
class RowStop extends Error {
  readonly outcome: Outcome;
  constructor(outcome: Outcome) {
    super(outcome.message ?? "");
    this.outcome = outcome;
  }
}

/** Ends the reading of a row with what is wrong in it. */
export const refuse = (message: string): never => {
  throw new RowStop({ status: "refused", message, choices: [] });
};

/** What was chosen among what is offered, or a row that asks. */
export const choose = (
  choices: readonly { readonly id: string; readonly label: string }[],
  chosen: readonly string[],
  message: string,
): string => {
  const taken = choices.find(({ id }) => chosen.includes(id));
  if (taken) return taken.id;
  throw new RowStop({ status: "ambiguous", message, choices });
};

/** How a row ends that was read, or left out. */
export const done = (status: UnitListRowStatus, message: string | null = null): Outcome => ({
  status,
  message,
  choices: [],
});

/** Whether a row is not taken as it stands. */
export const isStopped = (outcomes: Outcomes, number: number): boolean => {
  const status = outcomes.get(number)?.status;
  return status === "refused" || status === "ambiguous";
};

/** Runs what may stop at a row, and keeps how it ended. */
export const attempt = (outcomes: Outcomes, number: number, work: () => Outcome | null): void => {
  try {
    const outcome = work();
    if (outcome) outcomes.set(number, outcome);
  } catch (error) {
    if (!(error instanceof RowStop)) throw error;
    // What was said of the row first is nearer to the cause.
    if (!outcomes.has(number)) outcomes.set(number, error.outcome);
  }
};
