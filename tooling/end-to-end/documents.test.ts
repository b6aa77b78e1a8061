import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { openStage } from "./stage.ts";

const stage = await openStage();
afterAll(stage.close);

const secretaryOnPhone = async (): Promise<Page> => {
  const page = await stage.as("mttq.tracau");
  await page.setViewportSize({ width: 360, height: 740 });
  return page;
};

/** By how much the page is wider than the screen. */
const overflowOf = (page: Page): Promise<number> =>
  page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth));

/** Comes to the form by the book and takes a number. */
const take = async (page: Page, type: string, abstract: string) => {
  await page.goto("/van-ban");
  await page.getByRole("link", { name: "Giữ số" }).click();
  await page.getByLabel("Loại văn bản").selectOption({ label: type });
  await page.getByLabel("Trích yếu nội dung").fill(abstract);
  await page.getByRole("button", { name: "Giữ số" }).click();
};

const issue = async (page: Page, day: string) => {
  const form = page.getByRole("form", { name: "Ghi ban hành" });
  await form.getByLabel("Ngày ban hành").fill(day);
  await form.getByLabel("Người ký", { exact: true }).fill("Trần Thị Lan");
  await form.getByLabel("Chức vụ người ký").fill("TM. Ban Thường trực, Chủ tịch");
  await form.getByRole("button", { name: "Ghi ban hành" }).click();
};

test("a secretary on a phone takes a number, issues the document, and finds it in the book", async () => {
  const page = await secretaryOnPhone();
  await take(page, "Thông báo", "Về việc tổ chức Ngày hội Đại đoàn kết năm 2026");
  await page.getByRole("heading", { level: 1, name: "Văn bản số 04/TB-MTTQ-BTT" }).waitFor();
  await page.locator(".state", { hasText: "Đã giữ số" }).waitFor();

  // The day of the notice before it is 10 April.
  await issue(page, "01/04/2026");
  const sentence =
    /Số và ngày phải cùng thứ tự: số 04\/TB-MTTQ-BTT ghi ngày 01\/04\/2026, trong khi số 02\/TB-MTTQ-BTT/u;
  await page.getByText(sentence).first().waitFor();
  await issue(page, "26/11/2026");
  await page.locator(".state", { hasText: "Đã ban hành" }).waitFor();
  await page.getByRole("heading", { level: 2, name: "Quá trình xử lý" }).waitFor();
  expect(await overflowOf(page)).toBe(0);

  await page.goto("/van-ban");
  await page.getByLabel("Tìm trong sổ").fill("ngay hoi dai doan ket");
  await page.getByText("Có 1 dòng.").waitFor();
  const found = page.getByRole("link", { name: "04/TB-MTTQ-BTT" });
  await found.waitFor();
  expect(await overflowOf(page)).toBe(0);
  await found.click();
  await page.getByText("Trần Thị Lan").waitFor();
});

test("a number that is not used is cancelled with its reason and stays in the book", async () => {
  const page = await secretaryOnPhone();
  await take(page, "Báo cáo", "Báo cáo chuyên đề sẽ không ban hành");
  await page.getByRole("heading", { level: 1, name: "Văn bản số 02/BC-MTTQ-BTT" }).waitFor();
  await page.getByRole("button", { name: /^Hủy số văn bản/u }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Lý do").fill("Nội dung được ghép vào báo cáo tổng kết năm.");
  await dialog.getByRole("button", { name: /^Hủy số văn bản/u }).click();
  await page.getByLabel("Lý do hủy số").getByText("ghép vào báo cáo tổng kết").waitFor();
  await page.goto("/van-ban?states=%5B%22cancelled%22%5D");
  await page.getByRole("link", { name: "02/BC-MTTQ-BTT" }).waitFor();
  const kept = stage.db.selectFrom("document").select("state").where("numberText", "=", "02/BC-MTTQ-BTT");
  expect(await kept.execute()).toEqual([{ state: "cancelled" }]);
});

test("where a series is still empty it may begin at a number, and a received document is written down once", async () => {
  const page = await secretaryOnPhone();
  await page.goto("/van-ban/giu-so");
  await page.getByLabel("Loại văn bản").selectOption({ label: "Thông báo" });
  await page.getByText("Số gần nhất đã cấp:").waitFor();
  expect(await page.getByLabel("Bắt đầu từ số").count()).toBe(0);
  expect(await overflowOf(page)).toBe(0);
  await page.getByLabel("Loại văn bản").selectOption({ label: "Chương trình" });
  await page.getByLabel("Bắt đầu từ số").fill("15");
  await page.getByLabel("Trích yếu nội dung").fill("Chương trình phối hợp với Công an phường");
  await page.getByRole("button", { name: "Giữ số" }).click();
  await page.getByRole("heading", { level: 1, name: "Văn bản số 15/CTr-MTTQ-BTT" }).waitFor();

  await page.goto("/van-ban/ghi-den");
  await page.getByLabel("Số, ký hiệu").fill("18/HD-MTTQ-BTT");
  await page.getByLabel("Cơ quan ban hành").fill("Ủy ban MTTQ Việt Nam tỉnh Quảng Ngãi");
  await page.getByLabel("Loại văn bản").selectOption({ label: "Hướng dẫn" });
  await page.getByLabel("Ngày ban hành").fill("10/08/2026");
  await page.getByLabel("Trích yếu nội dung").fill("Hướng dẫn tiếp nhận nhiệm vụ");
  await page.getByLabel("Người ký").fill("Nguyễn Văn Bình");
  await page.getByRole("button", { name: "Ghi vào sổ" }).click();
  await page
    .getByText(/^Sổ đã có văn bản số 18\/HD-MTTQ-BTT ngày 10\/08\/2026/u)
    .first()
    .waitFor();
  expect(await overflowOf(page)).toBe(0);
  await page.getByLabel("Số, ký hiệu").fill("19/HD-MTTQ-BTT");
  await page.getByRole("button", { name: "Ghi vào sổ" }).click();
  await page.getByRole("heading", { level: 1, name: "Văn bản số 19/HD-MTTQ-BTT" }).waitFor();
  expect(stage.complaints).toEqual([]);
});
