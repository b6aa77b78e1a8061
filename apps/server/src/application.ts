import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { catalog } from "@kheo/catalog";
import { appRouter, callerFor } from "@kheo/api/index";
import type { Context } from "@kheo/api/procedures";
import { dayOf } from "@kheo/core/days";
import { errorMessage, isDomainError } from "@kheo/core/errors";
import type { RootDb } from "@kheo/db/connect";
import { actorOfSession } from "@kheo/db/people";
import { reportPapers } from "@kheo/papers/report";
import { getConnInfo } from "@hono/node-server/conninfo";
import { serveStatic } from "@hono/node-server/serve-static";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { TRPCError } from "@trpc/server";
import { type Context as Exchange, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { compress } from "hono/compress";
import { secureHeaders } from "hono/secure-headers";
import { sql } from "kysely";
import type { Logger } from "pino";
import { z } from "zod";
import { clientAddressHeader, hashPassword, sessionToken, type SignIn } from "./sign-in.ts";

/** More than any form holds; evidence files will have their own way in. */
const largestBody = 1024 * 1024;
/** Calls in one request; a page asks for a handful. */
const largestBatch = 20;

/**
 * Reads what is still being sent and keeps nothing: a browser that is cut off in the middle of sending shows a lost
 * connection instead of the answer. Past a limit it is cut off all the same.
 */
const discard = async ({ body }: Request): Promise<void> => {
  let left = 16 * largestBody;
  for await (const chunk of body ?? []) {
    left -= chunk.length;
    if (left < 0) return;
  }
};

export type Environment = {
  readonly db: RootDb;
  readonly signIn: SignIn;
  readonly log: Logger;
  readonly webFolder: string;
  readonly now: () => Date;
};

/** Everything that is reached over HTTP. */
export const application = ({ db, signIn, log, webFolder, now }: Environment): Hono => {
  const contextOf = async (headers: Headers): Promise<Context> => {
    const today = dayOf(now());
    const token = sessionToken(headers.get("cookie"));
    return {
      db,
      catalog,
      today,
      hashPassword,
      requestNumber: randomUUID().slice(0, 8),
      actor: token === null ? null : await actorOfSession(db, token, today),
    };
  };

  /** A page of another site cannot act for a person who is signed in here. */
  const isForeign = (request: Exchange): boolean => {
    const origin = request.req.header("origin");
    return origin !== undefined && URL.canParse(origin) && new URL(origin).host !== request.req.header("host");
  };

  const app = new Hono();
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        // The interface kit sets sizes and colours by style attributes.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
      },
      // HTTPS is decided by the proxy in front; on a local network without it this header would lock people out.
      strictTransportSecurity: false,
      xFrameOptions: "DENY",
      referrerPolicy: "same-origin",
    }),
  );
  app.use(compress());
  app.use(async (request, next) => {
    if (request.req.method !== "GET" && isForeign(request)) {
      return request.json({ message: "Yêu cầu đến từ một trang web khác nên không được thực hiện." }, 403);
    }
    return next();
  });
  app.use(
    bodyLimit({
      maxSize: largestBody,
      onError: async (request) => {
        await discard(request.req.raw);
        return request.json({ message: "Nội dung gửi lên quá lớn: tối đa 1 MB." }, 413);
      },
    }),
  );

  app.get("/health", (request) => request.json({ status: "ok" }));
  app.get("/ready", async (request) => {
    try {
      await sql`select 1`.execute(db);
      return request.json({ status: "ok" });
    } catch {
      return request.json({ status: "unavailable" }, 503);
    }
  });

  // Only these two of the library's routes: with the others people could rename themselves without an event.
  app.on("POST", ["/api/auth/sign-in/username", "/api/auth/sign-out"], (request) => {
    const headers = new Headers(request.req.raw.headers);
    headers.set(clientAddressHeader, getConnInfo(request).remote.address ?? "unknown");
    return signIn.handler(new Request(request.req.raw, { headers }));
  });

  app.all("/api/*", (request) => request.json({ message: "Không có địa chỉ này." }, 404));

  app.all("/trpc/*", async (request) => {
    const context = await contextOf(request.req.raw.headers);
    return fetchRequestHandler({
      endpoint: "/trpc",
      req: request.req.raw,
      router: appRouter,
      maxBatchSize: largestBatch,
      createContext: () => context,
      onError: ({ error, path }) => {
        if (error.code !== "INTERNAL_SERVER_ERROR") return;
        log.error({ err: error.cause ?? error, path, requestNumber: context.requestNumber }, "unexpected error");
      },
    });
  });

  const wanted = z.object({
    unit: z.uuid({ error: "unit: cần mã đơn vị." }),
    period: z.uuid({ error: "period: cần mã kỳ." }),
    cutoff: z.iso.date({ error: "cutoff: cần một ngày, ví dụ 2026-11-30." }).optional(),
  });
  app.get("/download/:name{report\\.(docx|xlsx)}", async (request) => {
    const paper = reportPapers[request.req.param("name").endsWith(".docx") ? "docx" : "xlsx"];
    const query = wanted.safeParse(request.req.query());
    if (!query.success) return request.text(query.error.issues.map(({ message }) => message).join("\n"), 400);
    const { unit, period, cutoff } = query.data;
    const caller = callerFor(await contextOf(request.req.raw.headers));
    const report = await caller.reports.annual({ id: unit, data: { periodId: period, ...(cutoff && { cutoff }) } });
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
      const status = error instanceof TRPCError && error.code === "UNAUTHORIZED" ? 401 : 403;
      return request.text(errorMessage(cause.code, cause.details), status);
    }
    const requestNumber = randomUUID().slice(0, 8);
    log.error({ err: error, requestNumber }, "unexpected error");
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
    app.get("*", serveStatic({ root: webFolder, rewriteRequestPath: () => "/index.html" }));
  }
  app.notFound((request) => request.json({ message: "Không có địa chỉ này." }, 404));
  return app;
};
