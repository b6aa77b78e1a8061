/**
 * `npm run bench -- door`: what stands on the screen when, over a village's network and behind the door, and what the
 * server holds in memory with its database. Built as it is shipped, with the demonstration in it.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { demonstrationPassword } from "@kheo/demonstration/people";
import { type Browser, chromium } from "playwright-core";
import { overHttp } from "./load.ts";

const rounds = 5;
const clients = 32;
const milliseconds = 20_000;
/** A village's network: 400 kbit/s, 400 ms there and back. */
const village = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };

const median = (list: readonly number[]): number => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
const kheo = new URL("../../apps/server/bin/kheo.mjs", import.meta.url).pathname;
const folder = await mkdtemp(join(tmpdir(), "kheo-bench-"));
const environment = { ...process.env, KHEO_DATA: folder, PORT: "0", NODE_ENV: "production" };

/** Every process that this one has started, and those that they have started. */
const startedBy = async (pid: number): Promise<readonly number[]> => {
  const children = (await readFile(`/proc/${pid}/task/${pid}/children`, "utf8").catch(() => ""))
    .split(" ")
    .filter((child) => child !== "")
    .map(Number);
  return [pid, ...(await Promise.all(children.map(startedBy))).flat()];
};

/** Megabytes that a tree of processes holds; what several share is counted once. */
const memoryOf = async (pid: number): Promise<number> => {
  const sizes = (await startedBy(pid)).map(async (one) => {
    const said = await readFile(`/proc/${one}/smaps_rollup`, "utf8").catch(() => "");
    return Number(/^Pss:\s+(\d+)/mu.exec(said)?.[1] ?? 0) / 1024;
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
};

type Answer<Data> = { readonly result: { readonly data: Data } };

const signedIn = async (browser: Browser, address: string, username: string) => {
  const context = await browser.newContext({ baseURL: address, locale: "vi-VN" });
  const answer = await context.request.post("/api/auth/sign-in/username", {
    data: { username, password: demonstrationPassword },
    headers: { "x-kheo-client": "bench" },
  });
  if (!answer.ok()) throw new Error(`Signing in answered ${answer.status()}`);
  return context;
};

/** When the page first says something, and when somebody can type their name, in milliseconds. */
const openDoor = async (browser: Browser, address: string) => {
  const context = await browser.newContext({ baseURL: address, locale: "vi-VN" });
  const page = await context.newPage();
  const network = await context.newCDPSession(page);
  await network.send("Network.enable");
  await network.send("Network.emulateNetworkConditions", village);
  const begun = performance.now();
  await page.goto("/", { waitUntil: "commit" });
  await page.getByText("Đang mở Khéo…").waitFor();
  const words = performance.now() - begun;
  await page.getByLabel("Tên đăng nhập").waitFor();
  const usable = performance.now() - begun;
  await context.close();
  return { words, usable };
};

/** From the address to the sheet on the screen, in a browser that has nothing of it, in milliseconds. */
const openScoring = async (browser: Browser, address: string, path: string) => {
  const context = await signedIn(browser, address, "hoidong1.tracau");
  const page = await context.newPage();
  // The page itself looks, in each of its frames: who asks it from outside comes late.
  await page.addInitScript(() => {
    const look = () => {
      if (document.querySelector("main h2")) performance.mark("sheet");
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.goto(path, { waitUntil: "commit" });
  await page.getByRole("heading", { level: 2 }).first().waitFor();
  const shown = await page.evaluate(() => performance.getEntriesByName("sheet")[0]?.startTime ?? Number.NaN);
  await context.close();
  return shown;
};

const seeding = spawn(process.execPath, [kheo, "seed"], { env: environment, stdio: ["ignore", "ignore", "inherit"] });
await once(seeding, "exit");
const server = spawn(process.execPath, [kheo, "start"], { env: environment, stdio: ["ignore", "pipe", "inherit"] });
const browser = await chromium.launch({
  executablePath: process.env["CHROMIUM_PATH"] ?? "",
  args: ["--no-sandbox"],
});
try {
  let address = "";
  for await (const line of createInterface({ input: server.stdout })) {
    address = /http:\/\/localhost:\d+/u.exec(line)?.[0] ?? "";
    if (address !== "") break;
  }
  server.stdout.resume();
  const pid = server.pid ?? 0;
  const member = await signedIn(browser, address, "hoidong1.tracau");
  const cookie = (await member.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const headers = { cookie, "x-kheo-client": "bench" };
  const call = (name: string, input: unknown) =>
    `/trpc/${name}?input=${encodeURIComponent(JSON.stringify(input ?? null))}`;
  const rest = await memoryOf(pid);

  const periods = (await (await member.request.get(call("periods.list", {}), { headers })).json()) as Answer<
    { id: string }[]
  >;
  const periodId = periods.result.data[0]?.id ?? "";
  const list = call("scoring.list", { periodId });
  const scorings = (await (await member.request.get(list, { headers })).json()) as Answer<{ rows: { id: string }[] }>;
  const ids = scorings.result.data.rows.map(({ id }) => id);
  const paths = [list, call("models.list", { periodId }), ...ids.map((id) => call("scoring.get", { id, data: {} }))];

  const [doors, sheets] = [[] as Awaited<ReturnType<typeof openDoor>>[], [] as number[]];
  for (let round = 0; round < rounds; round += 1) {
    // One after the other: each has the machine for itself.
    // oxlint-disable-next-line no-await-in-loop
    doors.push(await openDoor(browser, address));
    // oxlint-disable-next-line no-await-in-loop
    sheets.push(await openScoring(browser, address, `/cham-diem/${ids[0]}`));
  }
  await browser.close();

  let most = 0;
  const watch = setInterval(() => {
    void memoryOf(pid).then((held) => (most = Math.max(most, held)));
  }, 250);
  let asked = 0;
  const port = Number(new URL(address).port);
  const pace = await overHttp(() => ({
    port,
    method: "GET",
    path: paths[(asked += 1) % paths.length] ?? "/",
    headers,
  }))(clients, milliseconds);
  clearInterval(watch);
  const rows = [
    ["Chữ đầu tiên, mạng 400 kbit/s và 400 ms (ms)", median(doors.map(({ words }) => words)), 2_000],
    ["Gõ được tên đăng nhập, mạng ấy (ms)", median(doors.map(({ usable }) => usable)), 8_000],
    ["Trang chấm điểm, trình duyệt chưa có gì (ms)", median(sheets), 1_000],
    ["Bộ nhớ máy chủ và cơ sở dữ liệu, lúc nghỉ (MB)", rest, 360],
    [`Bộ nhớ ấy, ${clients} người, ${pace.perSecond.toFixed(0)} lượt gọi/s (MB)`, most, 360],
  ] as const;
  for (const [what, figure, goal] of rows) process.stdout.write(`${what}: ${figure.toFixed(0)} (≤ ${goal})\n`);
} finally {
  await browser.close();
  server.kill("SIGTERM");
  await once(server, "exit");
  await rm(folder, { recursive: true, force: true });
}
