import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { testDatabase } from "@kheo/db/testing";
import { hash } from "@node-rs/argon2";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { shownByApp } from "./authenticator-app.ts";
import { demonstrationPassword } from "@kheo/demonstration/people";
import {
  client,
  cookiesOf,
  finished,
  mutate,
  prove,
  query,
  served,
  servingProcess,
  signIn,
  trySignIn,
} from "../testing.ts";

const { db, pool, url } = await testDatabase();
let address: string;
let serving: number;
let log: readonly string[];

/** One server with the demonstration in it, behind a proxy that names who asks; each test is about people of its own. */
beforeAll(async () => {
  await finished(["seed"], { DATABASE_URL: url });
  const server = await served({ DATABASE_URL: url, KHEO_LOG: "info", KHEO_PROXIES: "127.0.0.1, ::1" });
  ({ address, log } = server);
  serving = await servingProcess(server.child);
}, 60_000);
beforeEach(async () => {
  await pool.query("delete from sign_in_attempt");
  await pool.query("delete from sign_in_session");
});
afterAll(() => db.destroy());

const from = (network: string) => ({ "x-forwarded-for": network });
const own = (data: object) => ({ requestId: randomUUID(), data });
type Answer<T> = { result: { data: T }; error?: { data: { domain: { code: string } | null } } };
const dataOf = async <T>(response: Response): Promise<T> => ((await response.json()) as Answer<T>).result.data;
const refusalOf = async (response: Response) => ((await response.json()) as Answer<never>).error?.data.domain?.code;
const isSignedIn = async (cookie: string) =>
  (await query(address, "session.account", undefined, cookie)).status === 200;
const personId = async (username: string) =>
  (await pool.query<{ id: string }>("select id from person where username = $1", [username])).rows[0]!.id;

describe("guesses at a password", () => {
  test("are refused after ten from one network, with a sentence and when to come back; elsewhere the person signs in", async () => {
    const wrong = () => trySignIn(address, "mttq.tracau", "sai mật khẩu rồi", from("198.51.100.7"));
    const atOnce = await Promise.all(Array.from({ length: 100 }, wrong));
    const looked = atOnce.filter(({ status }) => status === 401).length;
    expect(looked).toBeLessThanOrEqual(10);
    expect(atOnce.filter(({ status }) => status === 429)).toHaveLength(100 - looked);
    for (let number = looked; number < 10; number += 1) expect((await wrong()).status).toBe(401);
    const refused = await trySignIn(address, "mttq.tracau", demonstrationPassword, from("198.51.100.7"));
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThanOrEqual(60);
    expect(await refused.json()).toEqual({ message: expect.stringMatching(/Đã thử sai quá nhiều lần.*đợi \d+ phút/u) });

    expect((await trySignIn(address, "mttq.tracau", demonstrationPassword, from("203.0.113.9"))).status).toBe(200);
    expect((await trySignIn(address, "pbt.tracau", demonstrationPassword, from("198.51.100.7"))).status).toBe(200);
    // Five minutes later there is room again.
    await pool.query("update sign_in_attempt set at = at - interval '301 seconds'");
    expect((await trySignIn(address, "mttq.tracau", demonstrationPassword, from("198.51.100.7"))).status).toBe(200);
  });

  test("are forgotten by a success, and sixty people of one office do not hinder one another", async () => {
    const network = from("198.51.100.20");
    for (let round = 0; round < 3; round += 1) {
      for (let number = 0; number < 9; number += 1) await trySignIn(address, "quantri", "sai mật khẩu", network);
      expect((await trySignIn(address, "quantri", demonstrationPassword, network)).status).toBe(200);
    }
  });

  test("go through no more than a hundred names an hour from one network, a /64 of the newer kind", async () => {
    for (let number = 0; number < 100; number += 1) {
      const network = from(`2001:db8:7:7::${(number + 1).toString(16)}`);
      expect((await trySignIn(address, `ten.${number}`, "thử một lần", network)).status).toBe(401);
    }
    const again = await trySignIn(address, "mttq.tracau", demonstrationPassword, from("2001:db8:7:7:ffff::1"));
    expect(again.status).toBe(429);
    expect((await trySignIn(address, "mttq.tracau", demonstrationPassword, from("2001:db8:7:8::1"))).status).toBe(200);
  });

  test("learn nothing: unknown, locked and invited people are refused in the same words after the same work", async () => {
    await pool.query("update person set disabled_at = now() where username = 'hoidong2.tracau'");
    await pool.query("update sign_in_account set password = null where user_id = $1", [
      await personId("hoidong3.tracau"),
    ]);
    const people = {
      wrong: ["mttq.tracau", "sai mật khẩu"],
      unknown: ["khong.co.ai", demonstrationPassword],
      locked: ["hoidong2.tracau", demonstrationPassword],
      invited: ["hoidong3.tracau", demonstrationPassword],
    } as const;
    const times: Record<string, number[]> = {};
    const answers = new Set<string>();
    for (let round = 0; round < 9; round += 1) {
      for (const [kind, [username, password]] of Object.entries(people)) {
        const begun = performance.now();
        const response = await trySignIn(address, username, password, from(`198.51.100.${round}`));
        (times[kind] ??= []).push(performance.now() - begun);
        answers.add(`${response.status} ${await response.text()}`);
      }
    }
    expect([...answers]).toEqual(['401 {"message":"Tên đăng nhập hoặc mật khẩu chưa đúng."}']);
    const median = (kind: string) => times[kind]!.toSorted((a, b) => a - b)[4]!;
    for (const kind of ["unknown", "locked", "invited"]) {
      const ratio = median(kind) / median("wrong");
      expect({ kind, ratio, alike: ratio > 0.5 && ratio < 2 }).toMatchObject({ kind, alike: true });
    }
  });
});

