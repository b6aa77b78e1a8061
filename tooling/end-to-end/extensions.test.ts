import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { openStage } from "./stage.ts";

const stage = await openStage();
afterAll(stage.close);
const { as } = stage;

const unitOf = "Chi bộ tổ dân phố 3";

const extend = async (page: Page, { until, unit }: { readonly until: string; readonly unit?: string }) => {
  await page.goto("/quan-tri/ky");
  await page.getByRole("button", { name: "Gia hạn đăng ký: Năm 2026" }).click();
  const dialog = page.getByRole("dialog");
  if (unit !== undefined) {
    const box = dialog.getByRole("combobox", { name: "Đơn vị được gia hạn" });
    await box.fill(unit);
    await page.getByRole("option").filter({ hasText: unit }).first().click();
  }
  await dialog.getByLabel("Hạn đăng ký mới").fill(until);
  await dialog.getByLabel("Lý do gia hạn").fill("Các chi bộ tập trung khắc phục hậu quả bão.");
  await dialog.getByLabel("Số, ký hiệu văn bản").fill("12-CV/ĐU");
  await dialog.getByLabel("Ngày ký văn bản").fill("02/04/2026");
  await dialog.getByRole("button", { name: "Gia hạn đăng ký" }).click();
  return dialog;
};

test("C-25: an extension says whom it concerns, and the unit reads its deadline and the paper", async () => {
  const office = await as("chuyenvien.tinh");
  const one = await extend(office, { until: "29/12/2026", unit: unitOf });
  await one.getByRole("alert").getByText(`cho ${unitOf}`).waitFor();
  await one.getByRole("button", { name: "Xác nhận gia hạn đăng ký" }).click();
  await one.waitFor({ state: "hidden" });
  await office.getByRole("table", { name: "Các lần gia hạn đăng ký" }).getByText("29/12/2026").waitFor();

  const officer = await as("bithu.to3");
  await officer.goto("/mo-hinh/moi");
  await officer.getByText("hạn đăng ký 29/12/2026 (gia hạn theo văn bản số 12-CV/ĐU ngày 02/04/2026)").waitFor();
  expect(await officer.getByText("Đăng ký trễ hạn").count()).toBe(0);

  const refused = await extend(office, { until: "28/12/2026", unit: unitOf });
  // Before anything is asked.
  await refused.getByText("Hạn đăng ký mới phải sau hạn đang áp dụng là ngày 29/12/2026.").first().waitFor();
  await refused.getByRole("button", { name: "Thôi" }).click();

  const everybody = await extend(office, { until: "30/12/2026" });
  await everybody
    .getByRole("alert")
    .getByText(/cho tất cả [\d.]+ đơn vị/u)
    .waitFor();
  await everybody.getByRole("button", { name: "Xác nhận gia hạn đăng ký" }).click();
  await everybody.waitFor({ state: "hidden" });
  await officer.reload();
  await officer.getByText(/hạn đăng ký 30\/12\/2026 \(gia hạn/u).waitFor();
});
