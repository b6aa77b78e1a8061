import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { errorMessage } from "@kheo/core/rules/errors";
import { phonePhoto } from "@kheo/files/testing-pictures";
import { sql } from "kysely";
import type { CDPSession, Locator, Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { openStage } from "./stage.ts";

const home = await mkdtemp(join(tmpdir(), "kheo-evidence-"));
const stage = await openStage({ KHEO_DATA: home, KHEO_FILES: join(home, "files") });
afterAll(async () => {
  await stage.close();
  await rm(home, { recursive: true });
});
const { as, db } = stage;

const phone = { width: 360, height: 740 };
const member = "hoidong1.tracau";

/** What waits for the marks of a member of the council, and the secretary of its unit. */
const waiting = async (): Promise<{ readonly id: string; readonly secretary: string }> => {
  const { rows } = await sql<{ id: string; secretary: string }>`
    select assessment.id, person.username as secretary from assessment
    join model on model.id = assessment.model_id
    join post on post.unit_id = model.unit_id and post.role = 'unitOfficer'
    join person on person.id = post.person_id
    where assessment.state = 'underAppraisal' and assessment.body_id in (
      select seat.body_id from post seat join person judge on judge.id = seat.person_id where judge.username = ${member})
    order by model.code limit 1`.execute(db);
  if (!rows[0]) throw new Error(`Nothing waits for the marks of ${member}`);
  return rows[0];
};
const bring = (id: string, state: string) => sql`update assessment set state = ${state} where id = ${id}`.execute(db);

const lines = { slow: 400_000, crawling: 20_000, none: 0 } as const;
const emulate = (line: CDPSession, kind: keyof typeof lines) =>
  line.send("Network.emulateNetworkConditions", {
    offline: kind === "none",
    latency: 60,
    downloadThroughput: 1_000_000,
    uploadThroughput: lines[kind],
  });
/** What a browser does that is short of room. */
const forgetContents = (page: Page) =>
  page.evaluate(async () => {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    const opening = indexedDB.open("kheo.outbox");
    opening.addEventListener("error", reject);
    opening.addEventListener("success", () => {
      const clearing = opening.result.transaction("contents", "readwrite").objectStore("contents").clear();
      clearing.addEventListener("success", () => {
        resolve(undefined);
      });
    });
    await promise;
  });

const comeTo = async (page: Page, id: string): Promise<Locator> => {
  await page.setViewportSize(phone);
  await page.goto(`/cham-diem/${id}`);
  return page.locator("fieldset", { has: page.locator("legend", { hasText: /^A3 / }) });
};
const photoIn = (place: Locator, title: string) => place.getByRole("img", { name: title });
const isDrawn = (image: Locator) => image.evaluate((element: HTMLImageElement) => element.naturalWidth > 0);
const megabytesIn = async (row: Locator) =>
  Number(/Đã gửi ([\d,]+)\//u.exec(await row.innerText())?.[1]?.replace(",", ".") ?? 0);

test("a photo goes on after the line broke and the page was loaded anew, and the council sees it without its place", async () => {
  const { id, secretary } = await waiting();
  const photo = await phonePhoto(1_800, 1_300);
  expect(photo.length).toBeGreaterThan(1_000_000);
  await bring(id, "open");
  const page = await as(secretary);
  const line = await page.context().newCDPSession(page);
  const begun: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().includes("/uploads?")) begun.push(request.url());
  });
  const title = "Đường liên tổ sau khi bàn giao mặt bằng, chụp từ cổng nhà văn hóa";
  const criterion = await comeTo(page, id);
  const open = async () => {
    await criterion.getByText("Thêm minh chứng cho A3").click();
  };
  await open();
  await emulate(line, "slow");
  await criterion
    .getByLabel("Chụp ảnh: Minh chứng của A3")
    .setInputFiles({ name: "IMG_0001.jpg", mimeType: "image/jpeg", buffer: photo });
  const row = criterion.getByRole("listitem", { name: "Đang gửi IMG_0001.jpg" });
  await row.getByLabel("Nội dung minh chứng (không bắt buộc)").fill(title);
  // A whole piece has come: what is then sent of the next is sent again.
  await expect.poll(() => megabytesIn(row), { timeout: 10_000 }).toBeGreaterThan(0.6);
  await emulate(line, "none");
  await row.getByText("Chờ mạng, sẽ gửi tiếp.").waitFor();
  await row.getByRole("button", { name: "Gửi tiếp" }).waitFor();
  const come = await megabytesIn(row);
  expect(come).toBeLessThan(photo.length / 1024 ** 2);
  await emulate(line, "slow");
  await row.getByText("Chờ mạng, sẽ gửi tiếp.").waitFor({ state: "detached" });

  await page.reload();
  const attached = photoIn(criterion, title);
  await attached.waitFor();
  expect(begun).toHaveLength(1);
  await page.reload();
  await attached.scrollIntoViewIfNeeded();
  await expect.poll(() => isDrawn(attached)).toBe(true);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);

  const other = { name: "IMG_0002.jpg", mimeType: "image/jpeg", buffer: await phonePhoto(1_100, 900) };
  await open();
  await emulate(line, "crawling");
  await criterion.getByLabel("Chọn tệp: Minh chứng của A3").setInputFiles(other);
  const lost = criterion.getByRole("listitem", { name: "Đang gửi IMG_0002.jpg" });
  await lost.getByText(/^Đã gửi/u).waitFor();
  await lost.getByLabel("Nội dung minh chứng (không bắt buộc)").fill("Lễ bàn giao");
  await forgetContents(page);
  await page.reload();
  await lost.getByText(/Hãy chọn lại tệp; nội dung đã gõ vẫn còn/u).waitFor();
  await emulate(line, "slow");
  await lost.getByLabel("Chọn tệp thay cho IMG_0002.jpg").setInputFiles(other);
  await photoIn(criterion, "Lễ bàn giao").waitFor();
  expect(begun).toHaveLength(2);

  await open();
  await criterion.getByLabel("Chọn tệp: Minh chứng của A3").setInputFiles({
    name: "Danh sách ký nhận.jpg",
    mimeType: "image/jpeg",
    buffer: Buffer.from("<!doctype html><script>alert(1)</script>"),
  });
  const wrong = criterion.getByRole("listitem", { name: "Đang gửi Danh sách ký nhận.jpg" });
  const typed = wrong.getByLabel("Nội dung minh chứng (không bắt buộc)");
  await typed.fill("Danh sách 86 hộ ký nhận");
  await wrong.getByRole("alert").waitFor();
  expect(await wrong.getByRole("alert").innerText()).toBe(errorMessage("file.program", undefined));
  await page.reload();
  await wrong.getByRole("button", { name: "Chọn tệp khác" }).waitFor();
  expect(await typed.inputValue()).toBe("Danh sách 86 hộ ký nhận");
  await wrong.getByRole("button", { name: "Hủy gửi Danh sách ký nhận.jpg" }).click();
  await wrong.waitFor({ state: "detached" });

  await bring(id, "underAppraisal");
  const council = await as(member);
  await council.setViewportSize(phone);
  await council.goto(`/cham-diem/${id}`);
  const beside = council.locator(".criterion", { has: council.locator("strong", { hasText: /^A3$/u }) });
  const seen = photoIn(beside, title);
  await seen.scrollIntoViewIfNeeded();
  await expect.poll(() => isDrawn(seen)).toBe(true);
  await beside.getByRole("button", { name: title }).press("Enter");
  const dialog = council.getByRole("dialog", { name: title });
  await expect.poll(() => isDrawn(photoIn(dialog, title))).toBe(true);
  expect(await dialog.getByRole("link").allInnerTexts()).toEqual(["Tải ảnh"]);
  const address = (await dialog.getByRole("link", { name: "Tải ảnh" }).getAttribute("href")) ?? "";
  const served = await (await council.request.get(address)).body();
  // Where a phone writes the place: what was sent has it, so that it would be found.
  expect([photo, served].map((bytes) => bytes.includes("Exif\0"))).toEqual([true, false]);
  expect((await council.request.get(address.replace("shown", "original"))).status()).toBe(403);
  expect(stage.complaints).toEqual([]);
}, 40_000);