test("D-04: a password is compared once, whether it is right, wrong or of nobody", async () => {
  const username = "hoidong4.tracau";
  // So costly that everything else that signing in takes is little beside it.
  const costly = await hash(demonstrationPassword, { timeCost: 16 });
  await pool.query("update sign_in_account set password = $2 where user_id = $1", [await personId(username), costly]);
  // Whatever else the machine does is no work of this process.
  const workOf = async (): Promise<number> => {
    const stat = (await readFile(`/proc/${serving}/stat`, "utf8")).split(") ")[1]?.split(" ") ?? [];
    return Number(stat[11]) + Number(stat[12]);
  };
  const workFor = async (password: string) => {
    const begun = await workOf();
    for (let round = 0; round < 3; round += 1)
      await trySignIn(address, username, password, from(`198.51.100.${round}`));
    return (await workOf()) - begun;
  };
  await trySignIn(address, username, "sai mật khẩu", from("198.51.100.9"));
  const wrong = await workFor("sai mật khẩu");
  for (const right of [demonstrationPassword, demonstrationPassword.normalize("NFD")]) {
    const ratio = (await workFor(right)) / wrong;
    expect({ ratio, once: ratio < 1.5 }).toMatchObject({ once: true });
  }
});

describe("a session", () => {
  test("is new at each sign-in, whatever cookie was there before", async () => {
    const first = await signIn(address, "quantri");
    const planted = await trySignIn(address, "mttq.tracau", demonstrationPassword, { cookie: first });
    const second = cookiesOf(planted);
    expect(second).not.toBe(first);
    expect((await signIn(address, "mttq.tracau")) === second).toBe(false);
    // The browser has another session now; the one it had is of no use to whoever has copied it.
    expect([await isSignedIn(first), await isSignedIn(second)]).toEqual([false, true]);
  });

  test("Low: is one of ten at most: the oldest end when one more begins", async () => {
    const cookies: string[] = [];
    for (let number = 0; number < 12; number += 1) cookies.push(await signIn(address, "pbt.tracau"));
    expect(await Promise.all(cookies.map(isSignedIn))).toEqual(cookies.map((_, index) => index >= 2));
    await Promise.all(Array.from({ length: 20 }, () => trySignIn(address, "pbt.tracau")));
    const { rows } = await pool.query("select from sign_in_session where user_id = $1", [await personId("pbt.tracau")]);
    expect(rows).toHaveLength(10);
  });

  test("is of no use after signing out, nor without the signature, nor from the table", async () => {
    const cookie = await signIn(address, "quantri");
    const [, name, token, signature] = /^([^=]+)=([^.]+)\.(.+)$/u.exec(cookie) ?? [];
    expect(token).toMatch(/^[A-Za-z0-9]{32}$/u);
    expect(await isSignedIn(cookie)).toBe(true);
    const other = `${signature!.startsWith("A") ? "B" : "A"}${signature!.slice(1)}`;
    for (const forged of [`${name}=${token}`, `${name}=${token}.x`, `${name}=${token}.${other}`]) {
      expect(await isSignedIn(forged)).toBe(false);
    }
    const { rows } = await pool.query<{ row: string; hash: string }>(
      "select s::text as row, token_hash as hash from sign_in_session s",
    );
    for (const { row, hash } of rows) {
      expect(row).not.toContain(token);
      expect(await isSignedIn(`${name}=${hash}.${signature}`)).toBe(false);
    }
    await fetch(`${address}/api/auth/sign-out`, { method: "POST", headers: { ...client, cookie }, body: "{}" });
    expect(await isSignedIn(cookie)).toBe(false);
    expect((await pool.query("select 1 from sign_in_session where token_hash = $1", [rows[0]!.hash])).rowCount).toBe(0);
  });

  test("ends fourteen days after it was last used, and after thirty in any case", async () => {
    const cookie = await signIn(address, "quantri");
    const aged = (expires: string, seen: string) =>
      pool.query(`update sign_in_session set expires_at = now() + $1::interval, updated_at = now() - $2::interval`, [
        expires,
        seen,
      ]);
    const { rows } = await pool.query(
      "select round(extract(epoch from expires_at - now()) / 86400) as days from sign_in_session",
    );
    expect(rows).toEqual([{ days: "30" }]);
    await aged("1 day", "13 days 23 hours");
    expect(await isSignedIn(cookie)).toBe(true);
    // It was noted that it is in use.
    expect(
      (await pool.query("select 1 from sign_in_session where updated_at > now() - interval '1 minute'")).rowCount,
    ).toBe(1);
    await aged("1 day", "14 days 1 hour");
    expect(await isSignedIn(cookie)).toBe(false);
    await aged("-1 second", "0 seconds");
    expect(await isSignedIn(cookie)).toBe(false);
  });

  test("is seen and ended by its person, and by nobody else", async () => {
    const [desk, phone, stranger] = [
      await signIn(address, "hoidong4.tracau"),
      await signIn(address, "hoidong4.tracau"),
      await signIn(address, "mttq.tracau"),
    ];
    type Sessions = { sessions: { id: string; current: boolean }[] };
    const { sessions } = await dataOf<Sessions>(await query(address, "session.account", undefined, desk));
    expect(sessions.filter(({ current }) => current)).toHaveLength(1);
    expect(sessions).toHaveLength(2);
    const input = own({ sessionId: sessions.find(({ current }) => !current)!.id });
    expect(await refusalOf(await mutate(address, "session.end", input, stranger))).toBe("session.notFound");
    await pool.query("update sign_in_session set proved_at = now() - interval '11 minutes'");
    expect(await refusalOf(await mutate(address, "session.end", own(input.data), desk))).toBe("session.proofNeeded");
    await prove(address, desk);
    await mutate(address, "session.end", own(input.data), desk);
    expect([await isSignedIn(desk), await isSignedIn(phone)]).toEqual([true, false]);
    const again = await signIn(address, "hoidong4.tracau");
    await mutate(address, "session.endOthers", own({}), again);
    expect([await isSignedIn(desk), await isSignedIn(again), await isSignedIn(stranger)]).toEqual([false, true, true]);
  });
});

