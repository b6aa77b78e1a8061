import { lowerFirst } from "../ground/sentences.ts";
import { evidenceErrors } from "./errors/evidence.ts";
import { filesErrors } from "./errors/files.ts";
import { movementErrors } from "./errors/movement.ts";
import { officesErrors } from "./errors/offices.ts";
import { reportsErrors } from "./errors/reports.ts";
import { rulesErrors } from "./errors/rules.ts";
import { territoryErrors } from "./errors/territory.ts";
import { failure } from "./errors/failure.ts";
import { type NounOf, type Thing, things } from "./things.ts";

export type { ErrorKind } from "./errors/failure.ts";

type Missing = { readonly [Code in `${NounOf<Thing>}.notFound`]: ReturnType<typeof failure<void>> };

/** Said of whatever is not there, or not for whoever asks; the wings say it otherwise where its name alone does not do. */
const missing = Object.fromEntries(
  Object.values(things).map(({ noun, name }) => [
    `${noun}.notFound`,
    failure("notFound", () => `Không tìm thấy ${lowerFirst(name)}.`),
  ]),
) as Missing;

/** Every failure a person can meet, of every wing: its code, its kind, and the Vietnamese sentence they read. */
export const errors = {
  ...missing,
  ...rulesErrors,
  ...officesErrors,
  ...territoryErrors,
  ...movementErrors,
  ...reportsErrors,
  ...evidenceErrors,
  ...filesErrors,
} as const;

export type ErrorCode = keyof typeof errors;
export type ErrorDetails<C extends ErrorCode> = Parameters<(typeof errors)[C]["message"]>[0];
type Arguments<C extends ErrorCode> = ErrorDetails<C> extends void ? [] : [details: ErrorDetails<C>];

/** The only error the domain throws. Anything else that escapes is a defect. */
export class DomainError<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name = "DomainError";
  readonly code: C;
  readonly details: ErrorDetails<C>;
  constructor(code: C, ...[details]: Arguments<C>) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

export const isDomainError = (error: unknown): error is DomainError => error instanceof DomainError;

/** The sentence for a failure. The wire carries `code` and `details`; the sentence is made where it is read. */
export const errorMessage = <C extends ErrorCode>(code: C, details: ErrorDetails<C>): string =>
  (errors[code].message as (details: ErrorDetails<C>) => string)(details);
