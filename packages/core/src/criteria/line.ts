import { decimalsOf, maximumDecimals } from "../ground/exact.ts";
import type { Edition } from "./edition.ts";
import { type Evaluation, UnscorableInput, evaluate } from "./evaluate.ts";
import { type ScoringProblem, isBuiltLikeInput, problem, problemOf } from "./problems.ts";

/** The answer to one line, ready to be written as JSON. */
export type LineOutput =
  | { readonly id: unknown; readonly result: Evaluation }
  | { readonly id: unknown; readonly error: ScoringProblem };

/** `failed` says that the line could not be scored. */
export type ScoredLine = { readonly output: LineOutput; readonly failed: boolean };

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Up to fifteen digits without exponent survive being read as a double; only longer texts need a closer look. */
const mayLoseDigits = /[\d.]{16}|\d[eE][-+]?\d/;
const stringOrNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g;

/**
 * The same JSON with every number of more than six decimals turned into `{}`, which is refused wherever a number is
 * expected. As a double, `70.0000000000000001` would silently be 70.
 */
const refusingLostDigits = (json: string): string =>
  json.replaceAll(stringOrNumber, (token) =>
    token.startsWith('"') || decimalsOf(token) <= maximumDecimals ? token : "{}",
  );

/**
 * Scores one line of the command: a JSON object with `id` and `input`. A blank line gives `null`. Nothing is thrown: what
 * cannot be scored gives an error with a code, a Vietnamese sentence and every offending field in the set's order.
 */
export const scoreLine = (line: string, findEdition: (idOrCode: string) => Edition | undefined): ScoredLine | null => {
  const text = line.trim();
  if (text === "") return null;
  const request = parsed(text);
  if (!isObject(request)) return refusal(null, problem("score.notJson", []));

  const { id = null } = request;
  const exact = mayLoseDigits.test(text) ? parsed(refusingLostDigits(text)) : request;
  const input = isObject(exact) && isObject(exact["input"]) ? exact["input"] : {};
  const set = Object.hasOwn(input, "criteriaSet") ? input["criteriaSet"] : undefined;
  const edition = typeof set === "string" ? findEdition(set) : undefined;
  if (!edition) {
    const says = typeof set === "string" ? `“${set}” không có` : "phải là mã bộ tiêu chí, ví dụ DVK-GPMB";
    return refusal(id, problem("score.unknownSet", [{ field: "criteriaSet", says }]));
  }
  const { result, error } = attempt(edition, input);
  return result ? { output: { id, result }, failed: false } : refusal(id, error);
};

/** The evaluation, or why there is none. */
type Attempt =
  | { readonly result: Evaluation; readonly error?: never }
  | { readonly result?: never; readonly error: ScoringProblem };

const attempt = (edition: Edition, input: Json): Attempt => {
  if (!isBuiltLikeInput(input)) return { error: problemOf(edition, input) ?? problem("score.invalid", []) };
  try {
    return { result: evaluate(edition, input) };
  } catch (error) {
    if (error instanceof UnscorableInput) return { error: error.problem };
    throw error;
  }
};

const refusal = (id: unknown, error: ScoringProblem): ScoredLine => ({ output: { id, error }, failed: true });
