import { AsyncLocalStorage } from "node:async_hooks";
import { createHmac, randomBytes } from "node:crypto";
import { kyselyAdapter } from "@better-auth/kysely-adapter";
import { invitationCode } from "@kheo/core/offices/people";
import { roleText } from "@kheo/core/rules/policy";
import { composed } from "@kheo/core/ground/text";
import type { Db, RootDb } from "@kheo/db/ground/connect";
import { insertEvent } from "@kheo/db/rules/events";
import { actorOf, isDisabled } from "@kheo/db/offices/people";
import { endOldestSessions, useCode } from "@kheo/db/offices/sessions";
import { readSetting, readToday, writeSetting } from "@kheo/db/ground/settings";
import { hash, verify } from "@node-rs/argon2";
import { betterAuth, type BetterAuthOptions } from "better-auth";
import { APIError } from "better-auth/api";
import { genericOAuth, twoFactor, username } from "better-auth/plugins";
import type { External } from "../configuration.ts";
import { cookiePrefix, withHashedTokens } from "./session-tokens.ts";

let last: Promise<unknown> = Promise.resolve();
/**
 * One hash is made at a time, whoever asks: it takes a core, and one of the four threads that files and the names of
 * other machines wait for too.
 */
const alone = <T>(work: () => Promise<T>): Promise<T> => {
  const mine = last.then(work);
  last = mine.catch(() => undefined);
  return mine;
};

/**
 * argon2id with the parameters OWASP recommends (19 MiB, two passes, one lane): the library's defaults. Whatever
 * keyboard typed it, with letters and marks in one or apart, it is the same password.
 */
export const hashPassword = (password: string): Promise<string> => alone(() => hash(composed(password)));
export const verifyPassword = async (stored: string, password: string): Promise<boolean> => {
  const text = composed(password);
  // What was set before was hashed as it was typed.
  const matches = (typed: string) => alone(() => verify(stored, typed));
  return (await matches(text)) || (text !== password && matches(password));
};

const found = new AsyncLocalStorage<{ readonly stored: string; readonly password: string }>();

/** Does what follows from a password that was found right: the library compares it again, and need not. */
export const withFoundPassword = <T>(of: { readonly stored: string; readonly password: string }, work: () => T): T =>
  found.run(of, work);

const verifyOnce = async (stored: string, password: string): Promise<boolean> => {
  const known = found.getStore();
  return (known?.stored === stored && known.password === password) || verifyPassword(stored, password);
};

/** What this installation signs with, made at its first start. */
export const installationSecret = async (db: RootDb): Promise<string> => {
  const stored = await readSetting(db, "secret");
  if (stored !== null) return stored;
  const secret = randomBytes(32).toString("base64url");
  await writeSetting(db, "secret", secret);
  return secret;
};

/** The code of an invitation: derived, so that it is kept nowhere and can be printed again. */
export const codeOfInvitation = (secret: string, invitationId: string): string =>
  invitationCode(createHmac("sha256", secret).update(`invitation ${invitationId}`).digest());

/** The header in which the application hands on the address of who asks; what a client sends in it is discarded. */
export const clientAddressHeader = "x-kheo-client-address";

/** What the external sign-in is called among the library's providers, and so in the address it returns to. */
export const externalProvider = "oidc";

/** Days after which a session ends however much it is used; without use it ends sooner, see `actorOfSession`. */
const sessionDays = 30;

const withoutSlash = (address: string): string => address.replace(/\/$/u, "");

type Who = { readonly sub: string; readonly emailVerified: false };

/**
 * Who an ID token is about, once the library has verified it; nobody without one, or where another than the configured
 * issuer made it: what the provider's discovery says of itself is not enough.
 */
const whoIn = (idToken: string | undefined, issuer: string): Who | null => {
  const [, payload = ""] = idToken?.split(".") ?? [];
  if (payload === "") return null;
  const { iss, sub } = JSON.parse(Buffer.from(payload, "base64url").toString()) as Record<string, unknown>;
  if (typeof iss !== "string" || typeof sub !== "string") return null;
  return withoutSlash(iss) === withoutSlash(issuer) ? { sub, emailVerified: false } : null;
};

/** The refusal of six digits that were accepted before. */
export const usedCode = "USED_CODE";

const codeIn = (body: unknown): string => {
  const { code } = body as { readonly code: unknown };
  return typeof code === "string" ? code : "";
};

export type SignInOptions = {
  readonly secret: string;
  readonly address: string | undefined;
  readonly external?: External | undefined;
};

