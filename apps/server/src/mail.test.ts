import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import { createPersonInput } from "@kheo/core/offices/people";
import { insertInvitation } from "@kheo/db/offices/invitations";
import { insertPerson } from "@kheo/db/offices/people";
import { testDatabase } from "@kheo/db/testing";
import { sql } from "kysely";
import { pino } from "pino";
import { SMTPServer } from "smtp-server";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import { postman } from "./mail.ts";
import { mutate, served, stopAll } from "./testing.ts";

const { db, url } = await testDatabase();
afterAll(() => db.destroy());

type Letter = { readonly to: readonly string[]; readonly source: string };
let letters: Letter[];
let server: SMTPServer | undefined;
beforeEach(() => {
  letters = [];
});
afterEach(async () => {
  await stopAll();
  if (server) await new Promise<void>((resolve) => server?.close(resolve));
  server = undefined;
});

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  return typeof address === "object" ? (address?.port ?? 0) : 0;
};

/** A real mail server; it refuses the address of nobody for good. */
const receive = async (port: number): Promise<void> => {
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo: ({ address }, _, done) => {
      const refusal = Object.assign(new Error("no such mailbox"), { responseCode: 550 });
      done(address.startsWith("khong.co") ? refusal : null);
    },
    onData: (stream, { envelope }, done) => {
      const to = envelope.rcptTo.map(({ address }) => address);
      let source = "";
      stream.on("data", (chunk: Buffer) => (source += chunk.toString()));
      stream.on("end", () => {
        letters.push({ to, source });
        done();
      });
    },
  });
  server.listen(port, "127.0.0.1");
  await once(server.server, "listening");
};

/** A person with an open invitation, to be written to. */
const invited = async (username: string, email: string | null, name = "Trần Thị Mới"): Promise<string> => {
  const id = randomUUID();
  await insertPerson(db, { id, name, username, email, passwordHash: null });
  return insertInvitation(db, { personId: id, email, invitedBy: null, invitedFrom: null, waits: false });
};
const mailOf = async (id: string) =>
  db
    .selectFrom("invitation")
    .select(["mailedAt", "mailFailures", "mailNextAt"])
    .where("id", "=", id)
    .executeTakeFirstOrThrow();

const bodyOf = ({ source }: Letter): string => {
  const [, encoded = ""] = source.split("\r\n\r\n");
  return Buffer.from(encoded, "base64").toString();
};
const subjectOf = ({ source }: Letter): string => {
  const [, folded = ""] = /^Subject: (.*(?:\r\n .*)*)/mu.exec(source) ?? [];
  return folded
    .replaceAll(/\r\n /gu, "")
    .replaceAll(/=\?UTF-8\?B\?([^?]*)\?=/giu, (_, part: string) => Buffer.from(part, "base64").toString("latin1"))
    .replaceAll(/=\?UTF-8\?Q\?([^?]*)\?=/giu, (_, part: string) =>
      part
        .replaceAll("_", " ")
        .replaceAll(/=([0-9A-F]{2})/gu, (__, code: string) => String.fromCodePoint(Number.parseInt(code, 16))),
    );
};

const start = (port: number, environment = {}) =>
  served({
    DATABASE_URL: url,
    KHEO_SMTP: `smtp://127.0.0.1:${port}`,
    KHEO_MAIL_FROM: "Khéo <kheo@coquan.vn>",
    ...environment,
  });

test(
  "letters wait for a server that is down, go out once although two processes send, and lead the person in",
  { timeout: 90_000 },
  async () => {
    const [mailPort, port] = [await freePort(), await freePort()];
    const ids = await Promise.all(Array.from({ length: 8 }, (_, i) => invited(`moi.${i}`, `moi.${i}@coquan.vn`)));
    const byHand = await invited("khong.thu", null);
    const first = await start(mailPort, { PORT: String(port), KHEO_ADDRESS: `http://localhost:${port}` });
    await start(mailPort, { KHEO_ADDRESS: "http://localhost:1" });
    // Nobody answers yet: what was tried waits longer each time.
    await expect.poll(async () => (await mailOf(ids[0]!)).mailFailures, { timeout: 20_000 }).toBeGreaterThan(0);
    expect(letters).toEqual([]);
    const waiting = await mailOf(ids[0]!);
    expect(waiting.mailNextAt!.getTime()).toBeGreaterThan(Date.now());

    await receive(mailPort);
    await expect.poll(() => letters.length, { timeout: 60_000, interval: 200 }).toBe(8);
    await expect.poll(async () => (await mailOf(ids[7]!)).mailedAt).not.toBeNull();
    expect(letters.map(({ to }) => to.join()).toSorted()).toEqual(ids.map((_, i) => `moi.${i}@coquan.vn`));
    expect(letters.some(({ source }) => source.includes("no-mail.invalid"))).toBe(false);
    expect(await mailOf(byHand)).toMatchObject({ mailedAt: null, mailFailures: 0, mailNextAt: null });

    const letter = letters.find(({ to }) => to.includes("moi.3@coquan.vn"))!;
    expect(Buffer.from(subjectOf(letter), "latin1").toString()).toBe("Khéo: mời đồng chí nhận tài khoản");
    expect(bodyOf(letter)).toContain("Kính gửi đồng chí Trần Thị Mới");
    const [, username = "", code = ""] = /#ten=([^&]+)&ma=([0-9A-Z-]+)/u.exec(bodyOf(letter)) ?? [];
    const accepted = await mutate(first.address, "session.acceptInvitation", {
      username: decodeURIComponent(username),
      code,
      password: "mật khẩu tự đặt",
    });
    expect(accepted.status).toBe(200);
  },
);

