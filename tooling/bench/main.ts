/** `npm run bench`: what the README may quote. Figures are ratios taken in one run; nothing here fails for being slow. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { createHmac, randomUUID } from "node:crypto";
import { once } from "node:events";
import { request } from "node:http";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { catalog } from "@kheo/catalog";
import { callerFor } from "@kheo/api/index";
import { makeReport } from "@kheo/api/reports/reports";
import { applicationRole, prepareApplicationRole } from "@kheo/db/ground/application-role";
import { openDatabase, openPool } from "@kheo/db/ground/connect";
import { migrate } from "@kheo/db/migrations";
import { actorOfSession } from "@kheo/db/offices/people";
import { insertPost } from "@kheo/db/offices/posts";
import { listUnits } from "@kheo/db/territory/units";
import { fileOf } from "@kheo/papers/files";
import { hashOfToken } from "@kheo/server/sign-in/session-tokens";
import { installationSecret } from "@kheo/server/sign-in/sign-in";
import { startEmbeddedPostgres } from "@kheo/postgres/embedded";
import { writeXlsx } from "hucre/xlsx";
import pg from "pg";
import { type Asked, batchOf, savingAmongMany, waitOfAnother, walkBelow } from "./attack.ts";
import type { Plan } from "./bare-server.ts";
import { type Dataset, fill, personWithSession, size } from "./dataset.ts";
import { measureEvaluation } from "./evaluation.ts";
import { importList } from "./importing.ts";
import { overHttp } from "./load.ts";
import { changeWithEvent, listWithinReach, type Pair, sessionLookUp } from "./queries.ts";
import { statementsOf } from "./statements.ts";
import { fillTerritory, fiveYears, territory } from "./territory.ts";

const clients = 32;
const rounds = 9;
const milliseconds = 2_500;
const attackFor = 10_000;
const attackRounds = 5;
/** People who are at it at once, each with so many milliseconds between two calls. */
const many = { users: 500, pause: 5_000 } as const;

const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};
const notMeasured = (): never => {
  throw new Error("The benchmark signs nobody in");
};
const median = (list: readonly number[]): number => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;

const folder = await mkdtemp(join(tmpdir(), "kheo-bench-"));
const postgres = await startEmbeddedPostgres({ folder: join(folder, "postgres"), durable: true });
const children: ChildProcessWithoutNullStreams[] = [];

/** Starts a program and gives back the port that its output names. */
const serving = async (
  script: string,
  parameters: readonly string[],
  environment: Readonly<Record<string, string>>,
  input: string,
  port: RegExp,
): Promise<{ port: number; pid: number }> => {
  const child = spawn(process.execPath, [script, ...parameters], { env: { ...process.env, ...environment } });
  children.push(child);
  child.stderr.pipe(process.stderr);
  child.stdin.end(input);
  for await (const line of createInterface({ input: child.stdout })) {
    const found = port.exec(line)?.[1];
    if (found !== undefined) {
      child.stdout.resume();
      return { port: Number(found), pid: child.pid ?? 0 };
    }
  }
  throw new Error(`${script} ended before it served`);
};

const here = (name: string) => new URL(name, import.meta.url).pathname;

