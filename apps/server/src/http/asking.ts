import { DomainError, type ErrorCode } from "@kheo/core/rules/errors";
import type { Context as Exchange } from "hono";

/** What a page's call is answered. @throws what the call was refused with. */
const answerIn = async <Answer>(response: Response): Promise<Answer> => {
  const { result, error } = (await response.json()) as {
    readonly result?: { readonly data: Answer };
    readonly error?: { readonly data: { readonly domain: { code: ErrorCode; details: never } | null } };
  };
  if (result) return result.data;
  const domain = error?.data.domain;
  throw domain ? new DomainError(domain.code, domain.details) : new Error(`The call answered ${response.status}`);
};

/** Asks a call in the name of a request. @throws what the call was refused with. */
export type Ask = <Answer>(request: Exchange, call: string, input: object) => Promise<Answer>;

/** `answer` is what a call is answered that is asked in the name of a request. */
export const inNameOf =
  (answer: (request: Exchange, asked: Request) => Promise<Response>): Ask =>
  async <Answer>(request: Exchange, call: string, input: object) => {
    const { url, headers } = request.req.raw;
    const address = new URL(`/trpc/${call}?input=${encodeURIComponent(JSON.stringify(input))}`, url);
    const asked = new Request(address, { headers });
    // It is read here, not by whoever asks.
    asked.headers.delete("accept-encoding");
    return answerIn<Answer>(await answer(request, asked));
  };