/** Linking is done by the library when the browser comes back, so its event is written where it does that. */
const linkedEvent = async (db: Db, personId: string): Promise<void> => {
  const { posts } = await actorOf(db, personId, await readToday(db));
  const [post] = posts;
  await insertEvent(db, {
    personId,
    capacity: post ? `${roleText[post.role]} – ${post.unitName}` : "",
    action: "session.link",
    thing: "person",
    thingId: personId,
    unitId: null,
    payload: null,
  });
};

/**
 * The library, set up: passwords, the second factor and the external sign-in, on tables named in our words. On a
 * transaction it does what a person changes of their own account; only `sign-in-routes.ts` says which of its routes
 * can be reached.
 */
export const signIn = (db: Db, { secret, address, external }: SignInOptions) => {
  const secure = address?.startsWith("https:") ?? false;
  return betterAuth({
    appName: "Khéo",
    secret,
    database: (options: BetterAuthOptions) =>
      withHashedTokens(kyselyAdapter(db as RootDb, { type: "postgres", transaction: false })(options)),
    ...(address !== undefined && { baseURL: address }),
    logger: { disabled: true },
    telemetry: { enabled: false },
    onAPIError: { errorURL: "/" },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      password: { hash: hashPassword, verify: ({ hash: stored, password }) => verifyOnce(stored, password) },
    },
    user: { modelName: "person" },
    session: {
      modelName: "signInSession",
      fields: { token: "tokenHash" },
      expiresIn: 60 * 60 * 24 * sessionDays,
      disableSessionRefresh: true,
      // What is asked again before a change is the password, not how young the session is.
      freshAge: 0,
    },
    account: {
      modelName: "signInAccount",
      updateAccountOnSignIn: false,
      accountLinking: {
        enabled: true,
        // Only ever from the account page: an address at the provider says nothing about who one is here.
        disableImplicitLinking: true,
        allowDifferentEmails: true,
        trustedProviders: [externalProvider],
      },
    },
    verification: { modelName: "signInVerification" },
    // `sign-in-routes.ts` counts failures by name and network.
    rateLimit: { enabled: false },
    databaseHooks: {
      session: {
        create: {
          before: async ({ userId }, request) => {
            if (await isDisabled(db, userId)) throw new APIError("UNAUTHORIZED", { code: "account_disabled" });
            // The library has looked at the digits and nobody is in yet; it would accept them again while they are shown.
            if (request?.path === "/two-factor/verify-totp" && !(await useCode(db, userId, codeIn(request.body)))) {
              throw new APIError("UNAUTHORIZED", { code: usedCode });
            }
          },
          after: ({ userId }) => endOldestSessions(db, userId),
        },
      },
      account: {
        create: {
          // Nothing is asked of the provider later, so nothing that could be asked with is kept.
          before: async (account) => ({
            data: { ...account, accessToken: null, refreshToken: null, idToken: null, scope: null },
          }),
          after: async ({ userId, providerId }) => {
            if (providerId === externalProvider) await linkedEvent(db, userId);
          },
        },
      },
    },
    plugins: [
      username({ minUsernameLength: 3, maxUsernameLength: 40, usernameValidator: () => true }),
      twoFactor({
        issuer: "Khéo",
        schema: {
          user: { fields: { twoFactorEnabled: "hasSecondFactor" } },
          twoFactor: { modelName: "signInSecondFactor", fields: { backupCodes: "recoveryCodes" } },
        },
      }),
      ...(external
        ? [
            genericOAuth({
              config: [
                {
                  providerId: externalProvider,
                  clientId: external.clientId,
                  clientSecret: external.clientSecret,
                  discoveryUrl: `${withoutSlash(external.issuer)}/.well-known/openid-configuration`,
                  requireIdTokenVerification: true,
                  // Without this the library takes what the provider says of the user where no ID token comes.
                  getUserInfo: async ({ idToken }) => whoIn(idToken, external.issuer),
                  pkce: true,
                  scopes: ["openid"],
                  disableSignUp: true,
                  disableImplicitSignUp: true,
                  disableProviderLogout: true,
                  // The library wants an address; the provider's would be compared with those of our people.
                  mapProfileToUser: ({ sub }) => ({ email: `${String(sub)}@no-mail.invalid`, emailVerified: false }),
                },
              ],
            }),
          ]
        : []),
    ],
    advanced: {
      cookiePrefix: cookiePrefix(secure),
      // The library's own prefix promises less than ours.
      useSecureCookies: false,
      defaultCookieAttributes: { secure },
      ipAddress: { ipAddressHeaders: [clientAddressHeader] },
    },
  });
};

export type SignIn = ReturnType<typeof signIn>;
