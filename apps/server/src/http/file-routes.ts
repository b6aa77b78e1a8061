import { createHash } from "node:crypto";
import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { DomainError, isDomainError } from "@kheo/core/rules/errors";
import type { RootDb } from "@kheo/db/ground/connect";
import { beginUpload, findUpload, keepUpload, refuseUpload, removeUpload } from "@kheo/db/movement/uploads";
import { type FileKind, inMegabytes, usualLimits } from "@kheo/files/kinds";
import { take } from "@kheo/files/take";
import { turns } from "@kheo/threads/turns";
import { FileStore as PieceStore } from "@tus/file-store";
import { Server } from "@tus/server";
import type { MiddlewareHandler } from "hono";
import { HTTPException } from "hono/http-exception";
import { z } from "zod";
import { type Files, piecesOf } from "../files.ts";
import type { Ask } from "./asking.ts";
import type { doors } from "./doors.ts";
import { pace } from "./pace.ts";

const largest = Math.max(usualLimits.document, usualLimits.photo);
/** What a given name may have; what becomes of it, the file decides. */
const longestName = 500;

const kept = { "cache-control": "no-store" } as const;
const version = { "tus-resumable": "1.0.0" } as const;

const mediaTypes = {
  jpeg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const satisfies Record<FileKind, string>;

/** The name in the words of the protocol: pairs of a key and a value in base64. */
const nameIn = (metadata: string | undefined): string => {
  const pair = metadata?.split(",").find((one) => one.trim().startsWith("filename "));
  const name = Buffer.from(pair?.trim().split(" ")[1] ?? "", "base64").toString("utf8");
  return name.replaceAll("\u0000", "").slice(0, longestName) || "tep-dinh-kem";
};

type Upload = NonNullable<Awaited<ReturnType<typeof findUpload>>>;
type Surroundings = { readonly db: RootDb; readonly files: Files | null; readonly ask: Ask };

/** Each holds a connection of the database while it is taken; the others wait without one. */
const enter = turns({ working: 2, waiting: Infinity, each: Infinity });

/** Takes what has come whole, once however many ask, and writes down what came of it. */
const settling = ({ db }: Surroundings, { store, pieces }: Files) => {
  const running = new Map<string, Promise<void>>();
  const settle = async ({ id, name }: Upload): Promise<void> => {
    const place = enter(id);
    try {
      await place.work(() => keepUpload(db, id, () => take(store, join(pieces, id), name)));
    } catch (error) {
      // A store that fails says nothing of the file: its pieces stay, and it is taken when it is asked for again.
      if (!isDomainError(error) || error.code === "file.storeLost" || error.code === "file.storeFull") throw error;
      await refuseUpload(db, id, { code: error.code, details: error.details });
    } finally {
      place.leave();
    }
    for (const path of piecesOf(pieces, id)) await rm(path, { force: true });
  };
  return (upload: Upload): Promise<void> => {
    const known = running.get(upload.id);
    if (known) return known;
    const begun = settle(upload).finally(() => running.delete(upload.id));
    running.set(upload.id, begun);
    return begun;
  };
};

/** What comes of all files together, in bytes a second. */
const paced = pace(8 * 2 ** 20);

/** The same request, whose body comes no faster than all files may. */
const slowly = (request: Request): Request =>
  request.body === null
    ? request
    : new Request(request.url, {
        method: request.method,
        headers: request.headers,
        body: paced(request.body),
        signal: request.signal,
        duplex: "half",
      });

/** Files that are sent in pieces, by the tus protocol: whoever lost the line goes on where it ended. */
const uploadRoutes = ({ passage }: Ways, surroundings: Surroundings): void => {
  const { db, files } = surroundings;
  const ids = new WeakMap<Request, string>();
  const pieces = files && {
    settle: settling(surroundings, files),
    server: new Server({
      path: "/uploads",
      relativeLocation: true,
      datastore: new PieceStore({ directory: files.pieces }),
      maxSize: largest,
      // A line that hangs keeps nobody from going on over another.
      lockDrainTimeout: 2_000,
      allowedOrigins: [],
      namingFunction: (request) => ids.get(request) ?? "",
    }),
    sizeOf: async (id: string) => (await stat(join(files.pieces, id)).catch(() => null))?.size ?? null,
  };
  const requirePieces = () => {
    if (!pieces) throw new DomainError("file.noStore");
    return pieces;
  };

  /** What came of a file: what it is, or the refusal. */
  const outcome = async (id: string, personId: string, method: string): Promise<Response> => {
    const upload = await findUpload(db, id, personId);
    if (!upload) throw new DomainError("evidence.noUpload");
    const { name, size, kind, takenOn, refusal } = upload;
    if (refusal !== null) throw new DomainError(refusal.code, refusal.details as never);
    const headers = { ...version, ...kept, "upload-offset": String(size), "upload-length": String(size) };
    if (method === "HEAD") return new Response(null, { headers });
    return Response.json({ uploadId: id, name, kind, size, takenOn }, { headers });
  };

  const begun = { path: "/uploads", action: "evidence.attach" } as const;
  const ofUnit = z.object({ unit: z.uuid({ error: "unit: cần mã đơn vị." }) });
  const unitOf = ({ unit }: z.output<typeof ofUnit>) => unit;
  passage("POST", { ...begun, query: ofUnit, unitOf }, async ({ actor, request, query: { unit } }) => {
    const { raw } = request.req;
    const size = Number(request.req.header("upload-length"));
    if (!Number.isInteger(size) || size < 0 || request.req.header("tus-resumable") === undefined) {
      throw new HTTPException(400, { message: "Cần gửi tệp theo giao thức tus, với kích thước của tệp." });
    }
    if (size === 0) throw new DomainError("file.empty");
    if (size > largest) throw new DomainError("file.tooLarge", { megabytes: inMegabytes(largest) });
    const { server, settle } = requirePieces();
    const name = nameIn(request.req.header("upload-metadata"));
    const { personId } = actor;
    const id = await beginUpload(db, { personId, unitId: unit, name, size });
    ids.set(raw, id);
    const answer = await server.handleWeb(raw);
    if (!answer.ok) await removeUpload(db, id);
    const upload = answer.headers.get("upload-offset") === String(size) && (await findUpload(db, id, personId));
    if (!upload) return answer;
    await settle(upload);
    const said = await outcome(id, personId, "POST");
    const headers = new Headers(said.headers);
    headers.set("location", answer.headers.get("location") ?? "");
    return new Response(said.body, { status: 201, headers });
  });

  const going = { path: "/uploads/:id", action: "evidence.attach", query: z.object({}) } as const;
  for (const method of ["GET", "PATCH", "DELETE"] as const) {
    passage(method, going, async ({ actor: { personId }, request }) => {
      const { server, settle, sizeOf } = requirePieces();
      const id = request.req.param("id") ?? "";
      const upload = z.uuid().safeParse(id).success ? await findUpload(db, id, personId) : undefined;
      if (!upload) throw new DomainError("evidence.noUpload");
      const asked = request.req.method;
      if (asked === "GET") throw new HTTPException(405, { message: "Không có cách gọi này." });
      const isWhole = upload.settledAt === null && (await sizeOf(id)) === upload.size;
      if (asked === "DELETE") {
        const answer =
          upload.settledAt === null
            ? await server.handleWeb(request.req.raw)
            : new Response(null, { status: 204, headers: version });
        if (answer.ok) await removeUpload(db, id);
        return answer;
      }
      if (isWhole) await settle(upload);
      if (isWhole || upload.settledAt !== null) return outcome(id, personId, asked);
      const answer = await server.handleWeb(slowly(request.req.raw));
      if (!answer.ok || answer.headers.get("upload-offset") !== String(upload.size)) return answer;
      await settle(upload);
      return outcome(id, personId, asked);
    });
  }
};

/** Nothing in a file that somebody has sent runs, should a browser open it after all. */
export const confined: MiddlewareHandler = async (request, next) => {
  await next();
  request.header("content-security-policy", "default-src 'none'; sandbox");
};

type Content = { readonly hash: string; readonly kind: FileKind; readonly size: number; readonly name: string };

/** The last piece is handed out once all of it was found to be what was kept; else the line breaks before the end. */
const checked = async function* (content: Readable, hash: string): AsyncGenerator<Uint8Array> {
  const found = createHash("sha256");
  let held: Uint8Array | undefined;
  for await (const chunk of content) {
    if (held) yield held;
    held = chunk as Uint8Array;
    found.update(held);
  }
  if (found.digest("hex") !== hash) throw new DomainError("file.damaged");
  if (held) yield held;
};

/** What of a file is handed out, by which call it is asked for, and how long a browser may keep it without asking. */
const handedOut = {
  // A file is never another one, and a small picture tells little: bad lines are spared asking for it again.
  thumbnail: { action: "evidence.view", call: "evidence.content", cache: "private, max-age=31536000, immutable" },
  // Asked for each time; what has not changed is not sent again.
  shown: { action: "evidence.view", call: "evidence.content", cache: "private, no-cache" },
  // It holds the place where it was taken.
  original: { action: "evidence.viewOriginal", call: "evidence.original", cache: "no-store" },
} as const;

const showing = ({ passage }: Ways, { files, ask }: Surroundings): void => {
  for (const [what, { action, call, cache }] of Object.entries(handedOut)) {
    passage("GET", { path: `/files/:id/${what}`, action, query: z.object({}) }, async ({ request }) => {
      const data = what === "original" ? {} : { what };
      const { hash, kind, size, name } = await ask<Content>(request, call, { id: request.req.param("id"), data });
      const etag = `"${hash}"`;
      const headers = { "cache-control": cache, etag, "x-content-type-options": "nosniff" };
      if (request.req.header("if-none-match") === etag) return new Response(null, { status: 304, headers });
      if (!files) throw new DomainError("file.noStore");
      const found = await files.store.size(hash);
      if (found === null) throw new DomainError("file.notFound");
      if (found !== size) throw new DomainError("file.damaged");
      const isAsked = request.req.method === "HEAD";
      const body = isAsked
        ? null
        : (Readable.toWeb(Readable.from(checked(await files.store.read(hash), hash))) as ReadableStream<Uint8Array>);
      return new Response(body, {
        headers: {
          ...headers,
          "content-type": mediaTypes[kind],
          "content-length": String(size),
          "content-disposition": `attachment; filename="${what}.${kind}"; filename*=UTF-8''${encodeURIComponent(name)}`,
        },
      });
    });
  }
};

type Ways = Pick<ReturnType<typeof doors>, "passage">;

/** Files that people send and look at as evidence. */
export const fileRoutes = (ways: Ways, surroundings: Surroundings): void => {
  uploadRoutes(ways, surroundings);
  showing(ways, surroundings);
};
