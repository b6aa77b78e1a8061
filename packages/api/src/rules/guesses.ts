import { type ErrorCode, isDomainError } from "@kheo/core/rules/errors";
import { type Attempt, attempt, type Guessed } from "@kheo/db/offices/attempts";
import type { RootDb } from "@kheo/db/ground/connect";

/** The refusals that say a guess was wrong; any other says nothing about it. */
const wrong: ReadonlySet<ErrorCode> = new Set([
  "invitation.wrong",
  "session.wrongOwnPassword",
  "session.wrongSecondFactor",
  "person.taken",
]);

type Asking = { readonly db: RootDb; readonly network: string; readonly answer: Headers };

/**
 * Does what asks for a password or a code, and counts how often it was wrong. The count stands outside the transaction,
 * which a refusal undoes. @throws `session.tooManyAttempts`, with `Retry-After`.
 */
export const guess = async <Output>(
  { db, network, answer }: Asking,
  guessed: Guessed,
  name: string,
  run: () => Promise<Output>,
): Promise<Output> => {
  let counted: Attempt;
  try {
    counted = await attempt(db, guessed, name, network);
  } catch (error) {
    if (isDomainError(error) && error.code === "session.tooManyAttempts") {
      const { minutes } = error.details as { minutes: number };
      answer.set("retry-after", String(minutes * 60));
    }
    throw error;
  }
  try {
    const output = await run();
    await counted.succeeded();
    return output;
  } catch (error) {
    if (!(isDomainError(error) && wrong.has(error.code))) await counted.withdrawn();
    throw error;
  }
};
