import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { over, drafted, world } from "@kheo/api/testing";
import { usualQuota } from "@kheo/core/movement/evidence";
import { errorMessage } from "@kheo/core/rules/errors";
import { writeSetting } from "@kheo/db/ground/settings";
import { jpeg, phonePhoto } from "@kheo/files/testing-pictures";
import { pdf } from "@kheo/files/testing-pdfs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { client, finished, folder, mutate, served, servingProcess, signIn } from "../testing.ts";
import { hashPassword } from "../sign-in/sign-in.ts";

const w = await world();
afterAll(w.end);
const home = join(folder, randomUUID());
const environment = { DATABASE_URL: w.url, KHEO_DATA: home, KHEO_FILES: join(home, "files") };
let server: Awaited<ReturnType<typeof served>>;
let address: string;
const cookies = { officer: "", office: "", member: "", viewer: "" };
type Who = keyof typeof cookies;

beforeAll(async () => {
  const passwordHash = await hashPassword("mật khẩu đủ dài");
  const people = { officer: w.people.officer, office: w.people.office, member: w.members[0]!, viewer: w.people.viewer };
  for (const [who, id] of Object.entries(people)) {
    await w.pool.query("update person set username = $1, display_username = $1 where id = $2", [`nguoi.${who}`, id]);
    await w.pool.query("update sign_in_account set password = $1 where user_id = $2", [passwordHash, id]);
  }
  server = await served(environment);
  ({ address } = server);
  for (const who of Object.keys(people) as Who[])
    cookies[who] = await signIn(address, `nguoi.${who}`, "mật khẩu đủ dài");
});

const protocol = { "tus-resumable": "1.0.0", "x-kheo-client": "test" };
const as = (who: Who) => ({ ...protocol, cookie: cookies[who] });

const begin = (
  size: number,
  { who = "officer", unit = w.units.cell, name = "Ảnh đường.jpg" }: { who?: Who; unit?: string; name?: string } = {},
) =>
  fetch(`${address}/uploads?unit=${unit}`, {
    method: "POST",
    headers: {
      ...as(who),
      "upload-length": String(size),
      "upload-metadata": `filename ${Buffer.from(name).toString("base64")}`,
    },
  });
const begun = async (size: number, given: Parameters<typeof begin>[1] = {}): Promise<string> => {
  const answer = await begin(size, given);
  expect([answer.status, await answer.text()]).toEqual([201, ""]);
  return answer.headers.get("location")!;
};
const piece = (where: string, offset: number, bytes: Uint8Array, who: Who = "officer") =>
  fetch(`${address}${where}`, {
    method: "PATCH",
    headers: { ...as(who), "upload-offset": String(offset), "content-type": "application/offset+octet-stream" },
    body: Uint8Array.from(bytes),
  });
const offsetOf = async (where: string, who: Who = "officer"): Promise<number | string> => {
  const answer = await fetch(`${address}${where}`, { method: "HEAD", headers: as(who) });
  return answer.ok ? Number(answer.headers.get("upload-offset")) : `refused ${answer.status}`;
};
const sent = async (bytes: Uint8Array, given: Parameters<typeof begin>[1] = {}) => {
  const answer = await piece(await begun(bytes.length, given), 0, bytes, given.who);
  return { status: answer.status, text: await answer.text() };
};
const idOf = (where: string) => where.split("/").at(-1)!;

/** A file that is attached to a draft of the cell, or to one that was sent. */
const attachedFile = async (bytes: Uint8Array, isSent: boolean) => {
  const { text } = await sent(bytes);
  const { uploadId } = JSON.parse(text) as { uploadId: string };
  const draft = await drafted(w);
  const input = { requestId: randomUUID(), id: draft.id, data: { uploadId, title: "Ảnh" } };
  const answer = await mutate(address, "evidence.attach", input, cookies.officer);
  const { result } = (await answer.json()) as { result: { data: { id: string } } };
  if (isSent) await (await w.as(w.people.officer)).models.submit(over(draft, { reason: "" }));
  return result.data.id;
};
const shown = (id: string, what: string, who: Who, headers = {}) =>
  fetch(`${address}/files/${id}/${what}`, { headers: { cookie: cookies[who], ...headers } });

