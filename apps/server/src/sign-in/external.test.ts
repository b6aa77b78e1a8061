import { generateKeyPairSync, sign } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { testDatabase } from "@kheo/db/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { client, cookiesOf, mutate, prove, query, served, signIn } from "../testing.ts";

const { db, url } = await testDatabase();
const password = "mật khẩu đủ dài";
const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
const strangersKeys = generateKeyPairSync("rsa", { modulusLength: 2048 });

type Claims = Readonly<Record<string, unknown>>;
const signed = (claims: Claims, { privateKey } = keys): string => {
  const encoded = [{ alg: "RS256", kid: "one" }, claims].map((part) =>
    Buffer.from(JSON.stringify(part)).toString("base64url"),
  );
  return `${encoded.join(".")}.${sign("sha256", Buffer.from(encoded.join(".")), privateKey).toString("base64url")}`;
};

/** A provider that answers for one person, with whatever ID token a test wants; it says of itself who it is. */
const provider = createServer((request, response) => {
  const own = `http://localhost:${(provider.address() as AddressInfo).port}`;
  const answers: Readonly<Record<string, object>> = {
    "/.well-known/openid-configuration": {
      issuer: saysItIs ?? own,
      authorization_endpoint: `${own}/authorize`,
      token_endpoint: `${own}/token`,
      userinfo_endpoint: `${own}/userinfo`,
      jwks_uri: `${own}/keys`,
      id_token_signing_alg_values_supported: ["RS256"],
    },
    "/keys": { keys: [{ ...keys.publicKey.export({ format: "jwk" }), kid: "one", alg: "RS256", use: "sig" }] },
    "/token": { access_token: "access", token_type: "Bearer", ...(idToken !== null && { id_token: idToken }) },
    "/userinfo": { sub: "can-bo-17", email: "quantri@no-mail.invalid", email_verified: true },
  };
  response.setHeader("content-type", "application/json").end(JSON.stringify(answers[request.url ?? ""] ?? {}));
});
let saysItIs: string | undefined;
let idToken: string | null = null;
let issuer: string;
let address: string;
let cookie: string;

const start = async (at: string) => {
  const probe = createServer().listen(0, "localhost");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return served({
    DATABASE_URL: url,
    PORT: String(port),
    KHEO_ADDRESS: `http://localhost:${port}`,
    KHEO_OIDC_ISSUER: at,
    KHEO_OIDC_CLIENT_ID: "kheo",
    KHEO_OIDC_CLIENT_SECRET: "a secret of this test only",
  });
};

beforeAll(async () => {
  provider.listen(0, "localhost");
  await once(provider, "listening");
  issuer = `http://localhost:${(provider.address() as AddressInfo).port}`;
  const server = await start(`${issuer}/`);
  ({ address } = server);
  const token = /\/bat-dau#(\S+)/u.exec(server.said)?.[1];
  const given = { token, name: "Quản trị", username: "quantri", password, unitName: "Tỉnh Thử Nghiệm" };
  await mutate(address, "session.firstAdministrator", given);
  cookie = await signIn(address, "quantri", password);
});
afterAll(async () => {
  provider.close();
  await db.destroy();
});

/** Goes to the other site and comes back with the ID token that is made for the nonce of this way. */
const through = async (
  route: "sign-in/social" | "link-social",
  tokenFor: (claims: Claims) => string | null,
  { at = address, cookies = "" } = {},
) => {
  const left = await fetch(`${at}/api/auth/${route}`, {
    method: "POST",
    headers: { ...client, cookie: cookies },
    body: "{}",
  });
  const asked = new URL(((await left.json()) as { url: string }).url).searchParams;
  const now = Math.floor(Date.now() / 1000);
  const nonce = asked.get("nonce");
  idToken = tokenFor({ iss: issuer, aud: "kheo", sub: "can-bo-17", nonce, iat: now, exp: now + 60 });
  const back = await fetch(`${at}/api/auth/callback/oidc?code=code&state=${asked.get("state")}`, {
    headers: { cookie: [cookies, cookiesOf(left)].filter((text) => text !== "").join("; ") },
    redirect: "manual",
  });
  return { target: back.headers.get("location"), cookies: cookiesOf(back) };
};
const isSignedIn = async (cookies: string, at = address) =>
  (await query(at, "session.account", undefined, cookies)).status === 200;

test("an account is linked only by whoever has just shown again who they are", async () => {
  const link = (cookies: string) =>
    fetch(`${address}/api/auth/link-social`, { method: "POST", headers: { ...client, cookie: cookies }, body: "{}" });
  expect((await link("")).status).toBe(401);
  await db
    .updateTable("signInSession")
    .set({ provedAt: new Date("2026-01-01") })
    .execute();
  const refused = await link(cookie);
  expect([refused.status, await refused.json()]).toEqual([
    403,
    { message: expect.stringContaining("xác nhận lại đúng là đồng chí"), proofNeeded: true },
  ]);
  expect(refused.headers.getSetCookie()).toEqual([]);
  await prove(address, cookie, password);
  expect((await link(cookie)).status).toBe(200);
});

test("an ID token of the configured site links an account, and signs in from then on", async () => {
  const linked = await through("link-social", (claims) => signed(claims), { cookies: cookie });
  expect(linked.target).toBe("/tai-khoan");
  const came = await through("sign-in/social", (claims) => signed(claims));
  expect([came.target, await isSignedIn(came.cookies)]).toEqual(["/", true]);
});

test.each<readonly [string, (claims: Claims) => string | null]>([
  ["no ID token at all, although the site says who it is", () => null],
  ["an ID token that is none", () => "not.a.token"],
  ["one signed by somebody else", (claims) => signed(claims, strangersKeys)],
  ["one that nobody signed", (claims) => signed(claims).replace(/[^.]+$/u, "")],
  ["one for another program", (claims) => signed({ ...claims, aud: "another" })],
  ["one of another issuer", (claims) => signed({ ...claims, iss: "https://elsewhere.example" })],
  ["one without an issuer", ({ iss: _, ...claims }) => signed(claims)],
  ["one without a person", ({ sub: _, ...claims }) => signed(claims)],
  ["one of another way here", (claims) => signed({ ...claims, nonce: "another" })],
  ["one without a nonce", ({ nonce: _, ...claims }) => signed(claims)],
  ["one that has ended", (claims) => signed({ ...claims, exp: Math.floor(Date.now() / 1000) - 60 })],
])("nobody is signed in by %s", async (_, tokenFor) => {
  const { target, cookies } = await through("sign-in/social", tokenFor);
  expect(target).toMatch(/^\/\?error=/u);
  expect(await isSignedIn(cookies)).toBe(false);
});

test("a site that says it is another than the configured one signs nobody in", async () => {
  saysItIs = "https://elsewhere.example";
  const { address: at } = await start(issuer);
  const tokenFor = (claims: Claims) => signed({ ...claims, iss: "https://elsewhere.example" });
  const { target, cookies } = await through("sign-in/social", tokenFor, { at });
  expect(target).toMatch(/^\/\?error=/u);
  expect(await isSignedIn(cookies, at)).toBe(false);
});
