import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import type { BlockList } from "node:net";
import { catalog } from "@kheo/catalog";
import { appRouter, callerFor } from "@kheo/api/index";
import type { Context, Installation } from "@kheo/api/procedures";
import { dayOf } from "@kheo/core/days";
import { comparisons } from "@kheo/core/reports";
import { DomainError, errorMessage, type ErrorKind, errors, isDomainError } from "@kheo/core/errors";
import type { RootDb } from "@kheo/db/connect";
import { actorOfSession } from "@kheo/db/people";
import { replaceSession, touchSession } from "@kheo/db/sessions";
import { reportPapers } from "@kheo/papers/report";
import { writtenInThread } from "@kheo/papers/written";
import { turns } from "@kheo/threads/turns";
import type { HttpBindings } from "@hono/node-server";
import { getConnInfo } from "@hono/node-server/conninfo";
import { serveStatic } from "@hono/node-server/serve-static";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { TRPCError } from "@trpc/server";
import { type Context as Exchange, Hono, type MiddlewareHandler } from "hono";
import { compress } from "hono/compress";
import { HTTPException } from "hono/http-exception";
import { NONCE, secureHeaders } from "hono/secure-headers";
import { sql } from "kysely";
import type { Logger } from "pino";
import { z } from "zod";
import { clientAddress, networkOf } from "./networks.ts";
import { hashNewPassword } from "./common-passwords.ts";
import { costlyCalls, fairShare, light, strangers } from "./fair-share.ts";
import { importRoutes } from "./import-routes.ts";
import { ownAccount } from "./own-account.ts";
import { passwordCalls, passwordTurns } from "./password-turns.ts";
import { anonymousBody, isModest, largestBody, readBody, refusalOfUnread } from "./request-bodies.ts";
import { hashOfToken, sessionToken } from "./session-tokens.ts";
import { type Asking, signInRoutes } from "./sign-in-routes.ts";
import { codeOfInvitation, type SignIn } from "./sign-in.ts";

/** An answer is for the one who asked. */
const noStore: MiddlewareHandler = async (request, next) => {
  await next();
  request.header("cache-control", "no-store");
};

const unusableForm = "Nội dung gửi lên không đúng mẫu. Hãy tải lại trang rồi thực hiện lại.";

/** How the program may be asked at all. */
const methods: readonly string[] = ["GET", "HEAD", "POST", "OPTIONS"];

/** Calls in one request; a page asks for a handful. */
const largestBatch = 20;
/** The page for signing in asks for one. */
const anonymousBatch = 3;

/** With this header a program that is no browser says that it acts for itself; no other site can make a browser send it. */
const ownClientHeader = "x-kheo-client";

/** In it a page says for whom it was drawn, so that it never acts as somebody who has signed in since. */
const drawnForHeader = "x-kheo-person";

/** What a refusal is to a program that fetches a file; a queue without a place is the server's state and not a fault. */
const statuses = {
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  invalid: 422,
  tooMany: 503,
  unavailable: 503,
} as const satisfies Record<ErrorKind, number>;

/** Papers are written in turn, each with a thread of its own. */
const enter = turns({ working: 2, waiting: 20 });

/** How long a session may be in use before that is noted again. */
const touchAfter = 10 * 60_000;

export type Environment = {
  readonly db: RootDb;
  readonly signIn: SignIn;
  readonly secret: string;
  readonly address: string | undefined;
  readonly proxies: BlockList;
  readonly installation: Installation;
  /** Whether official acts need two persons. */
  readonly needsTwo: boolean;
  readonly log: Logger;
  readonly webFolder: string;
  readonly now: () => Date;
};

/** What is known of a request before anything is done for it. */
type Variables = { requestNumber: string; secureHeadersNonce?: string };
type Served = { Variables: Variables; Bindings: HttpBindings };