/** Largest memory that the server has held, in megabytes: the process that the command `kheo` has started. */
const peakMemory = async (command: number): Promise<number> => {
  const startedBy = async (pid: number): Promise<number> => {
    const child = (await readFile(`/proc/${pid}/task/${pid}/children`, "utf8")).trim().split(" ")[0] ?? "";
    return child === "" ? pid : startedBy(Number(child));
  };
  const pid = await startedBy(command);
  return Number(/VmHWM:\s+(\d+)/u.exec(await readFile(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
};

/** How many times as much as the floor is to be done at least, or how many times as long it may take at most. */
type Goal = { readonly atLeast: number } | { readonly atMost: number };

type Comparison = {
  readonly ours: number;
  readonly bare: number;
  readonly ratio: number;
  readonly p95: number;
  readonly goal: Goal;
};

/**
 * The two in pairs, each first in turn, so that whatever else the machine does falls on both. The ratio is the median of
 * the pairs': what slows the machine for some seconds slows both sides of a pair.
 */
const against = async (name: string, { ours, bare }: Pair, goal: Goal): Promise<Comparison> => {
  const paces: { ours: number; bare: number; p95: number }[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    say(`${name}, lượt ${round}/${rounds}`);
    const bareFirst = round % 2 === 0 ? await bare(clients, milliseconds) : null;
    const { perSecond, p95 } = await ours(clients, milliseconds);
    const floor = bareFirst ?? (await bare(clients, milliseconds));
    paces.push({ ours: perSecond, bare: floor.perSecond, p95 });
  }
  return {
    ours: Math.round(median(paces.map((pace) => pace.ours))),
    bare: Math.round(median(paces.map((pace) => pace.bare))),
    ratio: median(paces.map((pace) => ("atMost" in goal ? pace.bare / pace.ours : pace.ours / pace.bare))),
    p95: Math.round(median(paces.map((pace) => pace.p95)) * 10) / 10,
    goal,
  };
};

/** On a database of its own: the tree of an earlier day over HTTP, and five years of reports. */
const measureTerritory = async () => {
  say("Nạp cây đơn vị mười năm …");
  const config = { ...postgres.connection, database: "territory" };
  const root = openPool(postgres.connection);
  await root.query("create database territory");
  await root.end();
  const db = openDatabase(openPool(config));
  await migrate(db);
  await prepareApplicationRole(db, config.user);
  const filled = await fillTerritory(db);
  const holder = async (role: "viewer" | "administrator") => {
    const person = await personWithSession(db, "Người đo");
    const post = { personId: person.personId, role, unitId: filled.provinceId, bodyId: null, seat: null };
    await insertPost(db, { ...post, validFrom: "2016-01-01" });
    return person;
  };
  const administrator = await holder("administrator");
  // As many as there are clients: the costly calls of one person take turns.
  const viewers: (typeof administrator)[] = [];
  for (let viewer = 0; viewer < clients; viewer += 1) viewers.push(await holder("viewer"));
  const viewer = viewers[0] ?? administrator;
  const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
  const times = [];
  for (let round = 1; round <= rounds; round += 1) {
    say(`Báo cáo năm năm, lượt ${round}/${rounds}`);
    times.push(await fiveYears(db, filled, today));
  }
  const [ofTheYear, ofToday] = [median(times.map((one) => one.ofTheYear)), median(times.map((one) => one.ofToday))];

  const day = "2021-12-31";
  const statements = await statementsOf(() => listUnits(db, { day }));
  const secret = await installationSecret(db);
  const bare = await serving(
    here("bare-server.ts"),
    [],
    {},
    JSON.stringify({ connection: config, routes: { "/tree": { statements, recorded: {} } } } satisfies Plan),
    /^(\d+)$/u,
  );
  const server = await serving(
    here("../../apps/server/bin/kheo.mjs"),
    ["start"],
    {
      DATABASE_URL: `postgresql://${config.user}@${encodeURIComponent(config.host)}:${config.port}/${config.database}`,
      PORT: "0",
      NODE_ENV: "production",
    },
    "",
    /http:\/\/localhost:(\d+)/u,
  );
  const headersOf = (token: string) => ({
    cookie: `kheo.session_token=${token}.${createHmac("sha256", secret).update(token).digest("base64")}`,
    "x-kheo-client": "bench",
  });
  const headers = headersOf(viewer.token);
  let asked = 0;
  const nextViewer = () => headersOf(viewers[(asked += 1) % clients]?.token ?? viewer.token);

  // Before any load, so that the peak is the import's own.
  say("Nhập danh sách 5.000 đơn vị …");
  const idle = await peakMemory(server.pid);
  const importing = await importList({
    address: `http://127.0.0.1:${server.port}`,
    headers: headersOf(administrator.token),
    provinceId: filled.provinceId,
    day: today,
    superiors: (await listUnits(db, { day: today })).filter(({ kind }) => kind === "commune").map(({ name }) => name),
  });
  const importMemory = { idle: Math.round(idle), peak: Math.round(await peakMemory(server.pid)) };

  const path = `/trpc/units.tree?input=${encodeURIComponent(JSON.stringify({ day }))}`;
  const answer = await bytesOf(server.port, path, { ...headers, "accept-encoding": "gzip" });
  const tree = await against(
    "Cây đơn vị",
    {
      ours: overHttp(() => ({ port: server.port, method: "GET", path, headers: nextViewer() })),
      bare: overHttp(() => ({ port: bare.port, method: "POST", path: "/tree", body: "{}" })),
    },
    { atLeast: 0.4 },
  );
  say("Duyệt cây và người khác phải chờ …");
  const communeId = (await listUnits(db, { day: today })).find(({ kind }) => kind === "commune")?.id ?? "";
  const walk = {
    commune: await walkBelow(db, communeId, today),
    root: await walkBelow(db, filled.provinceId, today),
  };
  const period = filled.periods.at(-1)?.id;
  const guest = headersOf((await holder("viewer")).token);
  const attack = {
    requests: [
      { path: batchOf(20, "units.tree", { below: filled.provinceId }), headers: guest },
      { path: batchOf(1, "reports.annual", { id: filled.provinceId, data: { periodId: period } }), headers: guest },
    ],
    atOnce: 2,
  };
  const other = { path: "/trpc/session.me", headers };
  const waiting = {
    calm: await waitOfAnother(server.port, other, null, attackFor),
    attacked: await waitOfAnother(server.port, other, attack, attackFor),
  };
  await db.destroy();
  return {
    units: territory.units,
    walk,
    waiting,
    tree,
    kilobytes: answer / 1024,
    importing: { ...importing, memoryMegabytes: importMemory },
    fiveYears: { ofTheYear: Math.round(ofTheYear), ofToday: Math.round(ofToday), ratio: ofToday / ofTheYear },
  };
};

/** What goes over the wire for an answer. */
const bytesOf = (port: number, path: string, headers: Readonly<Record<string, string>>): Promise<number> =>
  new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port, path, headers }, (response) => {
      let bytes = 0;
      response.on("data", (chunk: Buffer) => (bytes += chunk.length));
      response.on("end", () => {
        if (response.statusCode === 200) resolve(bytes);
        else reject(new Error(`${path} answered ${response.statusCode}`));
      });
    })
      .on("error", reject)
      .end();
  });