describe("a password of one's own", () => {
  test("Low: is the same with its letters and marks in one or apart, and no easily guessed one is set", async () => {
    const text = "tiếng sóng Sa Huỳnh";
    const change = (cookie: string, current: string, password: string) =>
      mutate(address, "session.changePassword", own({ current, password }), cookie);
    const cookie = await signIn(address, "hoidong9.tracau");
    const guessed = [
      "hoidong9.tracau",
      "Hoidong9 Tracau 2026",
      "1234567890",
      "Playstation 2026",
      demonstrationPassword,
    ];
    for (const trivial of guessed) {
      const refused = await change(cookie, demonstrationPassword, trivial);
      expect([trivial, refused.status, await refusalOf(refused)]).toEqual([trivial, 422, "input.invalid"]);
    }
    const slip = { username: "hoidong9.tracau", code: "7K2M", password: "Playstation 2026" };
    expect(await refusalOf(await mutate(address, "session.acceptInvitation", slip))).toBe("input.invalid");
    const changed = await change(cookie, demonstrationPassword, text.normalize("NFD"));
    expect(changed.status).toBe(200);
    expect((await trySignIn(address, "hoidong9.tracau", text.normalize("NFC"))).status).toBe(200);
    expect((await trySignIn(address, "hoidong9.tracau", text.normalize("NFD"))).status).toBe(200);
    const again = await change(cookiesOf(changed), text.normalize("NFC"), "một câu khác hẳn");
    expect(again.status).toBe(200);
    // A hash from before, of letters and marks apart, still lets its person in.
    await pool.query("update sign_in_account set password = $1 where user_id = $2", [
      await hash(text.normalize("NFD")),
      await personId("hoidong9.tracau"),
    ]);
    expect((await trySignIn(address, "hoidong9.tracau", text.normalize("NFD"))).status).toBe(200);
  });

  test("is changed with the old one, ends every other session and gives this one a new token", async () => {
    const [desk, phone] = [await signIn(address, "hoidong6.tracau"), await signIn(address, "hoidong6.tracau")];
    const wrong = own({ current: "không đúng", password: "mật khẩu mới hẳn" });
    expect(await refusalOf(await mutate(address, "session.changePassword", wrong, desk))).toBe(
      "session.wrongOwnPassword",
    );
    const right = own({ current: demonstrationPassword, password: "mật khẩu mới hẳn" });
    const changed = await mutate(address, "session.changePassword", right, desk);
    expect(changed.status).toBe(200);
    const fresh = cookiesOf(changed);
    expect([await isSignedIn(desk), await isSignedIn(phone), await isSignedIn(fresh)]).toEqual([false, false, true]);
    expect((await trySignIn(address, "hoidong6.tracau")).status).toBe(401);
    expect((await trySignIn(address, "hoidong6.tracau", "mật khẩu mới hẳn")).status).toBe(200);
    const { rows } = await pool.query(
      "select action, payload from event join event_payload on event_id = id where person_id = $1 and action like 'session.%'",
      [await personId("hoidong6.tracau")],
    );
    expect(rows).toEqual([{ action: "session.changePassword", payload: null }]);
  });

  test("is not guessed by whoever finds the computer open, not even by doing something else in between", async () => {
    const cookie = await signIn(address, "hoidong7.tracau");
    const guess = async (current: string) =>
      refusalOf(
        await mutate(address, "session.changePassword", own({ current, password: "mật khẩu mới hẳn" }), cookie),
      );
    for (let number = 0; number < 10; number += 1) {
      expect(await guess(`lần ${number}`)).toBe("session.wrongOwnPassword");
      expect((await mutate(address, "session.endOthers", own({}), cookie)).status).toBe(200);
    }
    expect(await guess(demonstrationPassword)).toBe("session.tooManyAttempts");
  });
});

