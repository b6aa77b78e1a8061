import { DomainError, type ErrorKind, errors, isDomainError } from "@kheo/core/rules/errors";
import type { Action } from "@kheo/core/rules/policy";
import { initTRPC, TRPCError } from "@trpc/server";
import { z, ZodError } from "zod";
import type { Context } from "./context.ts";

/** What is wrong with input where its schema has no words of its own for it; a form of ours never sends such. */
const plainWords: z.core.$ZodErrorMap = ({ code, input }) => {
  switch (code) {
    case "invalid_type":
      return input === undefined ? "Thiếu nội dung bắt buộc." : "Nội dung không đúng kiểu.";
    case "unrecognized_keys":
      return "Có nội dung hệ thống không nhận.";
    case "too_big":
      return "Nội dung quá dài hoặc quá lớn.";
    case "too_small":
      return "Nội dung quá ngắn hoặc quá nhỏ.";
    default:
      return "Nội dung không đúng mẫu.";
  }
};
z.config({ localeError: plainWords });
const transportCode = {
  unauthenticated: "UNAUTHORIZED",
  forbidden: "FORBIDDEN",
  notFound: "NOT_FOUND",
  conflict: "CONFLICT",
  invalid: "UNPROCESSABLE_CONTENT",
  tooMany: "TOO_MANY_REQUESTS",
  unavailable: "SERVICE_UNAVAILABLE",
} as const satisfies Record<ErrorKind, TRPCError["code"]>;

/** Of what is wrong with an input so much is told; nobody reads more, and an answer of megabytes keeps others waiting. */
const mostProblems = 20;

const badInput = (error: ZodError) =>
  new DomainError("input.invalid", {
    fields: error.issues
      .slice(0, mostProblems)
      .map((issue) => ({ path: issue.path.join("."), message: issue.message })),
  });

const domainErrorOf = (cause: unknown): DomainError | null =>
  isDomainError(cause) ? cause : cause instanceof ZodError ? badInput(cause) : null;

export const trpc = initTRPC
  .context<Context>()
  .meta<{ readonly action: Action | "public" }>()
  .create({
    // A stack trace never leaves, and an unexpected error says nothing of its cause: the log does.
    errorFormatter: ({ shape, error, ctx }) => {
      const domain = domainErrorOf(error.cause);
      const { code, httpStatus } = shape.data;
      return {
        code: shape.code,
        message: domain?.code ?? (error.code === "INTERNAL_SERVER_ERROR" ? "unexpected" : error.code),
        data: {
          code,
          httpStatus,
          domain: domain ? { code: domain.code, details: domain.details as unknown } : null,
          requestNumber: ctx?.requestNumber ?? null,
        },
      };
    },
  });

/** Constraints of the database that two people can hit at the same moment. */
const conflictCodes: ReadonlySet<unknown> = new Set(["23505", "23P01", "40P01", "40001"]);

/** Values that no column can hold: a character that is none, a number or a day out of range. */
const unstorableCodes: ReadonlySet<unknown> = new Set(["22003", "22008", "22021", "22P02", "22P05"]);

/** A statement ran out of its time. */
const cutOff = "57014";

const spoken = (error: unknown): unknown => {
  if (!(error instanceof Error && "code" in error)) return error;
  if (error.code === cutOff) return new DomainError("request.tookTooLong");
  if (conflictCodes.has(error.code)) return new DomainError("duplicate");
  if (!unstorableCodes.has(error.code)) return error;
  const message = "Có ký tự, số hoặc ngày không lưu được.";
  return new DomainError("input.invalid", { fields: [{ path: "", message }] });
};

/** Says in the domain's words what went wrong, where the domain has any. */
export const withDomainErrors = trpc.middleware(async ({ next }) => {
  const result = await next();
  if (result.ok) return result;
  const cause = domainErrorOf(spoken(result.error.cause ?? result.error));
  if (!cause) return result;
  throw new TRPCError({ code: transportCode[errors[cause.code].kind], message: cause.code, cause });
});