const run = async () => {
  say("Nạp dữ liệu đo …");
  const config = { ...postgres.connection };
  const db = openDatabase(openPool(config));
  await migrate(db);
  await prepareApplicationRole(db, config.user);
  const data: Dataset = await fill(db);
  const [first] = data.models;
  const [member] = data.members;
  if (!first || !member) throw new Error("The data set is empty");
  const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
  const as = async (token: string) => {
    const actor = (await actorOfSession(db, hashOfToken(token), today))?.actor ?? null;
    return callerFor({
      db,
      actor,
      catalog,
      today,
      requestNumber: "bench",
      hashPassword: async () => "",
      codeOfInvitation: notMeasured,
      ownAccount: notMeasured,
      installation: { address: null, externalName: null, sendsMail: false },
      sessionId: null,
      drawnFor: actor?.personId ?? null,
      isProved: true,
      needsTwo: true,
      network: "",
      answer: new Headers(),
    });
  };

  say("Chấm điểm …");
  const evaluation = measureEvaluation();

  const marks = { B5: 3.5 };
  const requestId = randomUUID();
  const saving = await statementsOf(async () => {
    const caller = await as(member.token);
    await caller.scoring.mark({ requestId, id: first.modelId, data: { marks, comment: "", sheetVersion: 1 } });
  });
  const listInput = { periodId: data.periodId, limit: 50, offset: 0 };
  const listing = await statementsOf(async () => (await as(data.office.token)).models.list(listInput));

  const plan: Plan = {
    connection: config,
    routes: {
      "/save": {
        statements: saving,
        recorded: {
          token: hashOfToken(member.token),
          personId: member.personId,
          requestId,
          modelId: first.modelId,
          assessmentId: first.assessmentId,
        },
      },
      "/list": { statements: listing, recorded: { token: hashOfToken(data.office.token) } },
    },
  };
  // Before the server makes one of its own.
  const secret = await installationSecret(db);
  const bare = await serving(here("bare-server.ts"), [], {}, JSON.stringify(plan), /^(\d+)$/u);
  const url = `postgresql://${config.user}@${encodeURIComponent(config.host)}:${config.port}/${config.database}`;
  const server = await serving(
    here("../../apps/server/bin/kheo.mjs"),
    ["start"],
    { DATABASE_URL: url, PORT: "0", NODE_ENV: "production" },
    "",
    /http:\/\/localhost:(\d+)/u,
  );
  const cookie = (token: string) => ({
    cookie: `kheo.session_token=${token}.${createHmac("sha256", secret).update(token).digest("base64")}`,
    "x-kheo-client": "bench",
  });

  // Every call marks another sheet, which is still at its first version.
  let next = 0;
  const sheet = () => {
    next += 1;
    const { modelId, assessmentId } = data.models[next % data.models.length] ?? first;
    const whose = data.members[Math.floor(next / data.models.length) % data.members.length] ?? member;
    return { modelId, assessmentId, ...whose };
  };
  const saved = await against(
    "Lưu điểm",
    {
      ours: overHttp(() => {
        const { modelId, token } = sheet();
        return {
          port: server.port,
          method: "POST",
          path: "/trpc/scoring.mark",
          headers: cookie(token),
          body: JSON.stringify({
            requestId: randomUUID(),
            id: modelId,
            data: { marks, comment: "", sheetVersion: 1 },
          }),
        };
      }),
      bare: overHttp(() => {
        const { modelId, assessmentId, token, personId } = sheet();
        return {
          port: bare.port,
          method: "POST",
          path: "/save",
          body: JSON.stringify({ token: hashOfToken(token), personId, requestId: randomUUID(), modelId, assessmentId }),
        };
      }),
    },
    { atLeast: 0.4 },
  );
  const listed = await against(
    "Danh sách mô hình",
    {
      ours: overHttp(() => ({
        port: server.port,
        method: "GET",
        path: `/trpc/models.list?input=${encodeURIComponent(JSON.stringify(listInput))}`,
        headers: cookie(data.office.token),
      })),
      bare: overHttp(() => ({
        port: bare.port,
        method: "POST",
        path: "/list",
        body: JSON.stringify({ token: hashOfToken(data.office.token) }),
      })),
    },
    { atLeast: 0.4 },
  );
  /** Somebody new each time, who has used up nothing yet. */
  const guestHeaders = async () => {
    const guest = await personWithSession(db, "Khách");
    await insertPost(db, {
      personId: guest.personId,
      role: "viewer",
      unitId: data.provinceId,
      bodyId: null,
      seat: null,
      validFrom: "2025-07-01",
    });
    return cookie(guest.token);
  };
  let reading = 0;
  const people = {
    ...many,
    save: (): Asked => {
      const { modelId, token } = sheet();
      const body = { requestId: randomUUID(), id: modelId, data: { marks, comment: "", sheetVersion: 1 } };
      return { path: "/trpc/scoring.mark", headers: cookie(token), body: JSON.stringify(body) };
    },
    read: (): Asked => ({
      path:
        (reading += 1) % 2 === 0
          ? "/trpc/session.me"
          : `/trpc/models.list?input=${encodeURIComponent(JSON.stringify(listInput))}`,
      headers: cookie(data.communeOffice.token),
    }),
  };
  const attackBy = (headers: Asked["headers"]) => ({
    requests: [
      { path: batchOf(20, "units.tree", { below: data.provinceId }), headers },
      { path: batchOf(1, "reports.annual", { id: data.provinceId, data: { periodId: data.periodId } }), headers },
    ],
    atOnce: 2,
  });
  const savings: { calm: number; attacked: number }[] = [];
  for (let round = 1; round <= attackRounds; round += 1) {
    say(`500 người cùng làm việc, lượt ${round}/${attackRounds}`);
    const calm = await savingAmongMany(server.port, people, null, attackFor);
    const attacked = await savingAmongMany(server.port, people, attackBy(await guestHeaders()), attackFor);
    savings.push({ calm: calm.p95, attacked: attacked.p95 });
  }
  const amongMany = {
    calm: median(savings.map(({ calm }) => calm)),
    attacked: median(savings.map(({ attacked }) => attacked)),
    ratio: median(savings.map(({ calm, attacked }) => attacked / calm)),
    savings,
  };
  const memoryServing = await peakMemory(server.pid);

  const pool = openPool({ ...config, role: applicationRole });
  const lookedUp = await against(
    "Phiên và chức vụ",
    await sessionLookUp(pool, {
      secret,
      today,
      cookies: [...data.members, data.office, data.communeOffice, data.severalPosts].map(
        ({ token }) => cookie(token).cookie,
      ),
    }),
    { atMost: 1.5 },
  );
  const reached = async (name: string, { token }: { token: string }) => {
    const statements = await statementsOf(async () => (await as(token)).models.list(listInput));
    // Without the look-up of the session.
    return against(`Danh sách theo quyền: ${name}`, await listWithinReach(pool, statements.slice(1)), { atMost: 1.2 });
  };
  const withinReach = {
    province: await reached("tỉnh", data.office),
    commune: await reached("xã", data.communeOffice),
    severalPosts: await reached("ba chức vụ", data.severalPosts),
  };
  await pool.end();

  const suspendId = randomUUID();
  const suspending = await statementsOf(async () => {
    const caller = await as(data.office.token);
    const reason = "Đơn vị đề nghị tạm dừng để sắp xếp lại cán bộ phụ trách.";
    await caller.models.suspend({ requestId: suspendId, id: first.modelId, version: 1, data: { reason } });
  });
  const changing = await changeWithEvent(db, config, clients, {
    statements: suspending,
    recorded: { requestId: suspendId, personId: data.office.personId, model: first },
    models: data.models,
  });
  const withEvent = await against("Thay đổi có sự kiện", changing, { atMost: 1.25 });
  await changing.close();

  say("Báo cáo …");
  const scope = { unitId: data.provinceId, periodId: data.periodId, cutoff: today };
  const queries = await statementsOf(() => makeReport(db, catalog, scope));
  const reporting = new pg.Pool(config);
  const times: { ours: number; floor: number }[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    let started = performance.now();
    const report = await makeReport(db, catalog, scope);
    await fileOf({ format: "xlsx", report });
    const ours = performance.now() - started;
    started = performance.now();
    for (const { text, values } of queries) await reporting.query(text, [...values]);
    await writeXlsx({
      sheets: report.tables.map((table) => ({
        name: table.number,
        rows: table.rows.map((row) => [...row]),
      })),
    });
    times.push({ ours, floor: performance.now() - started });
  }
  await reporting.end();
  const [mine, floor] = [median(times.map((one) => one.ours)), median(times.map((one) => one.floor))];

  const download = async (format: "xlsx" | "docx") => {
    say(`Tải ${format} …`);
    const started = performance.now();
    const response = await fetch(
      `http://127.0.0.1:${server.port}/download/report.${format}?unit=${data.provinceId}&period=${data.periodId}`,
      { headers: cookie(data.office.token) },
    );
    const bytes = (await response.arrayBuffer()).byteLength;
    if (!response.ok) throw new Error(`The download answered ${response.status}`);
    return {
      peak: Math.round(await peakMemory(server.pid)),
      kilobytes: Math.round(bytes / 1024),
      milliseconds: Math.round(performance.now() - started),
    };
  };
  // The peak only grows, so the lighter one is taken first.
  const memory = { serving: Math.round(memoryServing), xlsx: await download("xlsx"), docx: await download("docx") };

  await db.destroy();
  const land = await measureTerritory();
  return {
    land,
    machine: {
      processor: cpus()[0]?.model ?? "",
      cores: cpus().length,
      memoryGigabytes: Math.round(totalmem() / 2 ** 30),
      node: process.version,
      fsync: true,
    },
    data: { ...size, sheets: size.models * size.members },
    clients,
    evaluation,
    saving: saved,
    listing: listed,
    session: lookedUp,
    amongMany,
    withinReach,
    withEvent,
    report: {
      milliseconds: Math.round(mine),
      floor: Math.round(floor),
      ratio: mine / floor,
      goal: 2,
      rows: size.recognized,
    },
    memoryMegabytes: { ...memory, goal: 300 },
  };
};

