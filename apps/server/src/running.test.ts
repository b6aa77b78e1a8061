import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { writeSetting } from "@kheo/db/ground/settings";
import { testDatabase } from "@kheo/db/testing";
import { startEmbeddedPostgres } from "@kheo/postgres/embedded";
import { createTestDatabase } from "@kheo/postgres/testing";
import { sql } from "kysely";
import { Client } from "pg";
import { afterEach, expect, test } from "vitest";
import { readConfiguration } from "./configuration.ts";
import {
  client,
  type Environment,
  finished,
  folder,
  mutate,
  query,
  served,
  servingProcess,
  signIn,
  stopAll,
} from "./testing.ts";

afterEach(stopAll);

const stopped = async (child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> => {
  child.kill(signal);
  if (signal === "SIGTERM") child.kill(signal);
  const [status] = await once(child, "exit");
  return status as number | null;
};

const postgresOf = async (dataFolder: string): Promise<boolean> => {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/u.test(name));
  const commands = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")));
  return commands.some((command) => command.includes(dataFolder) && command.includes("postgres"));
};

const postmasterOf = async (dataFolder: string): Promise<number> =>
  Number((await readFile(join(dataFolder, "postgres", "postmaster.pid"), "utf8")).split("\n")[0]);

const isRunning = async (pid: number): Promise<boolean> =>
  /^\d+ \(.*\) [^ZX]/u.test(await readFile(`/proc/${pid}/stat`, "utf8").catch(() => ""));

const isSignedIn = async (address: string, cookie: string): Promise<boolean> =>
  query(address, "session.account", undefined, cookie).then(
    ({ status }) => status === 200,
    () => false,
  );

test(
  "a first start seeds the embedded database and names the accounts; a second keeps all data",
  { timeout: 120_000 },
  async () => {
    const environment = { KHEO_DATA: join(folder, "kept") };
    const first = await served(environment);
    expect(first.said).toContain("Tài khoản dùng thử");
    const cookie = await signIn(first.address, "chuyenvien.tinh");
    const periods = (await (await query(first.address, "periods.list", {}, cookie)).json()) as {
      result: { data: { id: string }[] };
    };
    const periodId = periods.result.data[0]?.id;
    const { counts } = await listed(first.address, cookie, periodId);
    expect(counts).toMatchObject({ accepted: 304, submitted: 24, draft: 1 });

    const second = await finished(["start"], environment);
    expect(second.status).toBe(1);
    expect(second.errors).toContain("đang được một bản Khéo khác sử dụng");
    expect(await stopped(first.child, "SIGTERM")).toBe(0);
    expect(await postgresOf(environment.KHEO_DATA)).toBe(false);

    const begun = performance.now();
    const again = await served(environment);
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect((await listed(again.address, await signIn(again.address, "chuyenvien.tinh"), periodId)).counts).toEqual(
      counts,
    );

    // Killed without warning right after an answer: what was acknowledged is there, and nothing keeps running.
    const officer = await signIn(again.address, "bithu.to3");
    const unit = (await (await query(again.address, "session.me", undefined, officer)).json()) as {
      result: { data: { actor: { posts: { unitId: string }[] } } };
    };
    const { aForm } = await import("@kheo/api/testing");
    const answer = await fetch(`${again.address}/trpc/models.create`, {
      method: "POST",
      headers: { ...client, cookie: officer },
      body: JSON.stringify({
        requestId: crypto.randomUUID(),
        id: unit.result.data.actor.posts[0]?.unitId,
        data: { periodId, form: aForm(), continuesId: null },
      }),
    });
    expect(answer.status).toBe(200);
    await stopped(again.child, "SIGKILL");
    const third = await served(environment);
    const { counts: after } = await listed(third.address, await signIn(third.address, "chuyenvien.tinh"), periodId);
    expect(after).toEqual({ ...counts, draft: 2 });
    await stopped(third.child, "SIGTERM");
    expect(await postgresOf(environment.KHEO_DATA)).toBe(false);

    const kept = await finished(["seed", "--remove"], environment);
    expect(kept.status).toBe(1);
    expect(kept.errors).toContain("--with-own-data");
    const removed = await finished(["seed", "--remove", "--with-own-data"], environment);
    expect(removed.out).toContain("Đã xóa dữ liệu minh họa");
    const empty = await served(environment);
    expect(empty.said).toContain("/bat-dau#");
    expect(empty.said).not.toContain("Tài khoản dùng thử");
  },
);

