import type { Clash } from "@kheo/core/ground/changes";
import { TRPCClientError } from "@trpc/client";

/** What was not even sent, and why. */
export class NotSent extends Error {
  readonly clashes: readonly Clash[];
  constructor(sentence: string, clashes: readonly Clash[] = []) {
    super(sentence);
    this.clashes = clashes;
  }
}

/** Whether the server never answered, so that nobody knows if the content arrived. A refusal is an answer. */
export const isUnanswered = (error: unknown): boolean =>
  !(error instanceof NotSent) && (!(error instanceof TRPCClientError) || !error.data);