const rounded = (ratio: number): string => ratio.toFixed(2);
const rowOf = (name: string, { ours, bare, ratio, goal }: Comparison): string[] => [
  name,
  String(ours),
  String(bare),
  rounded(ratio),
  "atMost" in goal ? `≤ ${goal.atMost}` : `≥ ${goal.atLeast}`,
];

try {
  const result = await run();
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n\n`);
  const { land, machine, data, evaluation, saving, listing, session, withinReach, withEvent, report, amongMany } =
    result;
  const memory = result.memoryMegabytes;
  const rows = [
    ["", "Khéo", "Đối chứng", "Tỷ lệ", "Mục tiêu"],
    [
      "Chấm điểm (lượt/giây)",
      String(evaluation.ours),
      String(evaluation.byHand),
      rounded(evaluation.ratio),
      `≥ ${evaluation.goal}`,
    ],
    rowOf("Lưu điểm qua HTTP (lượt/giây)", saving),
    rowOf("Danh sách mô hình qua HTTP (lượt/giây)", listing),
    rowOf("Tra phiên và chức vụ (lượt/giây)", session),
    rowOf("Danh sách theo quyền, cấp tỉnh (lượt/giây)", withinReach.province),
    rowOf("Danh sách theo quyền, cấp xã (lượt/giây)", withinReach.commune),
    rowOf("Danh sách theo quyền, ba chức vụ (lượt/giây)", withinReach.severalPosts),
    rowOf("Thay đổi có sự kiện (lượt/giây)", withEvent),
    [
      "Báo cáo năm ra Excel (mili giây)",
      String(report.milliseconds),
      String(report.floor),
      rounded(report.ratio),
      `≤ ${report.goal}`,
    ],
    rowOf("Cây 4.000 đơn vị của một ngày trước (lượt/giây)", land.tree),
    ["Cây 4.000 đơn vị, gửi đi (KB)", land.kilobytes.toFixed(1), "", "", "≤ 120"],
    [
      "Báo cáo năm năm theo đơn vị hiện nay (mili giây)",
      String(land.fiveYears.ofToday),
      String(land.fiveYears.ofTheYear),
      rounded(land.fiveYears.ratio),
      "≤ 1.5",
    ],
    [
      `Tìm ${land.walk.commune.units} đơn vị dưới một xã (mili giây; ${land.walk.commune.hits} trang)`,
      land.walk.commune.milliseconds.toFixed(1),
      "",
      "",
      "≤ 5",
    ],
    [
      `Tìm ${land.walk.root.units} đơn vị dưới tỉnh (mili giây; ${land.walk.root.hits} trang)`,
      land.walk.root.milliseconds.toFixed(1),
      "",
      "",
      "≤ 30",
    ],
    [
      "Người khác chờ khi khách hỏi dồn dập, 99 % (mili giây)",
      String(land.waiting.attacked.p99),
      String(land.waiting.calm.p99),
      rounded(land.waiting.attacked.p99 / land.waiting.calm.p99),
      "≤ 300 mili giây",
    ],
    [
      `Lưu điểm giữa ${many.users} người khi khách hỏi dồn dập, 95 % (mili giây)`,
      String(amongMany.attacked),
      String(amongMany.calm),
      rounded(amongMany.ratio),
      "≤ 2",
    ],
    [
      "Đọc danh sách 5.000 đơn vị ra bản xem trước (mili giây)",
      String(land.importing.preview),
      String(land.importing.floor),
      rounded(land.importing.preview / land.importing.floor),
      "",
    ],
    ["Lập phương án 5.000 thay đổi (mili giây)", String(land.importing.plan), "", "", ""],
    ["Thực hiện phương án 5.000 thay đổi (mili giây)", String(land.importing.carryOut), "", "", ""],
    ["Bộ nhớ khi nhập 5.000 dòng (MB)", String(land.importing.memoryMegabytes.peak), "", "", `≤ ${memory.goal}`],
    ["Bộ nhớ khi phục vụ (MB)", String(memory.serving), "", "", `≤ ${memory.goal}`],
    ["Bộ nhớ khi xuất Excel (MB)", String(memory.xlsx.peak), "", "", `≤ ${memory.goal}`],
    ["Bộ nhớ khi xuất Word (MB)", String(memory.docx.peak), "", "", `≤ ${memory.goal}`],
  ];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows) {
    process.stdout.write(
      `${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join("  ")}\n`,
    );
  }
  process.stdout.write(
    `\n${machine.processor}, ${machine.cores} nhân, ${machine.memoryGigabytes} GiB, Node ${machine.node}, PostgreSQL fsync bật; ` +
      `${data.models} mô hình, ${data.sheets} phiếu chấm, ${result.clients} máy khách.\n`,
  );
} finally {
  for (const child of children) child.kill("SIGTERM");
  await Promise.all(children.filter(({ exitCode }) => exitCode === null).map((child) => once(child, "exit")));
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}