describe("the second factor", () => {
  type Prepared = { secret: string; recoveryCodes: string[] };

  const enabled = async (username: string) => {
    const cookie = await signIn(address, username);
    const asked = own({ current: demonstrationPassword });
    const prepared = await mutate(address, "session.prepareSecondFactor", asked, cookie);
    const { secret, recoveryCodes } = await dataOf<Prepared>(prepared);
    const confirmed = await mutate(address, "session.enableSecondFactor", own({ code: shownByApp(secret) }), cookie);
    expect(confirmed.status).toBe(200);
    return { secret, recoveryCodes, before: cookie, cookie: cookiesOf(confirmed), asked };
  };

  const firstStep = async (username: string) => {
    const response = await trySignIn(address, username);
    expect(await response.json()).toEqual({ secondStep: true });
    const cookies = cookiesOf(response);
    expect(cookies).not.toContain("session_token");
    return cookies;
  };
  const secondStep = (cookie: string, code: string, route = "verify-totp") =>
    fetch(`${address}/api/auth/two-factor/${route}`, {
      method: "POST",
      headers: { ...client, cookie },
      body: JSON.stringify({ code, trustDevice: true }),
    });

  test("is asked for after the password once it is enabled, and nothing is open before", async () => {
    const { secret, cookie, before } = await enabled("hoidong1.tinh");
    // Who has a second factor has another session than before.
    expect([await isSignedIn(before), await isSignedIn(cookie)]).toEqual([false, true]);
    const step = await firstStep("hoidong1.tinh");
    expect(await isSignedIn(step)).toBe(false);
    const wrong = await secondStep(step, "000000");
    expect(wrong.status).toBe(401);
    expect(await wrong.json()).toMatchObject({ message: expect.stringContaining("Mã chưa đúng"), restart: false });
    const right = await secondStep(step, shownByApp(secret));
    expect(right.status).toBe(200);
    expect(await right.json()).toEqual({});
    expect(await isSignedIn(cookiesOf(right))).toBe(true);
    expect(right.headers.getSetCookie().join()).not.toContain("trust");
    // The first step was for one second step.
    expect(await (await secondStep(step, shownByApp(secret))).json()).toMatchObject({ restart: true });
  });

  test("ends every other session when it is turned on", async () => {
    const elsewhere = await signIn(address, "hoidong7.tinh");
    const { cookie } = await enabled("hoidong7.tinh");
    expect([await isSignedIn(elsewhere), await isSignedIn(cookie)]).toEqual([false, true]);
  });

  test("takes the same six digits once, also of two at once, and then neither to sign in nor to prove", async () => {
    const { secret } = await enabled("hoidong8.tinh");
    const code = shownByApp(secret);
    const steps = [await firstStep("hoidong8.tinh"), await firstStep("hoidong8.tinh")];
    const answers = await Promise.all(steps.map((step) => secondStep(step, code)));
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 401]);
    const [refused, taken] = [401, 200].map((status) => answers.find((answer) => answer.status === status)!);
    expect(await refused!.json()).toMatchObject({ message: expect.stringContaining("đã được dùng"), restart: true });
    expect(cookiesOf(refused!)).not.toContain("session_token");
    const again = await secondStep(await firstStep("hoidong8.tinh"), code);
    expect(again.status).toBe(401);
    const cookie = cookiesOf(taken!);
    expect(await refusalOf(await mutate(address, "session.prove", own({ code }), cookie))).toBe(
      "session.wrongSecondFactor",
    );
    const next = shownByApp(secret, 1);
    expect((await mutate(address, "session.prove", own({ code: next }), cookie)).status).toBe(200);
    expect((await secondStep(await firstStep("hoidong8.tinh"), next)).status).toBe(401);
  });

  test("is not guessed: five wrong numbers end the first step, and ten lock the second", async () => {
    const { secret } = await enabled("hoidong2.tinh");
    const outcomes: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      const step = await firstStep("hoidong2.tinh");
      for (let number = 0; number < 5; number += 1) outcomes.push((await secondStep(step, "000000")).status);
    }
    expect(outcomes.filter((status) => status === 401)).toHaveLength(10);
    const locked = await secondStep(await firstStep("hoidong2.tinh"), shownByApp(secret));
    expect(locked.status).toBe(429);
    expect(Number(locked.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  test("and the password are in the log when they let somebody in, with the name and the network", async () => {
    const { secret } = await enabled("hoidong5.tinh");
    const right = await secondStep(await firstStep("hoidong5.tinh"), shownByApp(secret));
    expect(right.status).toBe(200);
    const lines = () =>
      log
        .join("")
        .split("\n")
        .filter((line) => line.includes("hoidong5.tinh"));
    await expect.poll(() => lines().length).toBe(3);
    expect(lines().map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { msg: "signed in", name: "hoidong5.tinh", network: expect.any(String) },
      { msg: "password accepted, second step asked for", name: "hoidong5.tinh" },
      { msg: "signed in by second step", name: "hoidong5.tinh", network: expect.any(String) },
    ]);
    expect(log.join("")).not.toContain(demonstrationPassword);
  });

  test("can be replaced by a recovery code, each of which works once; new ones replace the old", async () => {
    const { recoveryCodes, cookie } = await enabled("hoidong3.tinh");
    expect(new Set(recoveryCodes).size).toBe(10);
    const enter = async (code: string) =>
      (await secondStep(await firstStep("hoidong3.tinh"), code, "verify-backup-code")).status;
    expect(await enter(recoveryCodes[0]!)).toBe(200);
    expect(await enter(recoveryCodes[0]!)).toBe(401);
    const renewed = await mutate(
      address,
      "session.renewRecoveryCodes",
      own({ current: demonstrationPassword }),
      cookie,
    );
    const fresh = await dataOf<{ recoveryCodes: string[] }>(renewed);
    expect(await enter(recoveryCodes[1]!)).toBe(401);
    expect(await enter(fresh.recoveryCodes[1]!)).toBe(200);
  });

  test("leaves neither secret nor code anywhere but encrypted, also when the request is sent twice", async () => {
    const { secret, recoveryCodes, asked, cookie } = await enabled("hoidong4.tinh");
    expect(await dataOf(await mutate(address, "session.prepareSecondFactor", asked, cookie))).toBeNull();
    for (const table of [
      "event",
      "event_payload",
      "request",
      "sign_in_second_factor",
      "sign_in_verification",
      "person",
    ]) {
      const { rows } = await pool.query<{ text: string }>(`select t::text as text from ${table} t`);
      const all = rows.map(({ text }) => text).join("\n");
      for (const hidden of [secret, ...recoveryCodes]) expect(all).not.toContain(hidden);
    }
    const { rows } = await pool.query<{ action: string }>(
      "select action from event where person_id = $1 and action like 'session.%' order by id",
      [await personId("hoidong4.tinh")],
    );
    expect(rows.map(({ action }) => action)).toEqual(["session.prepareSecondFactor", "session.enableSecondFactor"]);
  });

  test("is switched off with the password, and taken away by a new invitation", async () => {
    const { cookie } = await enabled("hoidong6.tinh");
    const off = (current: string) => mutate(address, "session.disableSecondFactor", own({ current }), cookie);
    expect(await refusalOf(await off("không đúng"))).toBe("session.wrongOwnPassword");
    expect((await off(demonstrationPassword)).status).toBe(200);
    expect(await (await trySignIn(address, "hoidong6.tinh")).json()).toEqual({ secondStep: false });

    await enabled("hoidong6.tinh");
    const administrator = await signIn(address, "quantri");
    const { rows } = await pool.query<{ id: string }>("select id from post where person_id = $1", [
      await personId("hoidong6.tinh"),
    ]);
    const id = rows[0]!.id;
    await mutate(address, "people.invite", { requestId: randomUUID(), id, data: {} }, administrator);
    expect((await trySignIn(address, "hoidong6.tinh")).status).toBe(200);
    const second = await signIn(address, "lanhdao.tinh");
    await mutate(address, "people.confirmInvite", { requestId: randomUUID(), id, data: {} }, second);
    expect((await trySignIn(address, "hoidong6.tinh")).status).toBe(401);
    const { code } = await dataOf<{ code: string }>(
      await query(address, "people.slip", { id, data: {} }, administrator),
    );
    const accepted = { username: "hoidong6.tinh", code, password: "mật khẩu tự đặt" };
    expect((await mutate(address, "session.acceptInvitation", accepted)).status).toBe(200);
    expect(await (await trySignIn(address, "hoidong6.tinh", "mật khẩu tự đặt")).json()).toEqual({ secondStep: false });
  });
});
