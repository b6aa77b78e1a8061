import type { UnitListRow, UnitListRowStatus } from "./unit-list.ts";

/** How a row ends when it cannot be read to its end. */
class RowStop extends Error {
  readonly outcome: Omit<UnitListRow, "number" | "text">;
  constructor(outcome: Omit<UnitListRow, "number" | "text">) {
    super(outcome.message ?? "");
    this.outcome = outcome;
  }
}
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

export type Outcome = Omit<UnitListRow, "number" | "text">;
export const done = (status: UnitListRowStatus, message: string | null = null): Outcome => ({
  status,
  message,
  choices: [],
});

/** Runs what may stop at a row, and keeps how it ended. */
export const attempt = (outcomes: Map<number, Outcome>, number: number, work: () => Outcome | null): void => {
  try {
    const outcome = work();
    if (outcome) outcomes.set(number, outcome);
  } catch (error) {
    if (!(error instanceof RowStop)) throw error;
    // What was said of the row first is nearer to the cause.
    if (!outcomes.has(number)) outcomes.set(number, error.outcome);
  }
};
