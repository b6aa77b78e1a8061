import { spawn, type ChildProcess } from "node:child_process";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Client } from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startEmbeddedPostgres, type Connection } from "./embedded.ts";
import { DataFolderInUse } from "./failures.ts";

let closedFolder: string;
let folder: string;

beforeEach(async () => {
  closedFolder = await mkdtemp(join(tmpdir(), "kheo-embedded-"));
  await chmod(closedFolder, 0o700);
  folder = join(closedFolder, "data");
});

afterEach(() => rm(closedFolder, { recursive: true, force: true }));

test("makes its folder once, keeps what was written, cleans up its socket", async () => {
  const first = await startEmbeddedPostgres({ folder });
  expect(first.created).toBe(true);
  expect((await stat(first.connection.host)).mode & 0o777).toBe(0o700);
  await query(first.connection, "create table unit as select 'Phường Bến Nghé' as name");
  await first.stop();
  await expect(stat(first.connection.host)).rejects.toThrow("ENOENT");

  const second = await startEmbeddedPostgres({ folder });
  expect(second.created).toBe(false);
  expect(await query(second.connection, "select name from unit")).toEqual([{ name: "Phường Bến Nghé" }]);
  expect(await query(second.connection, "show fsync")).toEqual([{ fsync: "on" }]);
  await second.stop();
  expect(await readdir(closedFolder)).toEqual(["data"]);
});

test("orders by the Vietnamese alphabet", async () => {
  const server = await startEmbeddedPostgres({ folder, durable: false });
  const words = ["đa", "da", "ạo", "áo", "ào", "ao", "ăn", "ân", "Đức", "Dũng", "ơn", "ôn", "on", "ưa", "ua"];
  const rows = await query(
    server.connection,
    `select word from unnest('{${words.join(",")}}'::text[]) word order by word`,
  );
  expect(rows.map((row) => row["word"])).toEqual(words.toSorted(new Intl.Collator("vi").compare));
  await server.stop();
});

test("a second owner is refused, and the first goes on", async () => {
  const server = await startEmbeddedPostgres({ folder, durable: false });
  await expect(startEmbeddedPostgres({ folder, durable: false })).rejects.toThrow(DataFolderInUse);
  expect(await query(server.connection, "select 1 as one")).toEqual([{ one: 1 }]);
  await server.stop();
});

test("of two that start at the same moment in a new folder one wins", async () => {
  const starts = await Promise.allSettled([1, 2].map(() => startEmbeddedPostgres({ folder, durable: false })));
  const running = starts.filter((start) => start.status === "fulfilled");
  expect(running).toHaveLength(1);
  const refused = starts.filter((start) => start.status === "rejected");
  expect(refused).toEqual([{ status: "rejected", reason: expect.any(DataFolderInUse) }]);
  for (const start of running) await start.value.stop();
  expect(await readdir(closedFolder)).toEqual(["data"]);
});

test("the mark of a dead or foreign process is removed", async () => {
  await (await startEmbeddedPostgres({ folder, durable: false })).stop();
  for (const pid of [process.pid, 2 ** 22 - 1]) {
    await writeFile(join(folder, "postmaster.pid"), `${pid}\n${folder}\n`);
    const server = await startEmbeddedPostgres({ folder, durable: false });
    expect(await query(server.connection, "select 1 as one")).toEqual([{ one: 1 }]);
    await server.stop();
  }
});

test("a killed parent leaves no server behind, and nothing acknowledged is lost", async () => {
  const { parent, acknowledged } = await insertUntilKilled(process.env["PATH"]);
  const server = Number((await readFile(join(folder, "postmaster.pid"), "utf8")).split("\n")[0]);
  parent.kill("SIGKILL");
  const last = await acknowledged;

  const restarted = await startEmbeddedPostgres({ folder });
  await untilGone(server);
  const [row] = await query(restarted.connection, "select count(*)::integer as rows, max(id) as last from fact");
  expect(row?.["last"]).toBeGreaterThanOrEqual(last);
  expect(row?.["rows"]).toBe(row?.["last"]);
  await restarted.stop();
});

test.runIf(process.getuid?.() === 0)("root without user namespaces runs it as nobody, and back again", async () => {
  const programs = join(closedFolder, "programs");
  await mkdir(programs);
  await writeFile(join(programs, "unshare"), "#!/bin/sh\nexit 1\n", { mode: 0o755 });

  const { parent, acknowledged } = await insertUntilKilled(`${programs}:${process.env["PATH"]}`);
  expect((await stat(folder)).uid).toBe(65534);
  const server = Number((await readFile(join(folder, "postmaster.pid"), "utf8")).split("\n")[0]);
  parent.kill("SIGKILL");
  const last = await acknowledged;
  await untilGone(server);

  const restarted = await startEmbeddedPostgres({ folder });
  expect((await stat(join(folder, "PG_VERSION"))).uid).toBe(0);
  const [row] = await query(restarted.connection, "select max(id) as last from fact");
  expect(row?.["last"]).toBeGreaterThanOrEqual(last);
  await restarted.stop();
});

/** A process that starts the server and prints each row's number once its insert is acknowledged. */
async function insertUntilKilled(
  path: string | undefined,
): Promise<{ parent: ChildProcess; acknowledged: Promise<number> }> {
  const program = `
    import { startEmbeddedPostgres } from ${JSON.stringify(new URL("./embedded.ts", import.meta.url).href)};
    import { Client } from ${JSON.stringify(import.meta.resolve("pg"))};
    const { connection } = await startEmbeddedPostgres({ folder: ${JSON.stringify(folder)} });
    const client = new Client(connection);
    await client.connect();
    await client.query("create table fact (id integer)");
    for (let id = 1; ; id++) {
      await client.query("insert into fact values ($1)", [id]);
      console.log(id);
    }
  `;
  const parent = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    env: { ...process.env, PATH: path },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let last = 0;
  const lines = createInterface(parent.stdout);
  lines.on("line", (line) => (last = Number(line)));
  const acknowledged = new Promise<number>((resolve) => lines.once("close", () => resolve(last)));
  await expect.poll(() => last, { timeout: 20_000 }).toBeGreaterThan(100);
  return { parent, acknowledged };
}

async function untilGone(pid: number): Promise<void> {
  await expect
    .poll(() => readFile(`/proc/${pid}/stat`, "utf8").catch(() => "gone"), { timeout: 5000 })
    .toMatch(/^gone|\) Z /);
}

async function query(connection: Connection, text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client(connection);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}