describe("a file is sent", () => {
  test("in pieces, and is told what it is with the last", async () => {
    const photo = await phonePhoto();
    const where = await begun(photo.length, { name: "../IMG_0001.png" });
    const half = Math.floor(photo.length / 2);
    expect((await piece(where, 0, photo.subarray(0, half))).status).toBe(204);
    expect(await offsetOf(where)).toBe(half);
    const last = await piece(where, half, photo.subarray(half));
    expect([last.status, await last.json()]).toEqual([
      200,
      { uploadId: idOf(where), name: "IMG_0001.jpg", kind: "jpeg", size: photo.length, takenOn: "2026-04-05" },
    ]);
    // Whoever lost that answer asks again and gets it.
    expect(await offsetOf(where)).toBe(photo.length);
    expect((await (await piece(where, photo.length, new Uint8Array())).json()) as object).toMatchObject({
      kind: "jpeg",
    });
    expect(await readdir(join(home, "uploads"))).toEqual([]);
  });

  test("over a line that breaks, and goes on where it ended", async () => {
    const photo = await jpeg(400, 300);
    const where = await begun(photo.length);
    const { hostname, port } = new URL(address);
    const line = connect(Number(port), hostname);
    const head = [
      `PATCH ${where} HTTP/1.1`,
      `host: ${new URL(address).host}`,
      `content-length: ${photo.length}`,
      "upload-offset: 0",
      "content-type: application/offset+octet-stream",
      ...Object.entries(as("officer")).map(([name, value]) => `${name}: ${value}`),
    ].join("\r\n");
    line.write(`${head}\r\n\r\n`);
    line.write(photo.subarray(0, 2_000));
    const path = join(home, "uploads", idOf(where));
    await expect.poll(async () => (await readFile(path)).length).toBe(2_000);
    line.destroy();
    expect(await offsetOf(where)).toBe(2_000);
    expect((await piece(where, 2_000, photo.subarray(2_000))).status).toBe(200);
  });

  test("and is taken when somebody asks for it, though the server ended before it was", async () => {
    const photo = await jpeg(70, 70);
    const where = await begun(photo.length);
    await writeFile(join(home, "uploads", idOf(where)), photo);
    expect(await Promise.all([offsetOf(where), offsetOf(where)])).toEqual([photo.length, photo.length]);
    const { rows } = await w.pool.query("select file_hash from upload where id = $1", [idOf(where)]);
    expect(rows).toEqual([{ file_hash: createHash("sha256").update(photo).digest("hex") }]);
    const wrong = await begun(4);
    await writeFile(join(home, "uploads", idOf(wrong)), "MZ\u0001\u0002");
    expect(await offsetOf(wrong)).toBe("refused 422");
  });

  test("by two at once, each their own; what somebody else sends is not there", async () => {
    const [one, other] = [await jpeg(90, 60), await jpeg(60, 90)];
    const where = await begun(one.length);
    const both = await Promise.all([piece(where, 0, one), sent(other, { who: "office" })]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    const mine = await begun(one.length);
    expect(await offsetOf(mine, "office")).toBe("refused 404");
    expect((await piece(mine, 0, one, "office")).status).toBe(404);
    const removing = await fetch(`${address}${mine}`, { method: "DELETE", headers: as("office") });
    expect(removing.status).toBe(404);
    expect(await offsetOf(mine)).toBe(0);
    expect((await fetch(`${address}${mine}`, { method: "DELETE", headers: as("officer") })).status).toBe(204);
    expect(await offsetOf(mine)).toBe("refused 404");
  });
});

describe("a file is refused", () => {
  test("with a sentence, and nothing of it is kept", async () => {
    const before = await readdir(join(home, "files"));
    const page = Buffer.from("<!doctype html><script>alert(1)</script>");
    const refused = await sent(page, { name: "Ảnh.jpg" });
    expect(refused).toEqual({ status: 422, text: errorMessage("file.program", undefined) });
    expect(await readdir(join(home, "files"))).toEqual(before);
    expect(await readdir(join(home, "uploads"))).toEqual([]);
  });

  test("before a byte is sent when it is too large, empty, or of a unit that is not one's own", async () => {
    const tooLarge = await begin(26 * 1024 * 1024);
    expect([tooLarge.status, await tooLarge.text()]).toEqual([422, errorMessage("file.tooLarge", { megabytes: 25 })]);
    expect((await begin(0)).status).toBe(422);
    expect((await begin(100, { unit: w.units.committee })).status).toBe(403);
    expect((await begin(100, { who: "member" })).status).toBe(403);
    expect((await begin(100, { who: "viewer" })).status).toBe(403);
    expect((await fetch(`${address}/uploads?unit=${w.units.cell}`, { method: "POST", headers: protocol })).status).toBe(
      401,
    );
  });

  test("when the share of the unit is used up", async () => {
    await writeSetting(w.db, "evidenceQuota", { bytes: 10 });
    const full = await begin(100);
    expect([full.status, await full.text()]).toEqual([409, expect.stringContaining("GB dành cho minh chứng")]);
    await writeSetting(w.db, "evidenceQuota", { bytes: usualQuota });
  });

  test("when a page of another site sends it", async () => {
    const { "x-kheo-client": _, ...browser } = as("officer");
    const answer = await fetch(`${address}/uploads?unit=${w.units.cell}`, {
      method: "POST",
      headers: { ...browser, "upload-length": "10", origin: "https://example.org" },
    });
    expect(answer.status).toBe(403);
    expect((await fetch(`${address}/trpc/session.me`, { method: "PATCH", headers: client })).status).toBe(405);
  });
});

describe("a file is looked at", () => {
  test("by whoever sees what it is attached to, and never opened by a browser", async () => {
    const photo = await phonePhoto();
    const id = await attachedFile(Buffer.concat([photo, Buffer.from("1")]), true);
    const answer = await shown(id, "shown", "member");
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "image/jpeg",
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
      "cache-control": "private, no-cache",
    });
    expect(answer.headers.get("content-disposition")).toMatch(/^attachment;/u);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect([bytes.length, bytes.includes("HANG MAY ANH")]).toEqual([
      Number(answer.headers.get("content-length")),
      false,
    ]);
    const again = await shown(id, "shown", "member", { "if-none-match": answer.headers.get("etag")! });
    expect(again.status).toBe(304);
    expect((await shown(id, "thumbnail", "member")).headers.get("cache-control")).toContain("immutable");
    const original = await shown(id, "original", "office");
    expect([original.status, Buffer.from(await original.arrayBuffer()).includes("HANG MAY ANH")]).toEqual([200, true]);
    expect(
      await Promise.all((["member", "viewer"] as const).map(async (who) => (await shown(id, "original", who)).status)),
    ).toEqual([403, 403]);
    expect((await shown(id, "shown", "viewer")).status).toBe(403);
    const draft = await attachedFile(await jpeg(33, 44), false);
    expect((await shown(draft, "shown", "member")).status).toBe(404);
    expect((await fetch(`${address}/files/${id}/shown`)).status).toBe(401);
  });

  test("as it was sent when it is a document, and one that was damaged or lost is said to be", async () => {
    const document = pdf({ objects: ["<< /Type /Outlines >>"] });
    const id = await attachedFile(document, true);
    expect(Buffer.from(await (await shown(id, "shown", "member")).arrayBuffer())).toEqual(document);
    expect((await shown(id, "thumbnail", "member")).status).toBe(404);
    const { rows } = await w.pool.query<{ hash: string }>("select file_hash as hash from evidence where id = $1", [id]);
    const { hash } = rows[0]!;
    const path = join(home, "files", hash.slice(0, 2), hash.slice(2, 4), hash);
    await writeFile(path, "ngắn");
    const damaged = await shown(id, "shown", "member");
    expect([damaged.status, await damaged.text()]).toEqual([422, errorMessage("file.damaged", undefined)]);
    const changed = Buffer.from(document);
    changed[20] = 0;
    await writeFile(path, changed);
    await expect((await shown(id, "shown", "member")).arrayBuffer()).rejects.toThrow("terminated");
    const verified = await finished(["verify"], environment);
    expect(verified.out).toMatch(/Tệp của minh chứng “[^”]+”: nội dung trong kho đã bị hỏng/u);
    await rm(path);
    const lost = await shown(id, "shown", "member");
    expect([lost.status, await lost.text()]).toEqual([404, errorMessage("file.notFound", undefined)]);
    await writeFile(path, document);
  });
});