const listed = async (address: string, cookie: string, periodId: string | undefined) =>
  (
    (await (await query(address, "models.list", { periodId, limit: 1 }, cookie)).json()) as {
      result: { data: { counts: Record<string, number> } };
    }
  ).result.data;

test(
  "S-02: a server that is killed is started again at its address with its database, and what was acknowledged is there",
  { timeout: 60_000 },
  async () => {
    const environment = { KHEO_DATA: join(folder, "supervised") };
    const { address, child } = await served(environment);
    const cookie = await signIn(address, "quantri");
    const ended = await mutate(address, "session.endOthers", { requestId: crypto.randomUUID(), data: {} }, cookie);
    expect(ended.status).toBe(200);
    for (const victimOf of [servingProcess, () => postmasterOf(environment.KHEO_DATA)]) {
      const before = await servingProcess(child);
      process.kill(await victimOf(child), "SIGKILL");
      // The session is in the database; whoever holds it is known again.
      const isBack = async () => (await servingProcess(child)) !== before && (await isSignedIn(address, cookie));
      await expect.poll(isBack, { timeout: 20_000 }).toBe(true);
    }
    const events = (await (await query(address, "events.mine", {}, cookie)).json()) as object;
    expect(JSON.stringify(events)).toContain("session.endOthers");
    const serving = await servingProcess(child);
    expect(await stopped(child, "SIGTERM")).toBe(0);
    expect(await postgresOf(environment.KHEO_DATA)).toBe(false);
    expect(await isRunning(serving)).toBe(false);
  },
);

test("Low: the embedded database is served to this machine only, and demonstration accounts to others on a word only", async () => {
  expect(readConfiguration({}).host).toBe("127.0.0.1");
  expect(readConfiguration({ HOST: "0.0.0.0" }).host).toBe("0.0.0.0");
  expect(readConfiguration({ DATABASE_URL: "postgresql://kheo@127.0.0.1/kheo" }).host).toBe("0.0.0.0");

  const { db, url } = await testDatabase();
  await writeSetting(db, "demonstration", { seededAt: "2026-01-01", accounts: [] });
  for (const reachable of [{ HOST: "0.0.0.0" }, { KHEO_ADDRESS: "https://kheo.example" }]) {
    const { errors, status } = await finished(["start"], { DATABASE_URL: url, ...reachable });
    expect([status, errors.trim().split("\n").length]).toEqual([1, 1]);
    expect(errors).toContain("chỉ phục vụ trên chính máy này");
    expect(errors).toContain("KHEO_DEMONSTRATION=public");
  }
  const told = await served({ DATABASE_URL: url, HOST: "0.0.0.0", KHEO_DEMONSTRATION: "public" });
  expect((await fetch(`${told.address}/health`)).status).toBe(200);
  await stopAll();
  await db.destroy();
});

test("S-02: what serves ends with whoever looks after it, and a start that cannot succeed is not tried again", async () => {
  const { db, url } = await testDatabase();
  const { child } = await served({ DATABASE_URL: url });
  const serving = await servingProcess(child);
  await stopped(child, "SIGKILL");
  await expect.poll(() => isRunning(serving), { timeout: 10_000 }).toBe(false);
  const { errors } = await finished(["start"], { DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none" });
  expect(errors).not.toContain("khởi động lại");
  await db.destroy();
});

test("an external database is never seeded: its first start makes the first administrator by a one-time link", async () => {
  const connection = await createTestDatabase();
  const url = `postgresql://${connection.user}@${encodeURIComponent(connection.host)}:${connection.port}/${connection.database}`;
  const { address, said } = await served({ DATABASE_URL: url });
  const token = /\/bat-dau#(\S+)/u.exec(said)?.[1] ?? "";
  const password = "một câu đủ dài";
  const create = (given: string) =>
    fetch(`${address}/trpc/session.firstAdministrator`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        token: given,
        name: "Quản trị đầu tiên",
        username: "quantri",
        password,
        unitName: "Tỉnh Thử Nghiệm",
      }),
    });
  expect((await create("wrong")).status).toBe(409);
  const both = await Promise.all([create(token), create(token)]);
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  const cookie = await signIn(address, "quantri", password);
  expect((await query(address, "units.tree", {}, cookie)).status).toBe(200);
  expect((await finished(["seed"], { DATABASE_URL: url })).errors).toContain("đã có dữ liệu");
});

