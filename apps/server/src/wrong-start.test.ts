import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, readdir, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { createTestDatabase, testCluster } from "@kheo/postgres/testing";
import { testDatabase } from "@kheo/db/testing";
import { Client } from "pg";
import { insertPerson } from "@kheo/db/offices/people";
import { readSetting, writeSetting } from "@kheo/db/ground/settings";
import { seed } from "./commands/seed.ts";
import { expect, onTestFinished, test } from "vitest";
import { readConfiguration } from "./configuration.ts";
import { open } from "./database.ts";
import { requireFreePort } from "./http/listening.ts";
import { Stop } from "./stop.ts";
import { start } from "./start.ts";
import { type Environment, folder } from "./testing.ts";

/** Why it does not open, in one line that is a sentence. */
const refusedBecause = async (attempt: Promise<unknown>): Promise<string> => {
  const error: unknown = await attempt.then(
    () => "nothing was refused",
    (refusal: unknown) => refusal,
  );
  expect(error).toBeInstanceOf(Stop);
  const { message } = error as Stop;
  expect(message).toMatch(/^[^\n]+\.$/u);
  return message;
};
const opening = (environment: Environment) => refusedBecause(open(readConfiguration(environment)));

const asAdministrator = async (...statements: readonly string[]) => {
  const client = new Client({ ...testCluster() });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
};
const urlOf = (user: string, database: string) => {
  const { host, port } = testCluster();
  return `postgresql://${user}@${encodeURIComponent(host)}:${port}/${database}`;
};

test("B-13: a data folder that cannot be one is one sentence, also where no folder can be made at all", async () => {
  const file = join(folder, "a file");
  await writeFile(file, "");
  await symlink(join(folder, "round"), join(folder, "round"));
  const occupied = join(folder, "occupied");
  await mkdir(join(occupied, "postgres"), { recursive: true });
  await writeFile(join(occupied, "postgres", "letter.txt"), "not a database");
  for (const [place, why] of [
    [file, "đó là một tệp"],
    [join(file, "below"), "đi qua một tệp"],
    ["/proc/kheo", "không tạo được thư mục"],
    ["/proc/kheo/deep/er", "không tạo được thư mục"],
    [join(folder, "x".repeat(300)), "đường dẫn quá dài"],
    [join(folder, "round"), "đường dẫn dẫn vòng"],
    [occupied, "PostgreSQL không khởi động được"],
  ] as const) {
    const message = await opening({ KHEO_DATA: place });
    expect(message).toContain(why);
    expect(message).toContain(place);
  }
});

test("B-13: an address that is not this machine's, or none at all, is one sentence", async () => {
  const at = (host: string, port = 0) => refusedBecause(requireFreePort({ host, port }));
  expect(await at("9.9.9.9")).toContain("HOST: máy này không có địa chỉ mạng 9.9.9.9");
  expect(await at("2001:db8::1")).toContain("HOST: ");
  expect(await at("no-such-host.invalid")).toContain("HOST: không tìm thấy tên máy no-such-host.invalid");
});

test("B-13: a login that may not make tables, and an owner of another database, are one sentence each", async () => {
  await asAdministrator("drop role if exists b13_reader", "create role b13_reader login");
  const [here, there] = [await createTestDatabase(), await createTestDatabase()];
  expect(await opening({ DATABASE_URL: urlOf("b13_reader", here.database) })).toContain("không đủ quyền tạo, sửa bảng");
  // Neither where another has made the tables.
  const made = await testDatabase();
  await made.db.destroy();
  expect(await opening({ DATABASE_URL: urlOf("b13_reader", made.name) })).toContain("không đủ quyền tạo, sửa bảng");
  const apart = { DATABASE_URL: urlOf(here.user, here.database), DATABASE_OWNER_URL: urlOf(here.user, there.database) };
  expect(await opening(apart)).toContain("DATABASE_OWNER_URL: địa chỉ này dẫn tới cơ sở dữ liệu khác");
  expect(await opening({ DATABASE_URL: urlOf(here.user, "no_such") })).toContain("Không kết nối được");
  const client = new Client(urlOf(here.user, there.database));
  await client.connect();
  expect((await client.query("select from pg_tables where schemaname = 'public'")).rowCount).toBe(0);
  await client.end();
});

