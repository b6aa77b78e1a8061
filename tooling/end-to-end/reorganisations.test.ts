import { dayBefore, formatDay } from "@kheo/core/ground/days";
import { writeXlsx } from "hucre/xlsx";
import type { Locator, Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { openStage, today } from "./stage.ts";

const stage = await openStage();
afterAll(stage.close);
const { as, db } = stage;

/** The day of the first plan: the list of the second one is read on the tree that the first one left. */
const reformDay = dayBefore(dayBefore(dayBefore(today)));
const merged = "Chi bộ liên tổ Đông Trà Câu";
const [north, south] = ["Công an khu vực Bắc Nghĩa Lộ", "Công an khu vực Nam Nghĩa Lộ"];
const cell = (number: number) => `Chi bộ tổ dân phố ${number}, phường Trà Câu`;

/** What the page says once its text is there. */
const says = (page: Page | Locator, text: string | RegExp) => page.getByText(text).first().waitFor();

/** Presses a step and confirms it in the dialog that says what will happen. */
const take = async (page: Page, step: string, consequence: RegExp, reason?: string) => {
  await page.getByRole("button", { name: step, exact: true }).click();
  const dialog = page.getByRole("dialog");
  await says(dialog, consequence);
  if (reason !== undefined) await dialog.getByLabel("Lý do").fill(reason);
  await dialog.getByRole("button", { name: step, exact: true }).click();
  return dialog;
};

const choose = async (page: Page, label: string, words: string, unit: RegExp) => {
  await page.getByRole("combobox", { name: label, exact: true }).fill(words);
  await page.getByRole("option", { name: unit }).first().click();
};

const addChange = async (page: Page, kind: string) => {
  await page.getByLabel("Hình thức thay đổi").selectOption({ label: kind });
  await page.getByRole("button", { name: "Thêm thay đổi" }).click();
};

const idOfUnit = async (name: string): Promise<string> => {
  const found = db.selectFrom("unitVersion").select("unitId").where("name", "=", name).where("line", "=", "territory");
  return (await found.executeTakeFirstOrThrow()).unitId;
};

/** The names that the page of units finds on a day. */
const namesOn = async (page: Page, day: string, words: string): Promise<readonly string[]> => {
  await page.goto(`/don-vi?ngay=${day}&tim=${encodeURIComponent(words)}`);
  await says(page, `có hiệu lực ngày ${formatDay(day)}`);
  await page.locator("[aria-busy=true]").first().waitFor({ state: "detached" });
  // Names of before stand in a list of their own.
  const found = page.locator("main a:not(.former-names a)");
  return (await found.allInnerTexts()).map((name) => name.trim());
};

let reorganisationPath = "";
let listPath = "";

test("an administrator plans a merger and a division by hand, is told what is missing, and carries it out", async () => {
  const page = await as("quantri");
  await page.goto("/sap-xep");
  await page.getByRole("link", { name: "Lập phương án" }).click();

  // Two cells become one; the form says what is missing, in words.
  await addChange(page, "Sáp nhập");
  await page.getByRole("button", { name: "Xong thay đổi này" }).click();
  await says(page.getByRole("alert"), /Tên đơn vị.*: cần/u);
  await choose(page, "Thêm đơn vị cũ", "to dan pho 1, phuong tra cau", new RegExp(`^${cell(1)}`, "u"));
  await choose(page, "Thêm đơn vị cũ", "to dan pho 2, phuong tra cau", new RegExp(`^${cell(2)}`, "u"));
  await page.getByLabel("Tên đơn vị mới").fill(merged);
  await page.getByLabel("Loại đơn vị").selectOption({ label: "Chi bộ" });
  await page.getByRole("button", { name: "Xong thay đổi này" }).click();

  // One unit is divided into two; a division into one is refused.
  await addChange(page, "Chia tách");
  await choose(page, "Đơn vị cũ", "cong an phuong nghia lo", /^Công an phường Nghĩa Lộ/u);
  for (const [index, [name, share]] of [
    [north, "60"],
    [south, "40"],
  ].entries()) {
    const into = page.getByRole("group", { name: `Đơn vị nhận thứ ${index + 1}` });
    await into.getByLabel("Tên đơn vị mới").fill(name ?? "");
    await into.getByLabel("Phần nhận từ đơn vị cũ").fill(share ?? "");
    await into.getByLabel("Loại đơn vị").selectOption({ label: "Lực lượng vũ trang" });
  }
  await page.getByRole("button", { name: "Xong thay đổi này" }).click();

  // Without a name and a legal basis it is not saved, and nothing that was typed is lost.
  await page.getByLabel("Ngày có hiệu lực").fill(formatDay(reformDay));
  await page.getByRole("button", { name: "Lưu phương án" }).click();
  await says(page.getByRole("alert"), /Căn cứ pháp lý: /u);
  await page.getByLabel("Tên phương án").fill("Sắp xếp chi bộ và công an khu vực");
  await page.getByLabel("Căn cứ pháp lý").fill("Nghị quyết số 15-NQ/TU ngày 02/11/2026");
  await says(page, `${north} (60 %)`);
  await page.getByRole("button", { name: "Lưu phương án" }).click();
  await page.waitForURL(/\/sap-xep\/[0-9a-f-]{36}/u);
  reorganisationPath = new URL(page.url()).pathname;

  // What hangs on the units that end is said before anything happens.
  const hanging = page.getByRole("table", { name: "Những gì đang gắn với các đơn vị kết thúc" });
  const police = hanging.getByRole("row", { name: /Công an phường Nghĩa Lộ/u });
  await police.waitFor();
  expect((await police.getByRole("cell").allInnerTexts()).slice(1, 5)).toEqual(["0", "1", "1", "1"]);
  expect(await namesOn(page, today, "lien to dong tra cau")).not.toContain(merged);
  await page.goto(reorganisationPath);
  const dialog = await take(page, "Thực hiện phương án sắp xếp", /3 đơn vị được lập, 3 đơn vị kết thúc/u);
  await dialog.waitFor({ state: "hidden" });
  await says(page, "Đã thay đổi");
});

test("the tree of today is the new one, that of the eve the old one, and each unit tells where it came from", async () => {
  const page = await as("quantri");
  expect(await namesOn(page, today, "lien to dong tra cau")).toContain(merged);
  expect(await namesOn(page, reformDay, "Công an khu vực")).toEqual(expect.arrayContaining([north, south]));
  expect(await namesOn(page, today, cell(1))).not.toContain(cell(1));
  const eve = dayBefore(reformDay);
  expect(await namesOn(page, eve, cell(1))).toContain(cell(1));
  expect(await namesOn(page, eve, "lien to dong tra cau")).not.toContain(merged);

  await page.goto(`/don-vi/${await idOfUnit(merged)}`);
  const lineage = page.getByRole("region", { name: "Trước và sau" });
  await lineage.getByRole("link", { name: cell(1) }).waitFor();
  await says(lineage, `sáp nhập, ${formatDay(reformDay)}`);
  await lineage.getByRole("link", { name: cell(2) }).click();
  await page.getByRole("heading", { level: 1, name: cell(2) }).waitFor();
  await lineage.getByRole("link", { name: merged }).waitFor();
});

test("the office decides to which heir each thing of the divided unit goes; until then nothing is given to any", async () => {
  const administrator = await as("quantri");
  await administrator.goto(reorganisationPath);
  await administrator.getByRole("heading", { name: "Các thay đổi" }).waitFor();
  expect(await administrator.getByRole("heading", { name: "Phân về đơn vị kế tiếp" }).count()).toBe(0);

  const office = await as("chuyenvien.tinh");
  await office.setViewportSize({ width: 360, height: 740 });
  await office.goto(reorganisationPath);
  const placing = office.getByRole("region", { name: "Phân về đơn vị kế tiếp" });
  await placing.getByRole("button", { name: "Chưa phân 2" }).waitFor();
  expect(await placing.getByRole("button", { name: "Ghi lựa chọn" }).isDisabled()).toBe(true);
  const choices = placing.getByRole("combobox");
  expect(await choices.evaluateAll((found) => found.map((one) => (one as HTMLSelectElement).value))).toEqual(["", ""]);

  // With the keyboard alone, and over a reload: the second heir, then on to the button.
  const first = placing.getByRole("row").filter({ hasText: "Nhiệm vụ nhân rộng" }).getByRole("combobox");
  await first.focus();
  await office.keyboard.press("ArrowDown");
  await office.keyboard.press("ArrowDown");
  await placing.getByRole("button", { name: "Ghi 1 lựa chọn" }).waitFor();
  await office.reload();
  await placing.getByRole("button", { name: "Ghi 1 lựa chọn" }).waitFor();
  await placing.getByRole("button", { name: "Ghi 1 lựa chọn" }).focus();
  await office.keyboard.press("Enter");
  await placing.getByRole("button", { name: "Đã phân 1" }).waitFor();
  await choices.selectOption({ label: north });
  await placing.getByRole("button", { name: "Ghi 1 lựa chọn" }).click();
  await says(placing, "Đã phân hết những gì các đơn vị cũ để lại.");
  await placing.getByRole("button", { name: "Đã phân 2" }).click();
  await says(placing.getByRole("row").filter({ hasText: "Nhiệm vụ nhân rộng" }), `Đã phân về ${south}`);
  await says(placing.getByRole("row").filter({ hasText: "Mô hình" }), `Đã phân về ${north}`);
});

test("a list from Excel shows what becomes of each row, asks where it could mean two things, and makes a plan", async () => {
  const page = await as("quantri");
  const rows = [
    ["TT", "Tên đơn vị", "Loại", "Trực thuộc", "Mã"],
    ["1", "Chi bộ Trạm cấp nước", "Chi bộ", merged, ""],
    ["2", "Hội Nông dan phường Trà Câu", "Đoàn thể", "Phường Trà Câu", ""],
    ["3", "Chi bộ Chợ mới", "Chi bộ", "Xã Không Có Tên", ""],
    ["4", "Chi bộ Bến xe", "Chi bộ", "Phường Tra Câu", ""],
    ["5", "Chi bộ Bưu điện", "Chi bộ", "Phường Tra Câu", ""],
  ];
  const existing = "Hội Nông dân phường Trà Câu – Phường Trà Câu – Tỉnh Quảng Ngãi";
  const buffer = Buffer.from(await writeXlsx({ sheets: [{ name: "Danh sách", rows }] }));
  await page.goto("/sap-xep/nhap");
  await page.getByRole("button", { name: "Đọc tệp" }).click();
  await says(page.getByRole("alert"), "Tệp: chưa chọn.");
  await page.locator("input[type=file]").setInputFiles({ name: "Danh sách.xlsx", mimeType: "", buffer });
  await page.getByRole("button", { name: "Đọc tệp" }).click();
  await page.getByRole("heading", { name: "6 dòng, 1 thay đổi" }).waitFor();
  await page.getByRole("button", { name: "Tất cả 6" }).click();
  const rowOf = (text: string) => page.getByRole("row").filter({ hasText: text });
  await says(rowOf("Chi bộ Trạm cấp nước"), "Lập mới");
  await says(rowOf("Chi bộ Chợ mới"), "Không nhận");
  await says(rowOf("Chi bộ Chợ mới"), "Xã Không Có Tên");
  await says(rowOf("Hội Nông dan phường Trà Câu"), "tên chỉ khác dấu");
  await page.getByLabel("Dòng 3: chọn đơn vị").selectOption({ label: existing });
  await page.getByLabel("Dòng 5: chọn đơn vị").selectOption({ index: 1 });
  await page.getByRole("button", { name: "Chọn như vậy cho 1 dòng hỏi cùng câu này" }).click();
  await page.getByRole("button", { name: "Đọc lại với 3 lựa chọn" }).click();
  await page.getByRole("button", { name: "Tất cả 6" }).click();
  await says(rowOf("Hội Nông dan phường Trà Câu"), "Giữ nguyên");

  const make = page.getByRole("button", { name: "Lập phương án từ danh sách này" });
  await make.click();
  await says(page.getByRole("alert"), /Tên phương án: /u);
  await page.getByLabel("Tên phương án").fill("Lập chi bộ mới");
  await page.getByLabel("Căn cứ pháp lý").fill("Quyết định số 31-QĐ/ĐU");
  await make.click();
  await page.waitForURL(/\/sap-xep\/[0-9a-f-]{36}/u);
  listPath = new URL(page.url()).pathname;
  const dialog = await take(page, "Thực hiện phương án sắp xếp", /3 đơn vị được lập/u);
  await dialog.waitFor({ state: "hidden" });
  expect(await namesOn(page, today, "tram cap nuoc")).toContain("Chi bộ Trạm cấp nước");
});

test("B-23: a column that was taken for another is named, and the plan is what is read by it", async () => {
  const page = await as("quantri");
  const rows = [
    ["TT", "Địa bàn ghi chú", "Tên đơn vị phụ trách"],
    ["1", "Chi bộ Ga tàu", "Công an tỉnh"],
    ["2", "Chi bộ Cảng cá", "Công an tỉnh"],
  ];
  const buffer = Buffer.from(await writeXlsx({ sheets: [{ name: "Danh sách", rows }] }));
  await page.goto("/sap-xep/nhap");
  await page.locator("input[type=file]").setInputFiles({ name: "Danh sách.xlsx", mimeType: "", buffer });
  await page.getByRole("button", { name: "Đọc tệp" }).click();
  const is = (column: string) => page.getByLabel(`${column}: được hiểu là`);
  const [names, others] = ["Cột B, “Địa bàn ghi chú”", "Cột C, “Tên đơn vị phụ trách”"];
  await is(names).waitFor();
  expect([await is(names).inputValue(), await is(others).inputValue()]).toEqual(["note", "name"]);

  await is(names).selectOption({ label: "Tên đơn vị (hoặc đơn vị cũ)" });
  const make = page.getByRole("button", { name: "Lập phương án từ danh sách này" });
  expect(await make.isDisabled()).toBe(true);
  await page.getByRole("button", { name: "Đọc lại với 1 cột đã chọn lại" }).click();
  await says(page.getByRole("alert"), "Các cột B, C cùng được chọn là “Tên đơn vị (hoặc đơn vị cũ)”.");

  await is(others).selectOption({ label: "Không đọc cột này" });
  await page.getByRole("button", { name: "Đọc lại với 2 cột đã chọn lại" }).click();
  await page.getByRole("heading", { name: "3 dòng, 2 thay đổi" }).waitFor();
  expect([await is(names).inputValue(), await is(others).inputValue()]).toEqual(["name", "unread"]);
  await page.getByRole("button", { name: "Đọc lại tệp" }).click();
  await page.getByRole("heading", { name: "3 dòng, 2 thay đổi" }).waitFor();
  expect(await is(names).inputValue()).toBe("name");
  await page.getByLabel("Tên phương án").fill("Lập chi bộ Ga tàu, Cảng cá");
  await page.getByLabel("Căn cứ pháp lý").fill("Quyết định số 32-QĐ/ĐU");
  await make.click();
  await page.waitForURL(/\/sap-xep\/[0-9a-f-]{36}/u);
  await says(page, "Chi bộ Ga tàu");
});

test("what was built upon is not undone; from the last to the first everything is as it was", async () => {
  const page = await as("quantri");
  const step = "Hoàn tác phương án sắp xếp";
  await page.goto(reorganisationPath);
  const refused = await take(page, step, /trở lại như trước/u, "Lập nhầm đơn vị.");
  await says(refused.getByRole("alert"), /Không hoàn tác được nữa: .*thay đổi về sau/u);
  expect(await refused.getByLabel("Lý do").inputValue()).toBe("Lập nhầm đơn vị.");
  await refused.getByRole("button", { name: "Để sau" }).click();

  for (const path of [listPath, reorganisationPath]) {
    await page.goto(path);
    const dialog = await take(page, step, /trở lại như trước/u, "Lập nhầm đơn vị.");
    await dialog.waitFor({ state: "hidden" });
    await says(page, "Những gì đã được hoàn tác");
  }
  expect(await namesOn(page, today, cell(1))).toContain(cell(1));
  expect(await namesOn(page, today, "lien to dong tra cau")).not.toContain(merged);
  expect(await db.selectFrom("placement").selectAll().execute()).toEqual([]);
});

test("no page's script has complained", () => {
  expect(stage.complaints).toEqual([]);
});
