import { type DomainError, errorMessage, isDomainError } from "@kheo/core/rules/errors";
import { needsProof } from "@kheo/core/rules/policy";
import { cleaned } from "@kheo/core/ground/text";
import { type Attempt, attempt, type Guessed } from "@kheo/db/offices/attempts";
import type { RootDb } from "@kheo/db/ground/connect";
import { passwordHashOf } from "@kheo/db/offices/people";
import { type Context as Exchange, Hono } from "hono";
import type { Logger } from "pino";
import { z } from "zod";
import type { passwordTurns } from "./password-turns.ts";
import {
  clientAddressHeader,
  externalProvider,
  hashPassword,
  type SignIn,
  usedCode,
  verifyPassword,
  withFoundPassword,
} from "./sign-in.ts";

/** Who asks: the address itself, and the network under which guesses are counted. */
export type Asking = { readonly address: string; readonly network: string };

type Environment = {
  readonly db: RootDb;
  readonly signIn: SignIn;
  /** Where people reach the installation, when that is known. */
  readonly address: string | undefined;
  readonly hasExternal: boolean;
  readonly asking: (request: Exchange) => Asking;
  /** Whoever is signed in, and whether they have just shown again who they are. */
  readonly sessionOf: (request: Exchange) => Promise<{ readonly isProved: boolean } | null>;
  /** Ends the session that the browser had until now, since it has just got another. */
  readonly endFormer: (request: Exchange) => Promise<void>;
  /** Lets whoever shows a password have their turn. */
  readonly inPasswordTurn: ReturnType<typeof passwordTurns>;
  readonly logOf: (request: Exchange) => Logger;
};

/** No name has a character that is none, and no column holds one. */
const typedName = z
  .string()
  .max(200)
  .regex(/^\P{Cc}*$/u)
  .overwrite(cleaned);
const passwordBody = z.object({ username: typedName, password: z.string().max(200) });
const codeBody = z.object({ code: z.string().trim().min(1).max(50) });

const unreadable = "Nội dung gửi lên không đúng mẫu.";
const wrongPassword = errorMessage("session.wrongPassword", undefined as never);
const wrongCode = "Mã chưa đúng hoặc đã được dùng. Hãy nhập mã đang hiện trong ứng dụng, hoặc một mã dự phòng khác.";
const codeUsed = "Mã này đã được dùng. Hãy đợi ứng dụng hiện mã mới rồi đăng nhập lại.";
const startAgain = "Đã quá thời gian nhập mã. Hãy đăng nhập lại bằng mật khẩu.";
const lockedCode = "Đã nhập sai mã quá nhiều lần. Hãy đợi 15 phút rồi đăng nhập lại.";
const noExternal = "Hiện chưa liên lạc được với nơi đăng nhập ngoài. Hãy thử lại sau, hoặc đăng nhập bằng mật khẩu.";

/** The library's words that a person can act on; every other is the same refusal. */
const codeRefusals: Readonly<Record<string, { status: 401 | 429; message: string; restart: boolean }>> = {
  INVALID_CODE: { status: 401, message: wrongCode, restart: false },
  [usedCode]: { status: 401, message: codeUsed, restart: true },
  INVALID_BACKUP_CODE: { status: 401, message: wrongCode, restart: false },
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: { status: 429, message: lockedCode, restart: true },
  ACCOUNT_TEMPORARILY_LOCKED: { status: 429, message: lockedCode, restart: true },
};

/**
 * The routes of signing in: all that can be reached of the sign-in library, each with what it is given here and
 * nothing else. With its other routes people could rename themselves without an event.
 */
