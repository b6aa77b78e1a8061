import { connect } from "node:net";
import { testDatabase } from "@kheo/db/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { client, mutate, query, served, signIn } from "../testing.ts";

const { db, url } = await testDatabase();
let address: string;
let log: readonly string[];
let cookie: string;
let owner: string;

beforeAll(async () => {
  const server = await served({ DATABASE_URL: url, KHEO_LOG: "info" });
  ({ address, log } = server);
  const token = /\/bat-dau#(\S+)/u.exec(server.said)?.[1];
  const given = {
    token,
    name: "Quản trị",
    username: "quantri",
    password: "mật khẩu đủ dài",
    unitName: "Tỉnh Thử Nghiệm",
  };
  await mutate(address, "session.firstAdministrator", given);
  cookie = await signIn(address, "quantri", "mật khẩu đủ dài");
  const me = await (await query(address, "session.me", undefined, cookie)).json();
  owner = (me as { result: { data: { actor: { personId: string } } } }).result.data.actor.personId;
});
afterAll(() => db.destroy());

/** Bytes as they are, for what no well-behaved client sends; what came back before the line was cut. */
const raw = async (bytes: string): Promise<string> => {
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname);
  let answer = "";
  socket.on("data", (chunk) => (answer += chunk.toString()));
  socket.on("error", () => undefined);
  socket.write(bytes);
  await new Promise((resolve) => socket.once("close", resolve));
  return answer;
};

test("S-08: one request after another without waiting is cut off before their answers fill the memory", async () => {
  const asked = "GET /trpc/session.me HTTP/1.1\r\nhost: kheo\r\n\r\n".repeat(500);
  const answers = (await raw(asked)).match(/HTTP\/1\.1 200/gu) ?? [];
  expect(answers.length).toBeLessThanOrEqual(2);
  expect((await fetch(`${address}/health`)).status).toBe(200);
});

test("S-08: whoever is not signed in asks for three things at once at most", async () => {
  const batch = (calls: number) =>
    fetch(`${address}/trpc/${Array.from({ length: calls }, () => "session.me").join(",")}?batch=1&input=%7B%7D`);
  expect((await batch(3)).status).toBe(200);
  expect((await batch(4)).status).toBe(400);
});

describe("a page of another site", () => {
  const change = (headers: Readonly<Record<string, string>>) =>
    fetch(`${address}/trpc/session.endOthers`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie, ...headers },
      body: JSON.stringify({ requestId: crypto.randomUUID(), data: {} }),
    });

  test.each([
    ["our own page", () => ({ "sec-fetch-site": "same-origin", origin: address, "x-kheo-person": owner }), 200],
    ["our own page in a browser that only names its origin", () => ({ origin: address, "x-kheo-person": owner }), 200],
    [
      "PC-01: our own page, drawn for somebody else",
      () => ({ "sec-fetch-site": "same-origin", "x-kheo-person": crypto.randomUUID() }),
      409,
    ],
    ["PC-01: our own page that does not say for whom", () => ({ "sec-fetch-site": "same-origin" }), 409],
    ["a program that says it is one", () => ({ "x-kheo-client": "curl" }), 200],
    ["another site", () => ({ "sec-fetch-site": "cross-site", origin: "https://elsewhere.example" }), 403],
    ["a neighbour under the same domain", () => ({ "sec-fetch-site": "same-site", origin: address }), 403],
    ["another site in an old browser", () => ({ origin: "https://elsewhere.example" }), 403],
    ["a page without an origin", () => ({ origin: "null" }), 403],
    ["something that says nothing", () => ({}), 403],
    ["Low: our own name over another scheme", () => ({ origin: address.replace("http:", "https:") }), 403],
  ])("%s", async (_, headers, status) => {
    expect((await change(headers())).status).toBe(status);
  });
});