test("without a place for files, whoever runs the program is told, and whoever sends one", async () => {
  const { KHEO_FILES: _, ...bare } = environment;
  const without = await served({ ...bare, KHEO_DATA: join(folder, randomUUID()) });
  expect(without.said).toContain("KHEO_FILES");
  const answer = await fetch(`${without.address}/uploads?unit=${w.units.cell}`, {
    method: "POST",
    headers: { ...as("officer"), "upload-length": "10" },
  });
  expect([answer.status, await answer.text()]).toEqual([503, errorMessage("file.noStore", undefined)]);
});

test("a server that is killed while files are sent loses nothing of what it has acknowledged", async () => {
  const photos = await Promise.all([200, 210, 220, 230].map((width) => jpeg(width, 200)));
  const sending = await Promise.all(
    photos.map(async (photo) => {
      const where = await begun(photo.length);
      const first = photo.subarray(0, 5_000);
      expect((await piece(where, 0, first)).status).toBe(204);
      return { where, photo };
    }),
  );
  const before = await servingProcess(server.child);
  const rests = sending.map(({ where, photo }) =>
    piece(where, 5_000, photo.subarray(5_000)).then(
      ({ status }) => status,
      () => 0,
    ),
  );
  process.kill(before, "SIGKILL");
  const ended = await Promise.all(rests);
  const isBack = () =>
    fetch(`${address}/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  await expect.poll(isBack, { timeout: 20_000 }).toBe(true);
  for (const [index, { where, photo }] of sending.entries()) {
    const offset = Number(await offsetOf(where));
    expect(offset).toBeGreaterThanOrEqual(ended[index] === 200 ? photo.length : 5_000);
    expect((await piece(where, offset, photo.subarray(offset))).status).toBe(200);
  }
  const kept = async () =>
    (await readdir(join(home, "files"), { recursive: true })).filter((name) => /\/[0-9a-f]{64}$/u.test(name));
  const orphan = "e".repeat(64);
  const at = join(home, "files", "ee", "ee");
  await mkdir(at, { recursive: true });
  await writeFile(join(at, orphan), "không ai dùng");
  await w.pool.query("update stored_file set created_at = now() - interval '8 days'");
  await w.pool.query(
    "update upload set created_at = created_at - interval '2 days', settled_at = settled_at - interval '2 days'",
  );
  const retained = await finished(["retain"], environment);
  expect(retained.out).toMatch(/Đã gỡ [1-9]\d* nội dung tệp/u);
  const { rows } = await w.pool.query<{ hash: string }>(
    "select unnest(array[hash, reduced_hash, thumbnail_hash]) as hash from stored_file",
  );
  const named = rows.flatMap(({ hash }) => hash ?? []).toSorted();
  expect((await kept()).map((name) => name.slice(-64)).toSorted()).toEqual([...new Set(named)]);
  expect(await readdir(join(home, "uploads"))).toEqual([]);
  const verified = await finished(["verify"], environment);
  expect(verified.out).toContain(`${new Set(named).size} nội dung tệp đã đọc lại, 0 nội dung không nơi nào dùng`);
  expect(verified.out).not.toContain("Tệp của");
});
