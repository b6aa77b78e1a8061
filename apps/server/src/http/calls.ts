import { randomUUID } from "node:crypto";
import { catalog } from "@kheo/catalog";
import { appRouter } from "@kheo/api/index";
import type { Context, Installation } from "@kheo/api/rules/context";
import { isDomainError } from "@kheo/core/rules/errors";
import type { RootDb } from "@kheo/db/ground/connect";
import { todayBehind } from "@kheo/db/ground/settings";
import { actorOfSession } from "@kheo/db/offices/people";
import { touchSession } from "@kheo/db/offices/sessions";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import type { Logger } from "pino";
import { hashNewPassword } from "../sign-in/common-passwords.ts";
import { costlyCalls, fairShare, light, strangers } from "./fair-share.ts";
import { ownAccount } from "../sign-in/own-account.ts";
import { passwordCalls, passwordTurns } from "../sign-in/password-turns.ts";
import { hashOfToken, sessionToken } from "../sign-in/session-tokens.ts";
import { codeOfInvitation } from "../sign-in/sign-in.ts";

/** Calls in one request; a page asks for a handful. */
const largestBatch = 20;
/** The page for signing in asks for one. */
const anonymousBatch = 3;

/** With this header a program that is no browser says that it acts for itself; no other site can make a browser send it. */
export const ownClientHeader = "x-kheo-client";

/** In it a page says for whom it was drawn, so that it never acts as somebody who has signed in since. */
const drawnForHeader = "x-kheo-person";

/** How long a session may be in use before that is noted again. */
const touchAfter = 10 * 60_000;

/** What is known of a request before it is answered: where it comes from, and what it is called in the log. */
export type Arrival = { readonly network: string; readonly requestNumber: string };

/** What the answers of an installation depend on, all of it words that another thread can be told. */
export type Answering = {
  readonly secret: string;
  readonly address: string | undefined;
  readonly installation: Installation;
  /** Whether official acts need two persons. */
  readonly needsTwo: boolean;
  /** By how many days the day on which work is done is behind the real one. */
  readonly daysBehind: number;
};

/** Answers calls of procedures over HTTP, for whoever is signed in by the cookies of the request. */
export const calls = ({
  db,
  log,
  secret,
  address,
  installation,
  needsTwo,
  daysBehind,
}: Answering & { readonly db: RootDb; readonly log: Logger }) => {
  const secure = address?.startsWith("https:") ?? false;
  const [costly, cheap, stranger] = [fairShare(), fairShare(light), fairShare(strangers)];
  const inPasswordTurn = passwordTurns();
  const today = () => todayBehind(daysBehind);

  /** The session token of a request that this installation has signed, of whomever. */
  const tokenOf = (headers: Headers): string | null => sessionToken(headers.get("cookie"), secret, secure);

  const sessionOf = async (headers: Headers) => {
    const token = tokenOf(headers);
    if (token === null) return null;
    const session = await actorOfSession(db, hashOfToken(token), today());
    if (session && Date.now() - session.seenAt.getTime() > touchAfter) await touchSession(db, session.sessionId);
    return session;
  };

  const contextOf = async (headers: Headers, arrival: Arrival, answer = new Headers()): Promise<Context> => {
    const session = await sessionOf(headers);
    const { network } = arrival;
    return {
      db,
      catalog,
      today: today(),
      hashPassword: hashNewPassword,
      codeOfInvitation: (id) => codeOfInvitation(secret, id),
      ownAccount: ownAccount({ secret, address }, headers, answer),
      installation,
      ...arrival,
      inTurn: (actor, path, call) => {
        if (passwordCalls.has(path)) {
          const isDone = (answered: unknown) => (answered as { readonly ok: boolean }).ok;
          return inPasswordTurn({ who: actor?.personId ?? randomUUID(), network }, call, isDone);
        }
        if (!actor) return stranger({ personId: "", network }, call);
        return (costlyCalls.has(path) ? costly : cheap)({ personId: actor.personId, network }, call);
      },
      answer,
      actor: session?.actor ?? null,
      sessionId: session?.sessionId ?? null,
      // A program that acts for itself has no page.
      drawnFor:
        headers.get(drawnForHeader) ?? (headers.has(ownClientHeader) ? (session?.actor.personId ?? null) : null),
      isProved: session?.isProved ?? false,
      needsTwo,
    };
  };

  const answer = (request: Request, arrival: Arrival): Promise<Response> =>
    fetchRequestHandler({
      endpoint: "/trpc",
      req: request,
      router: appRouter,
      maxBatchSize: tokenOf(request.headers) === null ? anonymousBatch : largestBatch,
      createContext: ({ resHeaders }) => contextOf(request.headers, arrival, resHeaders),
      onError: ({ error, path, ctx }) => {
        const { network, requestNumber } = arrival;
        if (error.code === "FORBIDDEN" && isDomainError(error.cause)) {
          const { code } = error.cause;
          const refused = { requestNumber, path, person: ctx?.actor?.personId, code, network };
          // Being asked again who one is happens to everybody.
          log[code === "session.proofNeeded" ? "info" : "warn"](refused, "not allowed");
        }
        if (error.code !== "INTERNAL_SERVER_ERROR") return;
        log.error({ requestNumber, err: error.cause ?? error, path }, "unexpected error");
      },
    });

  return { today, tokenOf, sessionOf, answer, inPasswordTurn };
};