describe("an answer", () => {
  test("lets a page run only what is ours, and style only what it has the number of", async () => {
    const [first, second] = [await fetch(`${address}/`), await fetch(`${address}/mo-hinh`)];
    const policyOf = ({ headers }: Response) => headers.get("content-security-policy") ?? "";
    const nonceOf = (response: Response) => /'nonce-([^']+)'/u.exec(policyOf(response))?.[1] ?? "";
    expect(policyOf(first)).not.toContain("unsafe");
    expect(policyOf(first)).toContain("default-src 'self'");
    expect(policyOf(first)).toContain("base-uri 'none'");
    expect(nonceOf(first)).not.toBe(nonceOf(second));
    const page = await first.text();
    expect(page).toContain(`nonce="${nonceOf(first)}"`);
    expect(page).not.toContain("KHEO_NONCE");
    for (const script of page.match(/<script[^>]*>[^<]*/gu) ?? []) expect(script).toMatch(/ src="[^"]+"[^>]*>$/u);
    expect(first.headers.get("strict-transport-security")).toBeNull();
  });

  test("Low: over https keeps the browser on https with all below it, and its cookies to this host", async () => {
    const [port] = [3000 + Math.floor(Math.random() * 20_000) + 10_000];
    const secure = await served({ DATABASE_URL: url, PORT: String(port), KHEO_ADDRESS: "https://kheo.example" });
    const local = `http://localhost:${port}`;
    expect(secure.address).toBe("https://kheo.example");
    expect((await fetch(local)).headers.get("strict-transport-security")).toBe("max-age=31536000; includeSubDomains");
    const response = await fetch(`${local}/api/auth/sign-in/username`, {
      method: "POST",
      headers: { ...client, origin: "https://kheo.example" },
      body: JSON.stringify({ username: "quantri", password: "mật khẩu đủ dài" }),
    });
    const [set = ""] = response.headers.getSetCookie();
    expect(set).not.toMatch(/domain=/iu);
    expect(set).toMatch(/^__Host-kheo\.session_token=/u);
    for (const attribute of ["HttpOnly", "Secure", "SameSite=Lax", "Path=/"]) expect(set).toContain(attribute);
    const [pair = ""] = set.split(";");
    expect((await query(local, "session.account", undefined, pair)).status).toBe(200);
    // The same cookie without the prefix could have been set by somebody without https.
    expect((await query(local, "session.account", undefined, pair.replace("__Host-", ""))).status).toBe(401);
  });

  test("is taken as what it says it is, framed by nobody, and names no page of ours to other sites", async () => {
    for (const path of ["/", "/mo-hinh", "/trpc/session.me", "/api/auth/none", "/health", "/download/report.docx"]) {
      const { headers } = await fetch(`${address}${path}`);
      const named = ["x-content-type-options", "referrer-policy", "x-frame-options"].map((name) => headers.get(name));
      expect([path, ...named]).toEqual([path, "nosniff", "same-origin", "DENY"]);
      expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    }
  });

  test("that refuses a right stands in the log, with who asked and for what", async () => {
    const before = log.length;
    const data = { title: "Năm 2027", opensOn: "2027-01-01", registrationClosesOn: "2027-03-31", endsOn: "2027-12-31" };
    await db.updateTable("post").set({ role: "viewer" }).where("role", "=", "administrator").execute();
    const { id } = await db.selectFrom("unit").select("id").executeTakeFirstOrThrow();
    const refused = await mutate(address, "periods.open", { requestId: crypto.randomUUID(), id, data }, cookie);
    await db.updateTable("post").set({ role: "administrator" }).where("role", "=", "viewer").execute();
    expect(refused.status).toBe(403);
    const line = () =>
      log
        .slice(before)
        .join("")
        .split("\n")
        .find((text) => text.includes("not allowed"));
    await expect.poll(line).toBeDefined();
    const requestNumber = refused.headers.get("x-request-number");
    const expected = { level: 40, path: "periods.open", person: owner, code: "policy.denied", requestNumber };
    expect(JSON.parse(line()!)).toMatchObject(expected);
  });

  test("carries a number that stands in the log, also where something goes wrong", async () => {
    const response = await query(address, "units.tree", {}, cookie);
    const number = response.headers.get("x-request-number");
    expect(number).toMatch(/^[0-9a-f]{8}$/u);
    expect(response.headers.get("cache-control")).toBe("no-store");
    const refused = await query(address, "units.get", { id: "no id", data: {} }, cookie);
    const { error } = (await refused.json()) as { error: { data: { requestNumber: string } } };
    expect(error.data.requestNumber).toBe(refused.headers.get("x-request-number"));
    await expect.poll(() => log.join("")).toContain(number);
  });
});

