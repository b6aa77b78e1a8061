import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import type { BlockList } from "node:net";
import { catalog } from "@kheo/catalog";
import { appRouter, callerFor } from "@kheo/api/index";
import type { Context, Installation } from "@kheo/api/procedures";
import { dayOf } from "@kheo/core/days";
import { comparisons } from "@kheo/core/reports";
import { type ErrorKind, errorMessage, errors, isDomainError } from "@kheo/core/errors";
import type { RootDb } from "@kheo/db/connect";
import { actorOfSession } from "@kheo/db/people";
import { touchSession } from "@kheo/db/sessions";
import { reportPapers } from "@kheo/papers/report";
import { getConnInfo } from "@hono/node-server/conninfo";
import { serveStatic } from "@hono/node-server/serve-static";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { TRPCError } from "@trpc/server";
import { type Context as Exchange, Hono, type MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { compress } from "hono/compress";
import { NONCE, secureHeaders } from "hono/secure-headers";
import { sql } from "kysely";
import type { Logger } from "pino";
import { z } from "zod";
import { clientAddress, networkOf } from "./networks.ts";
import { fairShare } from "./fair-share.ts";
import { importRoutes, largestImport } from "./import-routes.ts";
import { ownAccount } from "./own-account.ts";
import { hashOfToken, sessionToken } from "./session-tokens.ts";
import { type Asking, signInRoutes } from "./sign-in-routes.ts";
import { codeOfInvitation, hashPassword, type SignIn } from "./sign-in.ts";

/** An answer is for the one who asked. */
const noStore: MiddlewareHandler = async (request, next) => {
  await next();
  request.header("cache-control", "no-store");
};

/** What a call may send. Most are a few words; a registration form has ten long texts. */
const bodyLimits: Readonly<Record<string, number>> = {
  "models.create": 512 * 1024,
  "models.edit": 512 * 1024,
  // A province's whole reorganisation, as an imported list comes to it.
  "reorganisations.plan": 8 * 1024 * 1024,
  "reorganisations.edit": 8 * 1024 * 1024,
  "scoring.report": 256 * 1024,
  "scoring.decide": 256 * 1024,
};
const usualBody = 64 * 1024;
/** Calls in one request; a page asks for a handful. */
const largestBatch = 20;

const largestBody = (path: string): number => {
  if (path === "/import/units") return largestImport;
  const calls = path.startsWith("/trpc/") ? path.slice("/trpc/".length).split(",").slice(0, largestBatch) : [];
  return Math.max(usualBody, ...calls.map((call) => bodyLimits[call] ?? 0));
};

/**
 * Reads what is still being sent and keeps nothing: a browser that is cut off in the middle of sending shows a lost
 * connection instead of the answer. Past a limit it is cut off all the same.
 */
const discard = async ({ body }: Request): Promise<void> => {
  let left = 16 * 1024 * 1024;
  for await (const chunk of body ?? []) {
    left -= chunk.length;
    if (left < 0) return;
  }
};

/** What a refused download answers, where it is not forbidden. */
const statusOf: { readonly [Kind in ErrorKind]?: 401 | 404 | 429 | 503 } = {
  unauthenticated: 401,
  notFound: 404,
  tooMany: 429,
  unavailable: 503,
};

/** With this header a program that is no browser says that it acts for itself; no other site can make a browser send it. */
const ownClientHeader = "x-kheo-client";

/** How long a session may be in use before that is noted again. */
const touchAfter = 10 * 60_000;

export type Environment = {
  readonly db: RootDb;
  readonly signIn: SignIn;
  readonly secret: string;
  readonly address: string | undefined;
  readonly proxies: BlockList;
  readonly installation: Installation;
  readonly log: Logger;
  readonly webFolder: string;
  readonly now: () => Date;
};

/** What is known of a request before anything is done for it. */
type Variables = { requestNumber: string; secureHeadersNonce?: string };

/** Everything that is reached over HTTP. */
export const application = ({
  db,
  signIn,
  secret,
  address,
  proxies,
  installation,
  log,
  webFolder,
  now,
}: Environment): Hono<{ Variables: Variables }> => {
  const secure = address?.startsWith("https:") ?? false;
  const share = fairShare();

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

  const contextOf = async (request: Exchange, answer = new Headers()): Promise<Context> => {
    const { headers } = request.req.raw;
    const session = await sessionOf(headers);
    const { network } = asking(request);
    return {
      db,
      catalog,
      today: dayOf(now()),
      hashPassword,
      codeOfInvitation: (id) => codeOfInvitation(secret, id),
      ownAccount: ownAccount({ secret, address }, headers, answer),
      installation,
      requestNumber: request.get("requestNumber") as string,
      network,
      inTurn: ({ personId }, path, call) => share({ personId, network }, path, call),
      answer,
      actor: session?.actor ?? null,
      sessionId: session?.sessionId ?? null,
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
    if (!URL.canParse(origin)) return true;
    return new URL(origin).host !== req.header("host") && origin !== (address && new URL(address).origin);
  };

  const app = new Hono<{ Variables: Variables }>();
  app.use(async (request, next) => {
    const requestNumber = randomUUID().slice(0, 8);
    request.set("requestNumber", requestNumber);
    const begun = performance.now();
    await next();
    request.header("x-request-number", requestNumber);
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
        baseUri: ["'self'"],
        formAction: ["'self'"],
      },
      // Without HTTPS in front, on a local network, this header would lock people out.
      strictTransportSecurity: secure && "max-age=31536000",
      xFrameOptions: "DENY",
      referrerPolicy: "same-origin",
    }),
  );
  app.use(compress());
  app.use(async (request, next) => {
    if (!["GET", "HEAD", "OPTIONS"].includes(request.req.method) && isForeign(request)) {
      logOf(request).warn({ path: request.req.path, network: asking(request).network }, "foreign request refused");
      return request.json({ message: "Yêu cầu đến từ một trang web khác nên không được thực hiện." }, 403);
    }
    return next();
  });
  app.use(async (request, next) => {
    const maxSize = largestBody(request.req.path);
    return bodyLimit({
      maxSize,
      onError: async () => {
        await discard(request.req.raw);
        return request.json({ message: `Nội dung gửi lên quá lớn: tối đa ${maxSize / 1024} KB.` }, 413);
      },
    })(request, next);
  });

  app.get("/health", (request) => request.json({ status: "ok" }));
  app.get("/ready", async (request) => {
    try {
      await sql`select 1`.execute(db);
      return request.json({ status: "ok" });
    } catch {
      return request.json({ status: "unavailable" }, 503);
    }
  });

  app.use("/api/*", noStore);
  app.use("/trpc/*", noStore);

  app.route(
    "/api/auth",
    signInRoutes({
      db,
      signIn,
      address,
      hasExternal: installation.externalName !== null,
      asking,
      isSignedIn: async (request) => (await sessionOf(request.req.raw.headers)) !== null,
      logOf,
    }),
  );

  app.all("/api/*", (request) => request.json({ message: "Không có địa chỉ này." }, 404));

  app.all("/trpc/*", (request) =>
    fetchRequestHandler({
      endpoint: "/trpc",
      req: request.req.raw,
      router: appRouter,
      maxBatchSize: largestBatch,
      createContext: ({ resHeaders }) => contextOf(request, resHeaders),
      onError: ({ error, path }) => {
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
    const paper = reportPapers[request.req.param("name").endsWith(".docx") ? "docx" : "xlsx"];
    const query = wanted.safeParse(request.req.query());
    if (!query.success) return request.text(query.error.issues.map(({ message }) => message).join("\n"), 400);
    const { unit, period, ...of } = query.data;
    const caller = callerFor(await contextOf(request));
    const report = await caller.reports.annual({ id: unit, data: { periodId: period, ...of } });
    const file = encodeURIComponent(`Báo cáo ${report.unitName} ${report.periodTitle}${paper.extension}`);
    return new Response(await paper.write(report), {
      headers: {
        "content-type": paper.contentType,
        "content-disposition": `attachment; filename="bao-cao${paper.extension}"; filename*=UTF-8''${file}`,
        "cache-control": "no-store",
      },
    });
  });

  app.onError((error, request) => {
    const cause = error instanceof TRPCError ? error.cause : error;
    if (isDomainError(cause)) {
      const status = statusOf[errors[cause.code].kind] ?? 403;
      return request.text(errorMessage(cause.code, cause.details), status);
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
