import { TRPCClientError } from "@trpc/client";

/** Whether the server never answered, so that nobody knows if the content arrived. A refusal is an answer. */
export const isUnanswered = (error: unknown): boolean => !(error instanceof TRPCClientError) || !error.data;
