import type { AppRouter } from "@kheo/api/index";
import type { Clash } from "@kheo/core/ground/changes";
import { type ErrorCode, type ErrorDetails, errorMessage } from "@kheo/core/rules/errors";
import type { Stated } from "@kheo/core/rules/states";
import type { StepOf } from "@kheo/core/rules/steps";
import { things } from "@kheo/core/rules/things";
import { MutationCache, QueryClient } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink, httpLink, splitLink, TRPCClientError } from "@trpc/client";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { NotSent } from "./unanswered.ts";

type ErrorData = {
  readonly httpStatus: number;
  readonly domain: { readonly code: ErrorCode; readonly details: unknown } | null;
  readonly requestNumber: string | null;
};

/** Nothing where the server never answered. */
const dataOf = (error: unknown): ErrorData | null =>
  error instanceof TRPCClientError
    ? (((error as TRPCClientError<AppRouter>).data as ErrorData | undefined) ?? null)
    : null;

export const queryClient = new QueryClient({
  // Who is refused because nobody is signed in is asked to sign in again, see `SignedIn`.
  mutationCache: new MutationCache({
    onError: async (error) => {
      if (needsSignIn(error)) await queryClient.invalidateQueries({ queryKey: [["session", "me"]] });
    },
  }),
  defaultOptions: {
    // Without a network a step fails at once. Kept for later, it would be taken after somebody has thought better of it.
    mutations: { networkMode: "always" },
    queries: {
      staleTime: 5_000,
      // A refusal stays a refusal; only a lost connection is worth trying again.
      retry: (failures, error) => dataOf(error) === null && failures < 3,
    },
  },
});

/** For whom the page was drawn: the first who was signed in when it was; another never acts through it. */
let drawnFor: string | null = null;
export const drawFor = (personId: string): string => (drawnFor ??= personId);
const headers = () => (drawnFor === null ? {} : { "x-kheo-person": drawnFor });

const client = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      // A change goes alone: what it may send is told by its name, and several together may send less.
      condition: ({ type }) => type === "mutation",
      true: httpLink({ url: "/trpc", headers }),
      false: httpBatchLink({ url: "/trpc", maxItems: 10, maxURLLength: 4000, headers }),
    }),
  ],
});

/** The typed API: `trpc.models.list.queryOptions(…)`. */
export const trpc = createTRPCOptionsProxy<AppRouter>({ client, queryClient });

/** A step as it is sent. */
type StepTaken<T extends Stated> = {
  readonly step: StepOf<T>;
  readonly requestId: string;
  readonly id: string;
  readonly version: number;
  readonly data: { readonly reason: string };
};

/** Takes steps of a thing: each is a call of its own name. */
export const takeStep =
  <T extends Stated>(thing: T) =>
  ({ step, ...input }: StepTaken<T>): Promise<unknown> => {
    // The compiler does not see that what holds for each step of each thing holds for a step of a thing.
    const calls = client[things[thing].calls] as unknown as Readonly<
      Record<string, { readonly mutate: (input: object) => Promise<unknown> }>
    >;
    const call = calls[step];
    if (!call) throw new Error(`There is no call for ${thing}.${step}`);
    return call.mutate(input);
  };

/** The code of a domain error, to treat one kind apart. */
export const errorCode = (error: unknown): ErrorCode | null => dataOf(error)?.domain?.code ?? null;

/** Whether it was refused for who is signed in alone: the same person may send it once they are. */
export const needsSignIn = (error: unknown): boolean =>
  errorCode(error) === "session.required" || errorCode(error) === "session.otherPerson";

/** What a person reads when a call fails: the domain's own sentence, or what to do. Never a code alone. */
export const sayError = (error: unknown): string => {
  if (error instanceof NotSent) return error.message;
  const data = dataOf(error);
  if (data?.domain) return errorMessage(data.domain.code, data.domain.details as never);
  if (data === null) {
    return "Chưa kết nối được với máy chủ. Nội dung đang nhập vẫn còn; hãy kiểm tra mạng rồi thử lại.";
  }
  if (data.httpStatus === 413) return "Nội dung gửi lên quá lớn. Hãy rút gọn rồi gửi lại.";
  return `Hệ thống gặp lỗi ngoài dự kiến. Hãy thử lại; nếu vẫn lỗi, báo quản trị số yêu cầu ${data.requestNumber ?? "không rõ"}.`;
};

/** The fields that somebody else has changed too, with both values; none where the call failed for another reason. */
export const clashesOf = (error: unknown): readonly Clash[] => {
  if (error instanceof NotSent) return error.clashes;
  const domain = dataOf(error)?.domain;
  return domain?.code === "fieldsClash" ? (domain.details as ErrorDetails<"fieldsClash">).fields : [];
};

/** Errors of single fields, by the field's path, for a form to show each at its place. */
export const fieldErrors = (error: unknown): Readonly<Record<string, string>> => {
  const details = dataOf(error)?.domain?.details;
  if (details === null || typeof details !== "object" || !("fields" in details) || !Array.isArray(details.fields)) {
    return {};
  }
  const fields = details.fields as readonly { path: string; message: string }[];
  return Object.fromEntries(fields.map(({ path, message }) => [path.replace(/^data\./u, ""), message]));
};
