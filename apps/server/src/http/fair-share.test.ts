import { appRouter } from "@kheo/api/index";
import { isDomainError } from "@kheo/core/rules/errors";
import { testDatabase } from "@kheo/db/testing";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { costlyCalls, fairShare } from "./fair-share.ts";
import { mutate, query, served, signIn, trySignIn } from "../testing.ts";

test("S-08: costly is said of calls that there are", () => {
  // oxlint-disable-next-line no-underscore-dangle -- tRPC keeps what a router is made of under this name
  expect([...costlyCalls].filter((path) => !(path in appRouter._def.procedures))).toEqual([]);
});

describe("S-08: costly calls", () => {
  const share = { person: 2, network: 3, all: 4, personWaiting: 2, networkWaiting: 3, inOneGo: 60_000, forLong: 0.1 };
  /** Calls that run until they are told to end; `begun` names those that have, in that order. */
  const calls = () => {
    const inTurn = fairShare(share);
    const names: string[] = [];
    const ends = new Map<string, () => void>();
    const answers = new Map<string, Promise<string>>();
    return {
      /** Once nothing more begins by itself. */
      begun: async () => {
        await new Promise(setImmediate);
        return names;
      },
      call: (name: string, personId: string, network: string) => {
        const answer = inTurn({ personId, network }, async () => {
          names.push(name);
          await new Promise<void>((end) => ends.set(name, end));
          return name;
        }).catch((error: unknown) => (isDomainError(error) ? error.code : "unexpected"));
        answers.set(name, answer);
        return answer;
      },
      end: async (name: string) => {
        ends.get(name)?.();
        expect(await answers.get(name)).toBe(name);
      },
    };
  };

  test("of one person take turns, and what does not fit is refused", async () => {
    const { begun, call, end } = calls();
    for (const name of ["1", "2", "3", "4"]) void call(name, "guest", "there");
    expect(await call("5", "guest", "there")).toBe("request.tooManyAtOnce");
    expect(await begun()).toEqual(["1", "2"]);
    void call("other", "other", "elsewhere");
    expect(await begun()).toEqual(["1", "2", "other"]);
    await end("2");
    await end("1");
    await end("3");
    expect(await begun()).toEqual(["1", "2", "other", "3", "4"]);
  });

  test("of one network and of all take turns too, and who cannot begin yet holds up nobody else", async () => {
    const { begun, call, end } = calls();
    void call("1", "a", "there");
    void call("2", "b", "there");
    void call("3", "c", "there");
    void call("4", "d", "there");
    void call("5", "e", "elsewhere");
    void call("6", "f", "far");
    expect(await begun()).toEqual(["1", "2", "3", "5"]);
    await end("5");
    expect(await begun()).toEqual(["1", "2", "3", "5", "6"]);
    await end("1");
    expect(await begun()).toEqual(["1", "2", "3", "5", "6", "4"]);
    for (const name of ["7", "8", "9"]) void call(name, name, "there");
    expect(await call("10", "10", "there")).toBe("request.tooManyAtOnce");
  });

  test("that one person has sent without a pause get a tenth of the time", async () => {
    vi.useFakeTimers();
    try {
      const inTurn = fairShare({ ...share, person: 1, inOneGo: 1_000 });
      const begun: number[] = [];
      const started = performance.now();
      const call = (personId: string) =>
        inTurn({ personId, network: personId }, async () => {
          begun.push(performance.now() - started);
          await vi.advanceTimersByTimeAsync(personId === "guest" ? 2_000 : 0);
        });
      await call("guest");
      const second = call("guest");
      await call("other");
      await vi.advanceTimersByTimeAsync(9_000);
      expect(begun).toEqual([0, 2_000]);
      await vi.advanceTimersByTimeAsync(1_100);
      await second;
      expect(begun).toHaveLength(3);
    } finally {
      vi.useRealTimers();
    }
  });

  test("that fail leave their place", async () => {
    const inTurn = fairShare({ ...share, person: 1 });
    const asking = { personId: "guest", network: "there" };
    const failing = inTurn(asking, () => Promise.reject(new Error("lost")));
    await expect(failing).rejects.toThrow("lost");
    expect(await inTurn(asking, async () => "answered")).toBe("answered");
  });
});