test("B-14: a database that cannot hold Vietnamese is refused, and told how one is made that can", async () => {
  for (const encoding of ["LATIN1", "SQL_ASCII", "WIN1258"]) {
    const name = `b14_${encoding.toLowerCase()}`;
    await asAdministrator(
      `drop database if exists ${name}`,
      `create database ${name} encoding '${encoding}' locale 'C' template template0 locale_provider libc`,
    );
    const message = await opening({ DATABASE_URL: urlOf(testCluster().user, name) });
    expect(message).toContain(`bảng mã ${encoding}`);
    expect(message).toContain("createdb --template=template0 --encoding=UTF8");
  }
});

test("B-16: a port that is taken is told before anything is made", async () => {
  const blocker = createServer().listen(0, "127.0.0.1");
  await once(blocker, "listening");
  const address = blocker.address();
  const port = String(typeof address === "object" ? address?.port : 0);
  const data = join(folder, "never made");
  const configuration = readConfiguration({ KHEO_DATA: data, PORT: port });
  expect(await refusedBecause(start(configuration, () => undefined))).toBe(
    `Cổng ${port} đang được chương trình khác sử dụng. Hãy đặt PORT sang cổng khác, ví dụ PORT=3001.`,
  );
  const elsewhere = readConfiguration({ KHEO_DATA: data, HOST: "9.9.9.9" });
  expect(await refusedBecause(start(elsewhere, () => undefined))).toContain("HOST: ");
  expect(existsSync(data)).toBe(false);
  blocker.close();
});

test("B-16: asked to stop while it seeds, it stops at once", async () => {
  const data = join(folder, "broken off");
  const child = spawn(process.execPath, [new URL("kheo.ts", import.meta.url).pathname, "start"], {
    env: {
      PATH: process.env["PATH"] ?? "",
      NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"] ?? "",
      HOME: folder,
      PORT: "0",
      KHEO_DATA: data,
    },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
  await expect.poll(() => said, { timeout: 20_000 }).toContain("Đang nạp");
  const asked = performance.now();
  child.kill("SIGINT");
  const [status] = (await once(child, "exit")) as [number | null];
  expect(status).toBe(0);
  expect(performance.now() - asked).toBeLessThan(2_000);
  expect(await readdir(data)).toEqual(["postgres"]);
});

test("B-16: half of a demonstration is not served, and is made anew or removed without a question", async () => {
  const { db, url } = await testDatabase();
  await writeSetting(db, "seeding", { since: "2026-11-26" });
  await insertPerson(db, { id: "half", name: "Một nửa", username: "mot.nua", passwordHash: "hash" });
  const configuration = readConfiguration({ DATABASE_URL: url, PORT: "0" });
  expect(await refusedBecause(start(configuration, () => undefined))).toContain("bị dừng giữa chừng");
  expect(await seed(configuration, { remove: true, withOwnData: false })).toBe(0);
  expect(await db.selectFrom("person").select("id").execute()).toEqual([]);
  expect(await readSetting(db, "seeding")).toBeNull();
  await db.destroy();
});

test("files are kept beside the embedded database, where they are said to be, or nowhere", () => {
  const placeOf = (given: Environment) => readConfiguration(given).filePlace;
  const external = { DATABASE_URL: "postgresql://kheo@127.0.0.1/kheo" };
  const store = {
    KHEO_S3_ENDPOINT: "https://s3.example.vn/",
    KHEO_S3_BUCKET: "minh-chung",
    KHEO_S3_REGION: "vn-1",
    KHEO_S3_KEY: "khoa",
    KHEO_S3_SECRET: "bi mat",
  };
  expect(placeOf({ KHEO_DATA: "/var/kheo" })).toEqual({ folder: "/var/kheo/files" });
  expect(placeOf(external)).toBeNull();
  expect(placeOf({ ...external, KHEO_FILES: "/srv/kheo" })).toEqual({ folder: "/srv/kheo" });
  expect(placeOf({ ...external, ...store })).toMatchObject({ bucket: "https://s3.example.vn/minh-chung" });
  expect(() => placeOf({ ...store, KHEO_S3_SECRET: "" })).toThrow("KHEO_S3_SECRET: cần có khi đặt KHEO_S3_ENDPOINT.");
  expect(() => placeOf({ ...store, KHEO_FILES: "/srv/kheo" })).toThrow("chỉ đặt một trong hai kho tệp");
});
