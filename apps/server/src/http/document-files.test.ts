import { createHash, randomUUID } from "node:crypto";
import { chmod, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { accepted, of, world } from "@kheo/api/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { finished, folder, served, signIn } from "../testing.ts";
import { hashPassword } from "../sign-in/sign-in.ts";

const w = await world();
afterAll(w.end);
const home = join(folder, randomUUID());
const environment = { DATABASE_URL: w.url, KHEO_DATA: home, KHEO_FILES: join(home, "files") };
let id: string;
let cookie: string;
let address: string;

beforeAll(async () => {
  await accepted(w);
  const office = await w.as(w.people.office);
  const frozen = await office.reports.freeze(of(w.units.ward, { periodId: w.periodId }));
  ({ id } = await office.reports.issue(of(frozen.id, { signatory: "Trần Văn Bình", signing: "head" })));
  const passwordHash = await hashPassword("mật khẩu đủ dài");
  await w.pool.query("update person set username = 'nguoi.office', display_username = 'nguoi.office' where id = $1", [
    w.people.office,
  ]);
  await w.pool.query("update sign_in_account set password = $1 where user_id = $2", [passwordHash, w.people.office]);
  ({ address } = await served(environment));
  cookie = await signIn(address, "nguoi.office", "mật khẩu đủ dài");
});

const fetched = async (format: string, from = address, by = cookie): Promise<Buffer> => {
  const answer = await fetch(`${from}/download/document.${format}?id=${id}`, { headers: { cookie: by } });
  expect(answer.status).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
};
const hashOf = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
const kept = async () =>
  (await readdir(join(home, "files"), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);

test("an issued document is made once, kept under its hash, and handed out as it was whatever comes after", async () => {
  const [docx, pdf] = [await fetched("docx"), await fetched("pdf")];
  const hashes = [hashOf(docx), hashOf(pdf)];
  expect((await kept()).toSorted()).toEqual(hashes.toSorted());
  expect(await w.db.selectFrom("documentPaper").select(["docxHash", "pdfHash"]).execute()).toEqual([
    { docxHash: hashes[0], pdfHash: hashes[1] },
  ]);
  const both = await fetched("zip");
  expect([docx, pdf].map((file) => both.includes(file))).toEqual([true, true]);

  // Where files have no place it is made again, byte for byte.
  const { KHEO_FILES: _, ...without } = environment;
  const elsewhere = await served({ ...without, KHEO_DATA: join(folder, randomUUID()) });
  const there = await signIn(elsewhere.address, "nguoi.office", "mật khẩu đủ dài");
  expect(hashOf(await fetched("docx", elsewhere.address, there))).toBe(hashes[0]);
  expect(hashOf(await fetched("pdf", elsewhere.address, there))).toBe(hashes[1]);

  await w.pool.query(`update document_paper set paper = jsonb_set(paper, '{title}', '"Khác"')`);
  expect(hashOf(await fetched("docx"))).toBe(hashes[0]);
  expect(hashOf(await fetched("pdf"))).toBe(hashes[1]);
});

test("what was altered of an issued document is found, in the database and in the store", async () => {
  const [name = ""] = await kept();
  const path = (await readdir(join(home, "files"), { recursive: true })).find((one) => one.endsWith(name)) ?? "";
  await chmod(join(home, "files", path), 0o600);
  await writeFile(join(home, "files", path), "khác");
  const verified = await finished(["verify"], environment);
  expect(verified.status).not.toBe(0);
  expect(verified.out).toContain(
    "Văn bản số 01-BC/ĐU trong sổ của Phường Trà Câu: nội dung đã ban hành khác với sự kiện",
  );
  expect(verified.out).toContain("Tệp của văn bản 01-BC/ĐU: nội dung trong kho đã bị hỏng hoặc bị sửa");
});