export const signInRoutes = ({
  db,
  signIn,
  address,
  hasExternal,
  asking,
  sessionOf,
  endFormer,
  inPasswordTurn,
  logOf,
}: Environment): Hono => {
  const app = new Hono();
  // Whoever cannot sign in is refused after as much work as whoever can.
  const decoy = hashPassword("nobody has this password");

  /** Hands a request on to the library with a body of ours, and with the cookies that belong to the step. */
  const ask = (request: Exchange, body?: object, cookies = request.req.header("cookie") ?? ""): Promise<Response> => {
    const { origin } = new URL(address ?? request.req.url);
    const headers = new Headers({
      origin,
      cookie: cookies,
      host: request.req.header("host") ?? "",
      "user-agent": request.req.header("user-agent") ?? "",
      [clientAddressHeader]: asking(request).address,
    });
    const url = new URL(request.req.url);
    const target = `${origin}${url.pathname}${request.req.method === "GET" ? url.search : ""}`;
    if (!body) return signIn.handler(new Request(target, { headers }));
    headers.set("content-type", "application/json");
    return signIn.handler(new Request(target, { method: "POST", headers, body: JSON.stringify(body) }));
  };

  /** An answer of ours that sets the library's cookies; nothing else of what the library says goes out. */
  const answered = (
    request: Exchange,
    { headers }: Response,
    body: object,
    status: 200 | 401 | 429 = 200,
  ): Response => {
    for (const cookie of headers.getSetCookie()) request.header("set-cookie", cookie, { append: true });
    return request.json(body, status);
  };

  const begun = async (request: Exchange, guessed: Guessed, name: string): Promise<Attempt | Response> => {
    try {
      return await attempt(db, guessed, name, asking(request).network);
    } catch (error) {
      if (!isDomainError(error) || error.code !== "session.tooManyAttempts") throw error;
      const { details } = error as DomainError<"session.tooManyAttempts">;
      logOf(request).warn({ guessed, network: asking(request).network }, "guesses refused");
      request.header("retry-after", String(details.minutes * 60));
      return request.json({ message: errorMessage("session.tooManyAttempts", details) }, 429);
    }
  };

  const signedIn = async (request: Exchange, name: string, password: string): Promise<Response> => {
    const counted = await begun(request, "signIn", name);
    if (counted instanceof Response) return counted;
    // The same work for every refusal: one query, one comparison. The library is only asked when it will agree.
    const stored = await passwordHashOf(db, name);
    const matches = await verifyPassword(stored ?? (await decoy), password);
    const response =
      stored !== null && matches
        ? await withFoundPassword({ stored, password }, () => ask(request, { username: name, password }))
        : null;
    if (!response?.ok) {
      // A name that nobody has may be a password typed in the wrong place.
      logOf(request).warn(
        { name: stored === null ? "unknown" : name, network: asking(request).network },
        "sign-in refused",
      );
      return request.json({ message: wrongPassword }, 401);
    }
    const { twoFactorRedirect } = (await response.json()) as { twoFactorRedirect?: boolean };
    await (twoFactorRedirect ? counted.withdrawn() : counted.succeeded());
    logOf(request).info(
      { name, network: asking(request).network },
      twoFactorRedirect === true ? "password accepted, second step asked for" : "signed in",
    );
    if (twoFactorRedirect !== true) await endFormer(request);
    return answered(request, response, { secondStep: twoFactorRedirect === true });
  };
  app.post("/sign-in/username", async (request) => {
    const body = passwordBody.safeParse(await request.req.json().catch(() => null));
    if (!body.success) return request.json({ message: unreadable }, 400);
    const { username, password } = body.data;
    const name = username.trim().toLowerCase();
    const { network } = asking(request);
    // Like the guesses: what somebody does elsewhere in a person's name takes no turn from that person.
    const who = JSON.stringify([name, network]);
    return inPasswordTurn(
      { who, network },
      () => signedIn(request, name, password),
      ({ ok }) => ok,
    );
  });

  // The second step knows the person by the cookie of the first; a session from before has no part in it.
  for (const route of ["/two-factor/verify-totp", "/two-factor/verify-backup-code"]) {
    app.post(route, async (request) => {
      const body = codeBody.safeParse(await request.req.json().catch(() => null));
      if (!body.success) return request.json({ message: wrongCode }, 400);
      const cookies = (request.req.header("cookie") ?? "")
        .split(";")
        .filter((cookie) => cookie.includes(".two_factor="))
        .join(";");
      const counted = await begun(request, "secondFactor", cookies);
      if (counted instanceof Response) return counted;
      const response = await ask(request, { code: body.data.code }, cookies);
      if (response.ok) {
        await counted.succeeded();
        const { user } = (await response.json()) as { user?: { username?: string } };
        logOf(request).info({ name: user?.username, network: asking(request).network }, "signed in by second step");
        await endFormer(request);
        return answered(request, response, {});
      }
      logOf(request).warn({ network: asking(request).network }, "second step refused");
      const { code } = (await response.json().catch(() => ({}))) as { code?: string };
      const refusal = codeRefusals[code ?? ""] ?? { status: 401, message: startAgain, restart: true };
      const { status, ...said } = refusal;
      if (status === 429) request.header("retry-after", "900");
      return answered(request, response, said, status);
    });
  }

  app.post("/sign-out", async (request) => answered(request, await ask(request, {}), {}));

  /** Sends the browser to the other site; the answer names the address. */
  const leave = async (request: Exchange, from: string): Promise<Response> => {
    const body = { provider: externalProvider, callbackURL: from, errorCallbackURL: from, disableRedirect: true };
    const response = await ask(request, body);
    const { url } = (await response.json().catch(() => ({}))) as { url?: string };
    if (!response.ok || url === undefined) return request.json({ message: noExternal }, 503);
    return answered(request, response, { url });
  };
  if (hasExternal) {
    app.post("/sign-in/social", (request) => leave(request, "/"));
    app.post("/link-social", async (request) => {
      const session = await sessionOf(request);
      if (!session) return request.json({ message: errorMessage("session.required", undefined as never) }, 401);
      if (needsProof("session.link") && !session.isProved) {
        const message = errorMessage("session.proofNeeded", undefined as never);
        return request.json({ message, proofNeeded: true }, 403);
      }
      return leave(request, "/tai-khoan");
    });
    app.get(`/callback/${externalProvider}`, async (request) => {
      const response = await ask(request);
      const target = response.headers.get("location");
      // The library's own pages are in another language than ours.
      if (target === null) return request.redirect("/?error=callback");
      const cookies = response.headers.getSetCookie();
      if (cookies.some((cookie) => cookie.includes(".session_token=") && !/max-age=0/iu.test(cookie))) {
        logOf(request).info({ network: asking(request).network }, "signed in by the other site");
        await endFormer(request);
      }
      for (const cookie of cookies) request.header("set-cookie", cookie, { append: true });
      return request.redirect(target);
    });
  }
  return app;
};