describe("S-08: over HTTP", () => {
  let address: string;
  let cookie: string;
  let unitId: string;
  let database: Awaited<ReturnType<typeof testDatabase>>;

  beforeAll(async () => {
    database = await testDatabase();
    const server = await served({ DATABASE_URL: database.url, KHEO_PROXIES: "127.0.0.1" });
    ({ address } = server);
    await mutate(address, "session.firstAdministrator", {
      token: /\/bat-dau#(\S+)/u.exec(server.said)?.[1],
      name: "Quản trị",
      username: "quantri",
      password: "mật khẩu đủ dài",
      unitName: "Tỉnh Thử Nghiệm",
    });
    cookie = await signIn(address, "quantri", "mật khẩu đủ dài");
    const { rows } = await database.pool.query<{ id: string }>("select id from unit");
    unitId = rows[0]!.id;
  });
  afterAll(() => database.db.destroy());

  test("one person's costly calls are answered 429 beyond the share, while others are served", async () => {
    const holding = new Client(database.url);
    await holding.connect();
    try {
      // What each costly call waits for here, and nothing else does.
      await holding.query("begin");
      await holding.query("lock table invitation in access exclusive mode");
      const ask = () => query(address, "people.list", { unitId }, cookie);
      const asked = Array.from({ length: 20 }, ask);
      const refused = await Promise.any(
        asked.map(async (answer) => ((await answer).status === 429 ? answer : Promise.reject(new Error()))),
      );
      expect(await refused.json()).toMatchObject({ error: { data: { domain: { code: "request.tooManyAtOnce" } } } });
      const others = await Promise.all(
        Array.from({ length: 20 }, () => query(address, "session.me", undefined, cookie)),
      );
      expect(others.map(({ status }) => status)).toEqual(others.map(() => 200));
      await holding.query("rollback");
      const statuses = (await Promise.all(asked)).map(({ status }) => status);
      expect(statuses.filter((status) => status === 200)).toHaveLength(11);
      expect(statuses.filter((status) => status === 429)).toHaveLength(9);
    } finally {
      await holding.end();
    }
  });

  const from = (network: number) => ({ "x-forwarded-for": `198.51.100.${network}` });
  /** With a table that nobody else reads or writes meanwhile. */
  const holding = async (table: string, meanwhile: (release: () => Promise<unknown>) => Promise<void>) => {
    const other = new Client(database.url);
    await other.connect();
    try {
      await other.query("begin");
      await other.query(`lock table ${table} in access exclusive mode`);
      await meanwhile(() => other.query("rollback"));
    } finally {
      await other.end();
    }
  };
  const statusesOf = async (answers: readonly Promise<Response>[]) =>
    (await Promise.all(answers)).map(({ status }) => status);
  const isKnown = async () => (await query(address, "session.account", undefined, cookie)).status;

  test("while a thousand calls of nobody known are open, who is signed in is answered", async () => {
    await holding("setting", async (release) => {
      const three = `${address}/trpc/session.me,session.me,session.me?batch=1&input=%7B%7D`;
      const asked = Array.from({ length: 334 }, (_, number) => fetch(three, { headers: from(number % 10) }));
      // One network more than it may: its own calls are refused, and nobody else's.
      const more = Array.from({ length: 70 }, () => fetch(three, { headers: from(1) }));
      await Promise.any(
        more.map(async (answer) => ((await answer).status === 429 ? undefined : Promise.reject(new Error()))),
      );
      for (let time = 0; time < 5; time += 1) expect(await isKnown()).toBe(200);
      await release();
      const statuses = await statusesOf(asked);
      expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(300);
      await Promise.all(more);
    });
    expect((await query(address, "session.me", undefined)).status).toBe(200);
  });

  test("while passwords wait to be compared, calls without one are answered, and a person's flood is refused", async () => {
    await holding("sign_in_account", async (release) => {
      const prove = () =>
        mutate(
          address,
          "session.prove",
          { requestId: crypto.randomUUID(), data: { current: "mật khẩu đủ dài" } },
          cookie,
        );
      const proofs = Array.from({ length: 40 }, prove);
      const signIns = Array.from({ length: 40 }, (_, number) =>
        trySignIn(address, `ten.${number}`, "một mật khẩu nào đó", from(20 + (number % 20))),
      );
      await Promise.any(
        proofs.map(async (answer) => ((await answer).status === 429 ? undefined : Promise.reject(new Error()))),
      );
      const answered = Array.from({ length: 20 }, () => query(address, "session.me", undefined, cookie));
      expect(await statusesOf(answered)).toEqual(answered.map(() => 200));
      await release();
      const proved = await statusesOf(proofs);
      // Ten wait, and one more is served at once unless others were before it.
      const right = proved.filter((status) => status === 200).length;
      expect([10, 11]).toContain(right);
      expect(proved.filter((status) => status === 429)).toHaveLength(40 - right);
      expect(new Set(await statusesOf(signIns))).toEqual(new Set([401]));
    });
  });

  test("whose session ends while they wait for their turn is asked to sign in", async () => {
    await holding("sign_in_account", async (release) => {
      const proofs = Array.from({ length: 20 }, () =>
        mutate(
          address,
          "session.prove",
          { requestId: crypto.randomUUID(), data: { current: "mật khẩu đủ dài" } },
          cookie,
        ),
      );
      await Promise.any(
        proofs.map(async (answer) => ((await answer).status === 429 ? undefined : Promise.reject(new Error()))),
      );
      await database.pool.query("delete from sign_in_session");
      await release();
      const statuses = await statusesOf(proofs);
      expect(statuses.filter((status) => status === 401).length).toBeGreaterThanOrEqual(10);
      expect(statuses.filter((status) => ![200, 401, 429].includes(status))).toEqual([]);
    });
    cookie = await signIn(address, "quantri", "mật khẩu đủ dài");
  });

  test("right passwords again and again are answered 429, with a sentence, and stop nobody elsewhere", async () => {
    const right = (network: number) => trySignIn(address, "quantri", "mật khẩu đủ dài", from(network));
    const statuses: number[] = [];
    for (let time = 0; time < 40 && statuses.at(-1) !== 429; time += 1) statuses.push((await right(50)).status);
    expect(statuses.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => 200));
    expect(statuses.at(-1)).toBe(429);
    const refused = await right(50);
    expect(await refused.json()).toEqual({ message: expect.stringMatching(/quá nhiều yêu cầu.*thử lại/u) });
    expect((await right(51)).status).toBe(200);
  });
});