/** Everything that is reached over HTTP. */
export const application = ({
  db,
  signIn,
  secret,
  address,
  proxies,
  installation,
  needsTwo,
  log,
  webFolder,
  now,
}: Environment): Hono<Served> => {
  const secure = address?.startsWith("https:") ?? false;
  const [costly, cheap] = [fairShare(), fairShare(light)];
  const [calledByStrangers, signingIn] = [fairShare(strangers), fairShare(strangers)];
  const inPasswordTurn = passwordTurns();

  const own = address === undefined ? null : new URL(address);
  const ownOrigin = own?.origin;
  /** Where a browser is that reached us by this name: we speak http, and https stands in front at our address only. */
  const originReached = (host: string): string | undefined => (host === own?.host ? own.origin : `http://${host}`);

  const asking = (request: Exchange): Asking => {
    const peer = getConnInfo(request).remote.address;
    const from = clientAddress(peer, request.req.header("x-forwarded-for"), proxies);
    return { address: from, network: networkOf(from) };
  };
  const logOf = (request: Exchange) => log.child({ requestNumber: request.get("requestNumber") as string });

  /** Whoever is signed in by the cookies of a request. */
  const sessionOf = async (headers: Headers) => {
    const token = sessionToken(headers.get("cookie"), secret, secure);
    if (token === null) return null;
    const session = await actorOfSession(db, hashOfToken(token), dayOf(now()));
    if (session && now().getTime() - session.seenAt.getTime() > touchAfter) await touchSession(db, session.sessionId);
    return session;
  };

  /** Whether a request brings a session token that this installation has signed, of whomever. */
  const isKnown = ({ req }: Exchange): boolean => sessionToken(req.header("cookie") ?? null, secret, secure) !== null;

  const contextOf = async (request: Exchange, answer = new Headers()): Promise<Context> => {
    const { headers } = request.req.raw;
    const session = await sessionOf(headers);
    const { network } = asking(request);
    return {
      db,
      catalog,
      today: dayOf(now()),
      hashPassword: hashNewPassword,
      codeOfInvitation: (id) => codeOfInvitation(secret, id),
      ownAccount: ownAccount({ secret, address }, headers, answer),
      installation,
      requestNumber: request.get("requestNumber") as string,
      network,
      inTurn: (actor, path, call) => {
        if (passwordCalls.has(path)) {
          const isDone = (answer: unknown) => (answer as { readonly ok: boolean }).ok;
          return inPasswordTurn({ who: actor?.personId ?? randomUUID(), network }, call, isDone);
        }
        if (!actor) return calledByStrangers({ personId: "", network }, call);
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

  /**
   * A page of another site cannot act for a person who is signed in here. A browser says where a request comes from;
   * what says nothing and brings cookies along is refused, unless it is a program that says so.
   */
  const isForeign = ({ req }: Exchange): boolean => {
    const [site, origin] = [req.header("sec-fetch-site"), req.header("origin")];
    if (site !== undefined) return site !== "same-origin";
    if (origin === undefined) return req.header("cookie") !== undefined && req.header(ownClientHeader) === undefined;
    return origin !== ownOrigin && origin !== originReached(req.header("host") ?? "");
  };

  const app = new Hono<Served>();
  app.use(async (request, next) => {
    const requestNumber = randomUUID().slice(0, 8);
    request.set("requestNumber", requestNumber);
    const begun = performance.now();
    await next();
    request.header("x-request-number", requestNumber);
    const { incoming } = request.env;
    if (request.res.status >= 400 && !incoming.complete) {
      const refusal = await refusalOfUnread(request.res, incoming, isKnown(request) ? "ofKnown" : "ofStranger");
      request.res = undefined;
      request.res = refusal;
    }
    const { method, path } = request.req;
    const milliseconds = Math.round(performance.now() - begun);
    log.info({ requestNumber, method, path, status: request.res.status, milliseconds }, "request");
  });
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        // The interface kit adds style elements, which carry the number that only this answer knows; sizes and
        // colours of single elements are set by script, which no policy forbids.
        styleSrc: ["'self'", NONCE],
        imgSrc: ["'self'", "data:"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
      },
      // Without HTTPS in front, on a local network, this header would lock people out.
      strictTransportSecurity: secure && "max-age=31536000; includeSubDomains",
      xFrameOptions: "DENY",
      referrerPolicy: "same-origin",
    }),
  );
  app.use(async (request, next) => {
    if (methods.includes(request.req.method)) return next();
    request.header("allow", methods.join(", "));
    return request.json({ message: "Không có cách gọi này." }, 405);
  });
  app.use(compress());
  app.use(async (request, next) => {
    if (!["GET", "HEAD", "OPTIONS"].includes(request.req.method) && isForeign(request)) {
      logOf(request).warn({ path: request.req.path, network: asking(request).network }, "foreign request refused");
      return request.json({ message: "Yêu cầu đến từ một trang web khác nên không được thực hiện." }, 403);
    }
    return next();
  });
  /** In the words of a page's calls where it is one, so that a page shows the sentence. */
  const unusable = (request: Exchange, status: 400 | 413, message: string): Response => {
    const data = { code: "BAD_REQUEST", httpStatus: status, domain: null, requestNumber: request.get("requestNumber") };
    return request.json({ message, error: { message: "unusable", code: -32600, data } }, status);
  };

  app.use(async (request, next) => {
    const { path, raw, method } = request.req;
    const asked = path.startsWith("/trpc/") ? request.req.query("input") : undefined;
    if (asked !== undefined && !isModest(Buffer.from(asked))) return unusable(request, 400, unusableForm);
    // A list of units is large: its route asks who sends it before anything is read.
    if (method === "GET" || method === "HEAD" || path === "/import/units") return next();
    const declared = Number(request.req.header("content-length") ?? Infinity);
    const isSmall = declared <= anonymousBody;
    const most = isSmall ? anonymousBody : largestBody(path, (await sessionOf(raw.headers))?.actor ?? null);
    const body = await readBody(raw, most);
    if (body === null) {
      return unusable(request, 413, `Nội dung gửi lên quá lớn: tối đa ${most / 1024} KB. Hãy rút gọn rồi gửi lại.`);
    }
    if (!isModest(body)) return unusable(request, 400, unusableForm);
    request.req.raw = new Request(raw.url, { method, headers: raw.headers, body, signal: raw.signal });
    return next();
  });

  app.get("/health", (request) => request.json({ status: "ok" }));
  let reaching: Promise<unknown> | undefined;
  app.get("/ready", async (request) => {
    try {
      // However many ask, the database is asked once.
      reaching ??= sql`select 1`.execute(db).finally(() => (reaching = undefined));
      await reaching;
      return request.json({ status: "ok" });
    } catch {
      return request.json({ status: "unavailable" }, 503);
    }
  });

  app.use("/api/*", noStore);
  app.use("/trpc/*", noStore);

  // A password waits for a turn of its own.
  app.use("/api/auth/*", (request, next) =>
    request.req.path.endsWith("/sign-in/username")
      ? next()
      : signingIn({ personId: "", network: asking(request).network }, next),
  );
  app.route(
    "/api/auth",
    signInRoutes({
      db,
      signIn,
      address,
      hasExternal: installation.externalName !== null,
      asking,
      endFormer: async (request) => {
        const token = sessionToken(request.req.header("cookie") ?? null, secret, secure);
        if (token !== null) await replaceSession(db, hashOfToken(token));
      },
      sessionOf: (request) => sessionOf(request.req.raw.headers),
      inPasswordTurn,
      logOf,
    }),
  );

  app.all("/api/*", (request) => request.json({ message: "Không có địa chỉ này." }, 404));

  app.all("/trpc/*", (request) =>
    fetchRequestHandler({
      endpoint: "/trpc",
      req: request.req.raw,
      router: appRouter,
      maxBatchSize: isKnown(request) ? largestBatch : anonymousBatch,
      createContext: ({ resHeaders }) => contextOf(request, resHeaders),
      onError: ({ error, path, ctx }) => {
        if (error.code === "FORBIDDEN" && isDomainError(error.cause)) {
          const { code } = error.cause;
          const refused = { path, person: ctx?.actor?.personId, code, network: asking(request).network };
          // Being asked again who one is happens to everybody.
          logOf(request)[code === "session.proofNeeded" ? "info" : "warn"](refused, "not allowed");
        }
        if (error.code !== "INTERNAL_SERVER_ERROR") return;
        logOf(request).error({ err: error.cause ?? error, path }, "unexpected error");
      },
    }),
  );

  app.route(
    "/",
    importRoutes({
      db,
      today: () => dayOf(now()),
      actorOf: async (request) => (await sessionOf(request.req.raw.headers))?.actor ?? null,
      logOf,
    }),
  );

  const wanted = z.object({
    unit: z.uuid({ error: "unit: cần mã đơn vị." }),
    period: z.uuid({ error: "period: cần mã kỳ." }),
    cutoff: z.iso.date({ error: "cutoff: cần một ngày, ví dụ 2026-11-30." }).optional(),
    structureOn: z.iso.date({ error: "structureOn: cần một ngày, ví dụ 2026-11-30." }).optional(),
    comparison: z.enum(comparisons, { error: `comparison: cần ${comparisons.join(" hoặc ")}.` }).optional(),
  });
  app.get("/download/:name{report\\.(docx|xlsx)}", async (request) => {
    const format = request.req.param("name").endsWith(".docx") ? "docx" : "xlsx";
    const paper = reportPapers[format];
    const query = wanted.safeParse(request.req.query());
    if (!query.success) return request.text(query.error.issues.map(({ message }) => message).join("\n"), 400);
    const { unit, period, ...of } = query.data;
    const context = await contextOf(request);
    if (!context.actor) throw new DomainError("session.required");
    const caller = callerFor(context);
    const place = enter(context.actor.personId);
    const { report, written } = await place
      .work(async () => {
        const report = await caller.reports.annual({ id: unit, data: { periodId: period, ...of } });
        return { report, written: await writtenInThread({ format, report }) };
      })
      .finally(place.leave);
    const file = encodeURIComponent(`Báo cáo ${report.unitName} ${report.periodTitle}${paper.extension}`);
    return new Response(written, {
      headers: {
        "content-type": paper.contentType,
        "content-disposition": `attachment; filename="bao-cao${paper.extension}"; filename*=UTF-8''${file}`,
        "cache-control": "no-store",
      },
    });
  });

  app.onError((error, request) => {
    if (error instanceof HTTPException) return request.text(error.message, error.status);
    const cause = error instanceof TRPCError ? error.cause : error;
    if (isDomainError(cause)) {
      const { kind } = errors[cause.code];
      if (cause.code === "busy") request.header("retry-after", "60");
      const message = errorMessage(cause.code, cause.details);
      // A page shows what its own call is told.
      if (kind === "tooMany" && request.req.path.startsWith("/api/")) return request.json({ message }, 429);
      return request.text(message, statuses[kind]);
    }
    const requestNumber = request.get("requestNumber");
    logOf(request).error({ err: error }, "unexpected error");
    return request.text(`Hệ thống gặp lỗi ngoài dự kiến. Hãy báo quản trị số yêu cầu ${requestNumber}.`, 500);
  });

  app.use(
    "/assets/*",
    serveStatic({
      root: webFolder,
      onFound: (_, request) => {
        // Their names carry the hash of their content.
        request.header("cache-control", "public, max-age=31536000, immutable");
      },
    }),
  );
  app.get("/assets/*", (request) => request.text("Không có tệp này.", 404));
  app.use("/icon.svg", serveStatic({ root: webFolder }));
  if (existsSync(`${webFolder}/index.html`)) {
    const page = readFileSync(`${webFolder}/index.html`, "utf8");
    app.get("*", (request) => {
      request.header("cache-control", "no-cache");
      return request.html(page.replaceAll("KHEO_NONCE", request.get("secureHeadersNonce") ?? ""));
    });
  }
  app.notFound((request) => request.json({ message: "Không có địa chỉ này." }, 404));
  return app;
};