test("what is wrong with the environment is one sentence and a status that is not 0", async () => {
  const blocker = createServer().listen(0, "127.0.0.1");
  await once(blocker, "listening");
  const address = blocker.address();
  const port = String(typeof address === "object" ? address?.port : 0);
  const { db, url } = await testDatabase();
  const cases: readonly (readonly [Environment, string])[] = [
    [{ DATABASE_URL: url, PORT: port }, `Cổng ${port} đang được chương trình khác sử dụng`],
    [{ DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none" }, "Không kết nối được cơ sở dữ liệu"],
    [{ DATABASE_URL: "mysql://somewhere" }, "DATABASE_URL: cần địa chỉ PostgreSQL"],
    [{ DATABASE_URL: url, DATABASE_OWNER_URL: "kheo" }, "DATABASE_OWNER_URL: cần địa chỉ PostgreSQL"],
    [{ DATABASE_OWNER_URL: url }, "DATABASE_OWNER_URL: chỉ dùng cùng DATABASE_URL"],
    [{ PORT: "lots" }, "PORT: cần một số cổng"],
    [
      {
        KHEO_ADDRESS: "https://kheo.example",
        KHEO_OIDC_ISSUER: "http://provider.example",
        KHEO_OIDC_CLIENT_ID: "kheo",
        KHEO_OIDC_CLIENT_SECRET: "secret",
      },
      "KHEO_OIDC_ISSUER: nơi đăng nhập ngoài ở máy khác phải dùng https",
    ],
  ];
  for (const [environment, sentence] of cases) {
    const { errors, status } = await finished(["start"], environment);
    expect(errors).toContain(sentence);
    expect(errors.trim().split("\n")).toHaveLength(1);
    expect(status).toBe(1);
  }
  blocker.close();
  await db.destroy();
});

test(
  "the program serves with rights that alter no event, made by an owner who may make roles, or says that it could not",
  { timeout: 120_000 },
  async () => {
    // A cluster of its own: roles belong to all databases of one.
    const cluster = await startEmbeddedPostgres({ folder: join(folder, "roles"), durable: false });
    const { host, port } = cluster.connection;
    const asked = async (text: string, user = cluster.connection.user, database = "postgres") => {
      const client = new Client({ host, port, user, database });
      await client.connect();
      try {
        return await client.query<Record<string, unknown>>(text);
      } finally {
        await client.end();
      }
    };
    const urlOf = (user: string, database: string) =>
      `postgresql://${user}@${encodeURIComponent(host)}:${port}/${database}`;
    const runsAs = (database: string) =>
      asked(`select distinct usename from pg_stat_activity where datname = '${database}'`);
    const cannotAlter = "Khéo chạy bằng quyền chủ sở hữu";
    await asked("create role plain_owner login; create role making_owner login createrole; create role serving login");
    for (const owner of ["plain_owner", "making_owner"]) {
      await asked(`create database of_${owner} owner ${owner}`);
    }

    const plain = await served({ DATABASE_URL: urlOf("plain_owner", "of_plain_owner") });
    expect(plain.said).toContain(cannotAlter);
    const refused = await finished(["migrate"], {
      DATABASE_URL: urlOf("serving", "of_plain_owner"),
      DATABASE_OWNER_URL: urlOf("plain_owner", "of_plain_owner"),
    });
    expect(refused.errors).toContain("DATABASE_OWNER_URL: tài khoản chủ sở hữu cần quyền CREATEROLE");

    const apart = {
      DATABASE_URL: urlOf("serving", "of_making_owner"),
      DATABASE_OWNER_URL: urlOf("making_owner", "of_making_owner"),
    };
    const serving = await served(apart);
    expect(serving.said).not.toContain(cannotAlter);
    expect((await runsAs("of_making_owner")).rows).toEqual([{ usename: "serving" }]);
    for (const statement of [
      "delete from event",
      "truncate event_payload, event",
      "update event_seal set hash = ''",
      "create table mine ()",
    ]) {
      await expect(asked(statement, "serving", "of_making_owner")).rejects.toThrow("permission denied");
    }
    expect((await finished(["verify"], apart)).status).toBe(0);

    const single = await served({ DATABASE_URL: urlOf("making_owner", "of_making_owner") });
    expect(single.said).not.toContain(cannotAlter);
    for (const { child } of [plain, serving, single]) await stopped(child, "SIGTERM");
    await cluster.stop();
  },
);

test(
  "over HTTP: unknown procedures, large bodies, large batches, foreign sites and strangers are refused",
  { timeout: 60_000 },
  async () => {
    const { db, url } = await testDatabase();
    await finished(["seed"], { DATABASE_URL: url });
    const { address } = await served({ DATABASE_URL: url });
    const cookie = await signIn(address, "mttq.tracau");
    expect((await fetch(`${address}/trpc/models.explode`, { headers: { cookie } })).status).toBe(404);
    const large = await fetch(`${address}/trpc/models.edit`, {
      method: "POST",
      headers: { ...client, cookie },
      body: JSON.stringify({ data: "x".repeat(1_100_000) }),
    });
    expect(large.status).toBe(413);
    const batch = Array.from({ length: 21 }, () => "session.me").join(",");
    expect((await fetch(`${address}/trpc/${batch}?batch=1`, { headers: { cookie } })).status).toBe(400);
    const foreign = await fetch(`${address}/trpc/session.firstAdministrator`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: "https://elsewhere.example" },
      body: "{}",
    });
    expect(foreign.status).toBe(403);
    expect((await query(address, "models.list", {})).status).toBe(401);
    const malformed = await fetch(`${address}/trpc/models.submit`, {
      method: "POST",
      headers: { ...client, cookie },
      body: "{not json",
    });
    expect(malformed.status).toBe(400);
    expect((await fetch(`${address}/download/report.docx?unit=1&period=2`, { headers: { cookie } })).status).toBe(400);
    expect((await fetch(`${address}/health`)).status).toBe(200);
    expect((await fetch(`${address}/ready`)).status).toBe(200);
    const refused = await query(
      address,
      "reports.annual",
      { id: crypto.randomUUID(), data: { periodId: crypto.randomUUID() } },
      cookie,
    );
    expect(JSON.stringify(await refused.json())).not.toContain("at ");

    // A report, as the page and as the paper ask for it: it is made in the thread for what is costly.
    const { rows } = await sql<{ unit: string; period: string }>`
      select post.unit_id as unit, period.id as period from period, post join person on person.id = post.person_id
       where username = 'mttq.tracau' and role = 'standingOffice' order by opens_on desc limit 1`.execute(db);
    const [{ unit, period }] = rows as [{ unit: string; period: string }];
    const office = await signIn(address, "mttq.tracau");
    const own = await query(address, "reports.annual", { id: unit, data: { periodId: period } }, office);
    expect([own.status, own.headers.get("content-encoding")]).toEqual([200, "gzip"]);
    const { result } = (await own.json()) as { result: { data: { unitId: string } } };
    expect(result.data.unitId).toBe(unit);
    const paper = await fetch(`${address}/download/report.docx?unit=${unit}&period=${period}`, {
      headers: { cookie: office },
    });
    expect(paper.status).toBe(200);
    expect(
      Buffer.from(await paper.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe("PK");

    // Of the sign-in library only signing in and out can be reached: nobody renames themselves without an event.
    for (const route of ["update-user", "change-password", "sign-up/email", "is-username-available", "list-sessions"]) {
      const answer = await fetch(`${address}/api/auth/${route}`, {
        method: "POST",
        headers: { ...client, cookie, origin: address },
        body: JSON.stringify({ name: "Bí thư Tỉnh ủy", username: "bithu.tinhuy" }),
      });
      expect([route, answer.status]).toEqual([route, 404]);
    }

    // Signing out ends the session at once, also for whoever copied the cookie.
    await fetch(`${address}/api/auth/sign-out`, {
      method: "POST",
      headers: { ...client, cookie, origin: address },
      body: "{}",
    });
    expect((await query(address, "models.list", {}, cookie)).status).toBe(401);
    await db.destroy();
  },
);
