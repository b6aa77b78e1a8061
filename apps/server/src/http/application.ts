import { randomUUID } from "node:crypto";
import type { BlockList } from "node:net";
import { errorMessage, type ErrorKind, errors, isDomainError } from "@kheo/core/rules/errors";
import type { RootDb } from "@kheo/db/ground/connect";
import { replaceSession } from "@kheo/db/offices/sessions";
import type { HttpBindings } from "@hono/node-server";
import { getConnInfo } from "@hono/node-server/conninfo";
import { serveStatic } from "@hono/node-server/serve-static";
import { type Context as Exchange, Hono, type MiddlewareHandler } from "hono";
import { compress } from "hono/compress";
import { HTTPException } from "hono/http-exception";
import { NONCE, secureHeaders } from "hono/secure-headers";
import { sql } from "kysely";
import type { Logger } from "pino";
import { clientAddress, networkOf } from "./networks.ts";
import { type Answering, type Arrival, calls, ownClientHeader } from "./calls.ts";
import { type costlyThread, isCostly } from "./costly.ts";
import { fairShare, strangers } from "./fair-share.ts";
import { doors } from "./doors.ts";
import { inNameOf } from "./asking.ts";
import { documentRoutes } from "./document-routes.ts";
import { downloadRoutes } from "./download-routes.ts";
import { confined, fileRoutes } from "./file-routes.ts";
import { importRoutes } from "./import-routes.ts";
import { isUpload, onlyKnownMethods } from "./methods.ts";
import { listRoutes } from "./list-routes.ts";
import { anonymousBody, isModest, largestBody, readBody, refusalOfUnread } from "./request-bodies.ts";
import { hashOfToken } from "../sign-in/session-tokens.ts";
import { webPage } from "./web-page.ts";
import { type Asking, signInRoutes } from "../sign-in/sign-in-routes.ts";
import type { Files } from "../files.ts";
import type { SignIn } from "../sign-in/sign-in.ts";

/** An answer is for the one who asked. */
const noStore: MiddlewareHandler = async (request, next) => {
  await next();
  request.header("cache-control", "no-store");
};

const unusableForm = "Nội dung gửi lên không đúng mẫu. Hãy tải lại trang rồi thực hiện lại.";

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

export type Environment = Answering & {
  readonly db: RootDb;
  readonly signIn: SignIn;
  readonly proxies: BlockList;
  readonly costly: ReturnType<typeof costlyThread>;
  readonly log: Logger;
  readonly webFolder: string;
  /** `null` where none are kept. */
  readonly files: Files | null;
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
  daysBehind,
  costly,
  log,
  webFolder,
  files,
}: Environment): Hono<Served> => {
  const secure = address?.startsWith("https:") ?? false;
  const answering = { db, log, secret, address, installation, needsTwo, daysBehind };
  const { today, tokenOf, sessionOf, answer, inPasswordTurn } = calls(answering);
  const signingIn = fairShare(strangers);

  const own = address === undefined ? null : new URL(address);
  const ownOrigin = own?.origin;
  /** Where a browser is that reached us by this name: we speak http, and https stands in front at our address only. */
  const originReached = (host: string): string | undefined => (host === own?.host ? own.origin : `http://${host}`);

  const asking = (request: Exchange): Asking => {
    const peer = getConnInfo(request).remote.address;
    const from = clientAddress(peer, request.req.header("x-forwarded-for"), proxies);
    return { address: from, network: networkOf(from) };
  };
  const arrivalOf = (request: Exchange): Arrival => ({
    network: asking(request).network,
    requestNumber: request.get("requestNumber") as string,
  });
  const logOf = (request: Exchange) => log.child({ requestNumber: request.get("requestNumber") as string });

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
      const refusal = await refusalOfUnread(
        request.res,
        incoming,
        tokenOf(request.req.raw.headers) !== null ? "ofKnown" : "ofStranger",
      );
      request.res = undefined;
      request.res = refusal;
    }
    const { method, path } = request.req;
    const milliseconds = Math.round(performance.now() - begun);
    log.info({ requestNumber, method, path, status: request.res.status, milliseconds }, "request");
  });
  app.use("/files/*", confined);
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
  app.use(onlyKnownMethods);
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
    // A list of units is large, as files are: their routes ask who sends them before anything is read.
    if (method === "GET" || method === "HEAD" || path === "/import/units" || isUpload(path)) return next();
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
        const token = tokenOf(request.req.raw.headers);
        if (token !== null) await replaceSession(db, hashOfToken(token));
      },
      sessionOf: (request) => sessionOf(request.req.raw.headers),
      inPasswordTurn,
      logOf,
    }),
  );

  app.all("/api/*", (request) => request.json({ message: "Không có địa chỉ này." }, 404));

  /** An answer of the thread for what is costly, in the words of a page's calls also where the thread ended over it. */
  const answerCostly = async (request: Exchange, asked: Request): Promise<Response> => {
    const answer = await costly.answer(asked, arrivalOf(request));
    if (answer) return answer;
    const domain = { code: "request.tookTooLong" } as const;
    const data = { code: "SERVICE_UNAVAILABLE", httpStatus: 503, domain, requestNumber: request.get("requestNumber") };
    return request.json({ error: { message: domain.code, code: -32603, data } }, 503);
  };

  const answered = (request: Exchange, asked: Request): Promise<Response> =>
    isCostly(asked.method, new URL(asked.url).pathname)
      ? answerCostly(request, asked)
      : answer(asked, arrivalOf(request));

  app.all("/trpc/*", (request) => answered(request, request.req.raw));

  const ways = doors(app, {
    db,
    today,
    actorOf: async (request) => (await sessionOf(request.req.raw.headers))?.actor ?? null,
  });
  importRoutes(ways, { db, logOf });
  const ask = inNameOf(answered);
  const siteOf = ({ req }: Exchange) => ownOrigin ?? originReached(req.header("host") ?? "") ?? "";
  downloadRoutes(ways, { ask, siteOf });
  fileRoutes(ways, { db, files, ask });
  documentRoutes(ways, { db, files, ask });
  listRoutes(ways, { db, today, needsTwo, logOf });
  app.all("/download/*", (request) => request.text("Không có tệp này.", 404));

  app.onError((error, request) => {
    if (error instanceof HTTPException) return request.text(error.message, error.status);
    if (isDomainError(error)) {
      const { kind } = errors[error.code];
      if (error.code === "busy") request.header("retry-after", "60");
      const message = errorMessage(error.code, error.details);
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
      precompressed: true,
      onFound: (_, request) => {
        // Their names carry the hash of their content.
        request.header("cache-control", "public, max-age=31536000, immutable");
      },
    }),
  );
  app.get("/assets/*", (request) => request.text("Không có tệp này.", 404));
  app.use("/icon.svg", serveStatic({ root: webFolder, precompressed: true }));
  const page = webPage(webFolder);
  if (page) {
    app.get("*", (request) => {
      request.header("cache-control", "no-cache");
      const visitor = tokenOf(request.req.raw.headers) === null ? "stranger" : "known";
      return request.html(page(visitor, request.get("secureHeadersNonce") ?? ""));
    });
  }
  app.notFound((request) => request.json({ message: "Không có địa chỉ này." }, 404));
  return app;
};
