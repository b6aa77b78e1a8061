import type { MiddlewareHandler } from "hono";

/** How the program may be asked at all, and how a file that is sent in pieces. */
const methods: readonly string[] = ["GET", "HEAD", "POST", "OPTIONS"];
const uploadMethods: readonly string[] = [...methods, "PATCH", "DELETE"];

/** A file that is sent in pieces: its bytes are not read at once but handed on. */
export const isUpload = (path: string): boolean => path === "/uploads" || path.startsWith("/uploads/");

/** Refuses every other way of asking. */
export const onlyKnownMethods: MiddlewareHandler = async (request, next) => {
  const allowed = isUpload(request.req.path) ? uploadMethods : methods;
  if (allowed.includes(request.req.method)) return next();
  request.header("allow", allowed.join(", "));
  return request.json({ message: "Không có cách gọi này." }, 405);
};
