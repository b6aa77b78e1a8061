import { randomBytes } from "node:crypto";
import type { RootDb } from "@kheo/db/connect";
import { readSetting, writeSetting } from "@kheo/db/settings";
import { hash, verify } from "@node-rs/argon2";
import { betterAuth } from "better-auth";
import { username } from "better-auth/plugins";

/** argon2id with the parameters OWASP recommends (19 MiB, two passes, one lane): the library's defaults. */
export const hashPassword = (password: string): Promise<string> => hash(password);

const secretOf = async (db: RootDb): Promise<string> => {
  const stored = await readSetting(db, "secret");
  if (stored !== null) return stored;
  const secret = randomBytes(32).toString("base64url");
  await writeSetting(db, "secret", secret);
  return secret;
};

/** The header in which the application hands on the address of who asks; what a client sends in it is discarded. */
export const clientAddressHeader = "x-kheo-client-address";

/** Signing in and out by name and password. People are made by administrators: nobody signs up by themselves. */
export const signIn = async (db: RootDb, address: string | undefined) =>
  betterAuth({
    secret: await secretOf(db),
    database: { db, type: "postgres" },
    ...(address !== undefined && { baseURL: address }),
    logger: { disabled: true },
    telemetry: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      password: { hash: hashPassword, verify: ({ hash: stored, password }) => verify(stored, password) },
    },
    user: { modelName: "person" },
    session: { modelName: "signInSession", expiresIn: 60 * 60 * 24 * 14, updateAge: 60 * 60 * 24 },
    account: { modelName: "signInAccount" },
    verification: { modelName: "signInVerification" },
    // A whole office may share one address, so the limit is one that guessing fails at and sixty people do not.
    rateLimit: {
      enabled: true,
      storage: "database",
      modelName: "signInRateLimit",
      window: 60,
      max: 300,
      customRules: { "/sign-in/username": { window: 60, max: 60 } },
    },
    plugins: [username({ minUsernameLength: 3, maxUsernameLength: 40, usernameValidator: () => true })],
    advanced: {
      cookiePrefix: "kheo",
      ipAddress: { ipAddressHeaders: [clientAddressHeader] },
    },
  });

export type SignIn = Awaited<ReturnType<typeof signIn>>;

const cookieNames = ["__Secure-kheo.session_token", "kheo.session_token"];

/**
 * The session token of a request. Only the random token is used to find the session; the signature behind the dot
 * belongs to the library that set the cookie.
 */
export const sessionToken = (cookies: string | null): string | null => {
  for (const part of (cookies ?? "").split(";")) {
    const [name = "", value = ""] = part.trim().split("=", 2);
    if (cookieNames.includes(name)) return /^[\w-]+/u.exec(value)?.[0] ?? null;
  }
  return null;
};