test(
  "what the server refuses for good, and what is a day old, is given up: the slip is printed instead",
  { timeout: 60_000 },
  async () => {
    const mailPort = await freePort();
    await receive(mailPort);
    const refused = await invited("tu.choi", "khong.co@coquan.vn");
    const old = await invited("qua.han", "qua.han@coquan.vn");
    await sql`update invitation set created_at = now() - interval '25 hours' where id = ${old}`.execute(db);
    const withdrawn = await invited("thu.hoi", "thu.hoi@coquan.vn");
    await sql`update invitation set withdrawn_at = now(), mail_next_at = null where id = ${withdrawn}`.execute(db);
    const last = await invited("cuoi.cung", "cuoi.cung@coquan.vn");
    await start(mailPort, { KHEO_ADDRESS: "http://localhost:1" });
    await expect.poll(async () => (await mailOf(last)).mailedAt, { timeout: 20_000 }).not.toBeNull();
    expect(letters.map(({ to }) => to.join())).toEqual(["cuoi.cung@coquan.vn"]);
    expect(await mailOf(refused)).toMatchObject({ mailedAt: null, mailFailures: 1, mailNextAt: null });
  },
);

/** One round of sending by this very process. */
const sendOnce = (host: string, port: number) =>
  postman(
    { db, log: pino({ level: "silent" }), secret: "of this test", address: "https://kheo.example" },
    { server: `smtp://${host}:${port}`, from: "Khéo <kheo@coquan.vn>" },
  )();

test("a letter goes to no server without TLS but to one on this very machine", async () => {
  const mailPort = await freePort();
  await receive(mailPort);
  const id = await invited("khong.tls", "khong.tls@coquan.vn");
  await sendOnce("0.0.0.0", mailPort);
  expect(letters).toEqual([]);
  expect(await mailOf(id)).toMatchObject({ mailedAt: null, mailFailures: 1 });
  await sql`update invitation set mail_next_at = now() where id = ${id}`.execute(db);
  await sendOnce("127.0.0.1", mailPort);
  expect(letters.map(({ to }) => to.join())).toEqual(["khong.tls@coquan.vn"]);
});

test("a name or an address that is hostile adds nobody who is written to, and no header", async () => {
  const injected = "\r\nBcc: thu.ba@elsewhere.example\r\nX-Injected: yes\r\n\r\nMột thư khác";
  const mailPort = await freePort();
  await receive(mailPort);
  await invited(`ten${injected}`, "doc@coquan.vn", `Trần${injected}`);
  await invited("dia.chi", `dia.chi@coquan.vn${injected}`);
  await sendOnce("127.0.0.1", mailPort);
  expect(
    letters.map(({ to }) => to.join()).filter((to) => to !== "doc@coquan.vn" && to !== "dia.chi@coquan.vn"),
  ).toEqual([]);
  const [letter] = letters.filter(({ to }) => to.includes("doc@coquan.vn"));
  const [head = ""] = letter!.source.split("\r\n\r\n");
  expect(head).not.toMatch(/^(?:Bcc|X-Injected):/imu);
  expect(bodyOf(letter!)).toContain("Kính gửi đồng chí Trần");
  // No such address gets that far.
  for (const email of [
    `a@coquan.vn${injected}`,
    "a@coquan.vn, thu.ba@elsewhere.example",
    "<a@coquan.vn>",
    "a@b\u0000.vn",
  ]) {
    expect([email, createPersonInput.shape.email.safeParse(email).success]).toEqual([email, false]);
  }
});