describe("what no client of ours sends", () => {
  /** Nothing of how we are made: no file, no line of code, no name of a library, no query. */
  const telling =
    /node_modules|\bat \w+.*:\d+|\.ts:\d|\.mjs|better-auth|kysely|postgres|zod|TRPCError|select .* from/iu;

  const bodies: readonly (readonly [string, string, string])[] = [
    ["JSON that is none", "application/json", "{not json"],
    ["an array", "application/json", "[1,2,3]"],
    ["nothing", "application/json", ""],
    ["null", "application/json", "null"],
    [
      "another type",
      "text/xml",
      "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
    ],
    ["a form", "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=a\r\n\r\nb\r\n--x--"],
    ["a character that is none", "application/json", '{"requestId":"\\u0000","id":"\\ud800","data":{}}'],
    ["a prototype", "application/json", '{"__proto__":{"admin":true},"constructor":{"prototype":{}}}'],
    ["deep nesting", "application/json", "[".repeat(20_000)],
  ];
  const paths = [
    "/trpc/models.create",
    "/trpc/session.acceptInvitation",
    "/trpc/session.changePassword",
    "/trpc/__proto__.constructor",
    "/api/auth/sign-in/username",
    "/api/auth/two-factor/verify-totp",
    "/api/auth/sign-out",
    "/api/auth/sign-up/email",
    "/download/report.docx",
  ];

  test.each(bodies)("%s is refused without a word of how we are made", async (_, type, body) => {
    for (const path of paths) {
      const response = await fetch(`${address}${path}`, {
        method: "POST",
        headers: { ...client, "content-type": type, cookie },
        body,
      });
      const answer = await response.text();
      const signsOut = path.endsWith("sign-out");
      expect([path, response.status, response.status < 500 && (signsOut || response.status >= 400)]).toEqual([
        path,
        response.status,
        true,
      ]);
      expect(answer).not.toMatch(telling);
      if (signsOut) cookie = await signIn(address, "quantri", "mật khẩu đủ dài");
    }
  });

  test("strange addresses are not found, and never more than that", async () => {
    const addresses = [
      "/assets/..%2f..%2fpackage.json",
      "/assets/%2e%2e/%2e%2e/package.json",
      "/assets/a%00.js",
      "/icon.svg%00",
      "/%00",
      "/%ff%fe",
      "/%",
      "/api/auth/%2e%2e/update-user",
      "/api/auth/error?error=<script>alert(1)</script>",
      "/api/auth/callback/oidc?code=1&state=2",
      "/trpc/%00",
      "/trpc/a.b?batch=1&input=%7B",
      "/trpc/units.tree?input=%00",
      "/download/report.docx?unit=%00&period=x",
      "//elsewhere.example/%2f..",
    ];
    for (const path of addresses) {
      const answer = await raw(
        `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nCookie: ${cookie}\r\n\r\n`,
      );
      const found = [telling, /"private": true/u, /<script>alert/u].filter((sign) =>
        sign.test(answer.replace(/content-security-policy.*/iu, "")),
      );
      expect({ path, status: /^HTTP\/1\.1 [234]\d\d /u.test(answer), found }).toEqual({
        path,
        status: true,
        found: [],
      });
    }
  });

  test("a batch of ten thousand calls is refused at once, and so are endless headers", async () => {
    const begun = performance.now();
    const batch = await raw(
      `GET /trpc/${"a,".repeat(5_000)}a?batch=1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
    );
    expect(batch).toMatch(/^HTTP\/1\.1 400 /u);
    const longer = await raw(
      `GET /trpc/${"a,".repeat(10_000)}a?batch=1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
    );
    expect(longer).toMatch(/^HTTP\/1\.1 431 /u);
    const headers = await raw(`GET / HTTP/1.1\r\nHost: localhost\r\nX: ${"x".repeat(100_000)}\r\n\r\n`);
    expect(headers === "" || headers.startsWith("HTTP/1.1 431 ")).toBe(true);
    expect(performance.now() - begun).toBeLessThan(2_000);
    expect((await fetch(`${address}/health`)).status).toBe(200);
  });

  test("a call may send what its form holds and no more", async () => {
    const send = (path: string, kilobytes: number) =>
      mutate(address, path, { data: "x".repeat(kilobytes * 1024) }, cookie).then(({ status }) => status);
    expect(await send("posts.end", 70)).toBe(413);
    expect(await send("posts.end", 50)).toBe(422);
    expect(await send("models.edit", 400)).toBe(422);
    expect(await send("models.edit", 600)).toBe(413);
    // A large call does not open the door for those beside it to send more than it may itself.
    expect(await send("models.edit,posts.end?batch=1", 600)).toBe(413);
  });

  test("S-01: somebody who is not signed in sends little, whatever the path and however many calls", async () => {
    const text = "\u0301\u0327".repeat(160_000);
    const calls = ["session.acceptInvitation,models.edit?batch=1", "models.edit,session.acceptInvitation?batch=1"];
    const begun = performance.now();
    for (const path of ["session.acceptInvitation", "models.edit", "reorganisations.plan", ...calls]) {
      const response = await mutate(address, path, { 0: { username: text }, 1: { username: text } });
      expect([path, response.status]).toEqual([path, 413]);
      expect(((await response.json()) as { message: string }).message).toBe(
        "Nội dung gửi lên quá lớn: tối đa 16 KB. Hãy rút gọn rồi gửi lại.",
      );
    }
    const smaller = await mutate(address, "session.acceptInvitation", { username: text.slice(0, 7_000), code: "" });
    expect(smaller.status).toBe(422);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });

  test.each([
    ["of a known length", `Content-Length: ${60 * 1024 * 1024}`, ""],
    ["of unknown length", "Transfer-Encoding: chunked", `${(60 * 1024 * 1024).toString(16)}\r\n`],
    ["that another site makes a browser send", `Origin: https://elsewhere.example\r\nContent-Length: ${2 ** 26}`, ""],
  ])("S-01: 60 megabytes %s, from nobody known, are answered at once and cut off soon", async (_, headers, before) => {
    const { hostname, port } = new URL(address);
    const socket = connect(Number(port), hostname);
    let answer = "";
    socket.on("data", (chunk) => (answer += chunk.toString()));
    socket.on("error", () => undefined);
    const closed = new Promise<false>((resolve) => socket.once("close", () => resolve(false)));
    const begun = performance.now();
    socket.write(`POST /api/auth/sign-in/username HTTP/1.1\r\nHost: kheo\r\n${headers}\r\n\r\n${before}`);
    const piece = Buffer.alloc(64 * 1024, " ");
    let sent = 0;
    while (sent < 60 && !socket.destroyed) {
      const written = new Promise<boolean>((resolve) => socket.write(piece, (error) => resolve(!error)));
      if (await Promise.race([written, closed])) sent += 1 / 16;
    }
    await closed;
    expect(answer).toMatch(/^HTTP\/1\.1 4(?:13|03) /u);
    expect(answer).toMatch(/^connection: close\r$/imu);
    // What was on its way in the buffers of both machines counts too.
    expect(sent).toBeLessThan(12);
    expect(performance.now() - begun).toBeLessThan(5_000);
  });

  test("S-01: a body of unknown length is held to the same", async () => {
    const parts = async function* () {
      for (let part = 0; part < 40; part += 1) yield new TextEncoder().encode(" ".repeat(1024));
    };
    const response = await fetch(`${address}/api/auth/sign-in/username`, {
      method: "POST",
      headers: client,
      body: parts(),
      duplex: "half",
    });
    expect(response.status).toBe(413);
  });

  test("S-02: several calls in one request get what is usual, each large one only alone", async () => {
    const send = (path: string, kilobytes: number) =>
      mutate(address, path, { 0: "x".repeat(kilobytes * 1024) }, cookie).then(({ status }) => status);
    expect(await send("models.edit,models.edit?batch=1", 70)).toBe(413);
    expect(await send("reorganisations.plan,session.acceptInvitation?batch=1", 7_000)).toBe(413);
    expect(await send("reorganisations.plan", 7_000)).toBe(422);
    // Whoever may make a call nowhere sends no more to it than to any other.
    await db.updateTable("post").set({ role: "viewer" }).where("role", "=", "administrator").execute();
    expect(await send("reorganisations.plan", 7_000)).toBe(413);
    await db.updateTable("post").set({ role: "administrator" }).where("role", "=", "viewer").execute();
  });

  test("S-02: JSON that is nested without end, or of parts without end, is refused before it is read", async () => {
    const send = (body: string, path = "/trpc/reorganisations.plan") =>
      fetch(`${address}${path}`, { method: "POST", headers: { ...client, cookie }, body });
    const nested = `{"data":${"[".repeat(10_000)}${"]".repeat(10_000)}}`;
    for (const path of ["/trpc/models.edit", "/trpc/session.endOthers", "/api/auth/sign-in/username"]) {
      expect([path, (await send(nested, path)).status]).toEqual([path, 400]);
    }
    const asked = "[".repeat(10_000);
    expect((await fetch(`${address}/trpc/units.tree?input=${asked}`, { headers: { cookie } })).status).toBe(400);
    const many = await send(`[${"{},".repeat(2_700_000)}{}]`);
    expect(many.status).toBe(400);
    expect(await many.json()).toMatchObject({
      message: "Nội dung gửi lên không đúng mẫu. Hãy tải lại trang rồi thực hiện lại.",
      error: { data: { httpStatus: 400 } },
    });
    // As many as are let through end in an answer too.
    const ids = { requestId: crypto.randomUUID(), id: crypto.randomUUID() };
    const changes = Array.from({ length: 240_000 }, () => ({}));
    const empty = JSON.stringify({ ...ids, data: { title: "Phương án", basis: "Căn cứ", changes } });
    expect((await send(empty.padEnd(1_100_000))).status).toBe(422);
    expect((await fetch(`${address}/health`)).status).toBe(200);
  });

  test.each(["TRACE", "PUT", "PATCH", "DELETE", "PROPFIND"])("%s is not how anything is asked here", async (method) => {
    const secret = `X-Secret: ${crypto.randomUUID()}`;
    for (const path of ["/", "/trpc/units.tree", "/api/auth/sign-in/username"]) {
      const before = log.length;
      const answer = await raw(
        `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Kheo-Client: test\r\n${secret}\r\n\r\n`,
      );
      expect(answer).toMatch(/^HTTP\/1\.1 405 /u);
      expect(answer).toMatch(/^allow: GET, HEAD, POST, OPTIONS\r$/imu);
      expect(answer).not.toContain(secret);
      await expect.poll(() => log.slice(before).join("")).toContain('"status":405');
      expect(log.slice(before).join("")).not.toContain("unexpected error");
    }
  });

  test.each([
    ["two lengths", "Content-Length: 2\r\nContent-Length: 40"],
    ["a length and pieces", "Content-Length: 2\r\nTransfer-Encoding: chunked"],
    ["pieces said in another way", "Transfer-Encoding: chunked, identity"],
    ["a length that is none", "Content-Length: +2"],
    ["a space before the colon", "Content-Length : 2"],
  ])("a request with %s is refused, and none that is hidden in it is answered", async (_, headers) => {
    const hidden = "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    const answer = await raw(
      `POST /trpc/session.me HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n${headers}\r\n\r\n{}${hidden}`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 400 /u);
    expect(answer.match(/^HTTP\/1\.1 /gmu)).toHaveLength(1);
  });

  test("Low: a name with a character that is none is refused, as is a body of another shape", async () => {
    const send = (body: unknown) =>
      fetch(`${address}/api/auth/sign-in/username`, { method: "POST", headers: client, body: JSON.stringify(body) });
    for (const username of ["\u0000", "quan\u0000tri", 12, null, ["quantri"], "x".repeat(201)]) {
      expect([username, (await send({ username, password: "sai mật khẩu" })).status]).toEqual([username, 400]);
    }
    expect((await send({ username: "\ud800", password: "sai mật khẩu" })).status).toBe(401);
  });

  test("a name with line ends makes no second line in the log", async () => {
    const forged = 'quantri\n{"level":60,"msg":"forged entry"}';
    await fetch(`${address}/api/auth/sign-in/username?next=%0a%0dforged`, {
      method: "POST",
      headers: { ...client, "x-forwarded-for": "1.1.1.1\u00e9" },
      body: JSON.stringify({ username: forged, password: "sai" }),
    });
    await fetch(`${address}/no-such-page%0aforged`);
    await expect.poll(() => log.join("")).toContain("no-such-page");
    const lines = log.join("").trim().split("\n");
    for (const line of lines) expect(() => JSON.parse(line) as unknown).not.toThrow();
    expect(lines.filter((line) => line.includes('"msg":"forged entry"'))).toEqual([]);
    expect(lines.some((line) => line.includes("sign-in refused"))).toBe(true);
    // What was typed as a name may be a password.
    expect(log.join("")).not.toContain("forged entry");
  });
});
