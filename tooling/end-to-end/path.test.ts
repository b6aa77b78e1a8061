import { formatDay } from "@kheo/core/ground/days";
import { acceptedStates } from "@kheo/core/movement/models";
import { readFile } from "node:fs/promises";
import { siteClearanceExample } from "@kheo/catalog/worked-examples";
import { catalog } from "@kheo/catalog";
import { demonstrationPassword } from "@kheo/demonstration/people";
import { documentText } from "@kheo/papers/testing";
import { readXlsx } from "hucre/xlsx";
import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { openStage, today } from "./stage.ts";

const stage = await openStage();
afterAll(stage.close);
const { as, db } = stage;

const title = "Tuyến đường liên tổ 3 – 4 do dân hiến đất";
const items = [
  "2. Thực trạng, lý do",
  "3. Mục tiêu, tiêu chí (có số liệu)",
  "4. Nội dung, cách thức thực hiện",
  "5. Địa bàn, đối tượng",
  "6. Lực lượng (chủ trì, phối hợp, tham gia)",
  "7. Nguồn lực (kinh phí, cơ sở vật chất, ngày công, xã hội hóa)",
  "8. Thời gian (bắt đầu, tiến độ, thời điểm đánh giá)",
  "9. Sản phẩm, kết quả đầu ra kiểm chứng được",
  "10. Khả năng duy trì, nhân rộng",
];
const council = [1, 2, 3, 4, 5, 6, 7].map((number) => `hoidong${number}.tracau`);

/** Presses a step and confirms it in the dialog that says what will happen. */
const take = async (page: Page, step: string, reason?: string) => {
  await page.getByRole("button", { name: step, exact: true }).click();
  const dialog = page.getByRole("dialog");
  if (reason !== undefined) await dialog.getByLabel("Lý do").fill(reason);
  await dialog.getByRole("button", { name: step, exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
};

/** What the page says once its text is there. */
const says = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();

test("the whole path, each step in the browser by the person whose step it is", { timeout: 300_000 }, async () => {
  // 1. The secretary of a party cell registers a model: a draft first, then the whole form.
  const officer = await as("bithu.to3");
  await officer.goto("/mo-hinh/moi");
  await officer.getByLabel("1. Tên mô hình").fill(title);
  await officer.getByLabel("Lĩnh vực").selectOption({ label: "Kinh tế" });
  await officer.getByLabel("Chủ đề").selectOption({ label: "Giải phóng mặt bằng" });
  await officer.getByRole("button", { name: "Lưu nháp" }).click();
  await officer.waitForURL(/\/mo-hinh\/[0-9a-f-]{36}\/sua/u);
  await officer.getByRole("heading", { level: 1, name: `Phiếu đăng ký: ${title}` }).waitFor();
  const modelId = /\/mo-hinh\/([0-9a-f-]{36})/u.exec(officer.url())?.[1] ?? "";
  await officer.getByRole("button", { name: "Gửi đăng ký" }).click();
  await says(officer, "Thực trạng, lý do: cần ghi rõ");
  for (const label of items) {
    await officer.getByLabel(label, { exact: true }).fill(`${label.slice(3)}: đã ghi rõ theo biên bản họp chi bộ.`);
  }
  await officer.getByRole("button", { name: "Thêm chỉ tiêu" }).click();
  await officer.getByLabel("Tên chỉ tiêu").fill("Hộ bàn giao mặt bằng");
  await officer.getByLabel("Đơn vị tính").fill("hộ");
  await officer.getByLabel("Hiện trạng").fill("0");
  await officer.getByLabel("Mục tiêu", { exact: true }).fill("86");
  await officer.getByLabel("Hạn hoàn thành").fill("30/11/2026");
  await officer.getByLabel("Họ tên").fill("Bí thư Chi bộ tổ dân phố 3");
  await officer.getByLabel("Điện thoại").fill("0900 000 000");
  await officer.getByRole("button", { name: "Gửi đăng ký" }).click();
  await officer.waitForURL(`**/mo-hinh/${modelId}`);
  await says(officer, "Đã đăng ký");

  // 2. The standing office returns it with a reason, which the unit reads on top of its form; then it accepts it.
  const office = await as("mttq.tracau");
  await office.goto(`/mo-hinh/${modelId}`);
  await take(office, "Trả lại để bổ sung", "Ghi rõ số hộ phải di dời.");
  await officer.goto(`/mo-hinh/${modelId}/sua`);
  await says(officer, "Ghi rõ số hộ phải di dời.");
  await officer
    .getByLabel(items[3] ?? "", { exact: true })
    .fill("Tổ dân phố 3 và 4: 86 hộ, trong đó 20 hộ phải di dời.");
  await officer.getByRole("button", { name: "Gửi đăng ký" }).click();
  await officer.waitForURL(`**/mo-hinh/${modelId}`);
  await office.reload();
  await take(office, "Tiếp nhận");

  // 3. The unit reports raw figures, ticks and claims; the page shows the points as they are typed.
  const edition = catalog.edition("DVK-GPMB");
  const { sheet, total } = siteClearanceExample;
  await officer.goto(`/cham-diem/${modelId}`);
  for (const [key, value] of Object.entries(sheet.figures)) {
    const label = edition?.figures[key]?.label ?? key;
    await officer.getByRole("textbox", { name: label, exact: true }).fill(Number(value).toString().replace(".", ","));
  }
  for (const [code, ticks] of Object.entries(sheet.ticks)) {
    const criterion = edition?.criteria.find((each) => each.code === code);
    if (criterion?.rule.kind !== "checklist") continue;
    const group = officer.getByRole("group", { name: new RegExp(`^${code} `, "u") });
    for (const [position, { label }] of criterion.rule.items.entries()) {
      if (ticks[position]) await group.getByLabel(new RegExp(label, "iu")).check();
    }
  }
  await officer.getByLabel("Đề nghị “không phát sinh” ở tiêu chí D1").check();
  await officer.getByLabel("Vì sao không phát sinh").fill("Dự án bồi thường toàn bộ, không vận động hiến đất.");
  const consent = officer.locator("details").filter({ hasText: "Hộ đồng thuận, ký nhận phương án" });
  expect(await consent.locator("summary").innerText()).toContain("8,06");
  await consent.locator("summary").click();
  await says(officer, /81\/86 hộ = 94,19 %/u);
  await take(officer, "Gửi bảng tự chấm");

  // The office confirms ticks and claims, and passes it on to the council.
  await office.goto(`/cham-diem/${modelId}`);
  await office.getByRole("button", { name: "Xác nhận tất cả như đơn vị" }).click();
  await office.getByLabel("Chấp thuận", { exact: true }).check();
  await office.getByLabel(/Được khen thưởng cấp tỉnh trở lên/u).fill("1");
  await take(office, "Chuyển hội đồng thẩm định");
  await says(office, "Đang thẩm định");

  // 4. The members mark; before closing nobody sees another's marks, only who has handed in.
  const marks = sheet.marks["B5"] ?? [];
  for (const [index, username] of council.entries()) {
    const member = await as(username);
    await member.goto(`/cham-diem/${modelId}`);
    const mark = String(marks[index]).replace(".", ",");
    await member
      .getByRole("group", { name: /Điểm của đồng chí cho B5/u })
      .getByLabel(mark, { exact: true })
      .check({ force: true });
    await take(member, "Nộp phiếu chấm");
    await says(member, "Đồng chí đã nộp phiếu chấm");
  }
  await office.goto(`/cham-diem/${modelId}`);
  await says(office, /7\/9/u);
  const response = await office.request.get(
    `/trpc/scoring.get?input=${encodeURIComponent(JSON.stringify({ id: modelId, data: {} }))}`,
  );
  const before = (await response.json()) as { result: { data: { sheets: unknown[]; verdict: unknown } } };
  expect(before.result.data.sheets).toEqual([]);
  expect(before.result.data.verdict).toBeNull();

  await twoPersonsInOneBrowser(modelId);

  // 5. Closing gives the verdict, each criterion with its reason.
  await take(office, "Đóng chấm điểm");
  await says(office, total.toLocaleString("vi-VN"));
  await says(office, "82/86 hộ = 95,35 %");
  await says(office, /thiếu 1,94 điểm để xếp loại Tốt/u);

  // 6. The council votes, nine members are the base of the ratio; the leader records the decision and publishes it.
  await office.goto("/hop-hoi-dong/moi");
  await office.getByLabel(title).waitFor();
  for (const box of await office.getByRole("checkbox").all()) await box.uncheck();
  await office.getByLabel(title).check();
  await office.getByRole("button", { name: "Triệu tập phiên họp" }).click();
  await office.getByRole("alert").filter({ hasText: "thành viên được triệu tập" }).waitFor();
  await office.getByRole("button", { name: "Xác nhận triệu tập phiên họp" }).click();
  await office.waitForURL(/\/hop-hoi-dong\/[0-9a-f-]{36}/u);
  const meetingPath = new URL(office.url()).pathname;
  await take(office, "Mở biểu quyết");
  for (const [index, username] of council.entries()) {
    const member = await as(username);
    await member.goto(meetingPath);
    await member.getByLabel(index === 0 ? "Không đồng ý" : "Đồng ý", { exact: true }).check();
    await take(member, "Bỏ phiếu");
    await says(member, "Đồng chí đã bỏ phiếu.");
  }
  await office.reload();
  await take(office, "Kết thúc biểu quyết");
  await says(office, /66,67/u);

  // The office drafts the decision; the leader confirms it, and first shows again who they are.
  await office.goto("/cong-nhan");
  await office.getByRole("link", { name: title }).click();
  await office.getByLabel("Số, ký hiệu quyết định").fill("128-QĐ/ĐU");
  await office.getByLabel("Ngày ký").fill(formatDay(today));
  await office.getByLabel("Người ký", { exact: true }).fill("Người ký minh họa");
  await office.getByLabel("Chức vụ người ký").fill("Phó Bí thư Thường trực");
  await office.getByRole("button", { name: "Lưu dự thảo, trình ký" }).click();
  await says(office, "Đã lưu dự thảo quyết định, trình ký.");
  await says(office, "Đang chờ lãnh đạo ở cấp ra quyết định ký xác nhận.");

  const leader = await as("pbt.tracau");
  await leader.goto("/");
  await says(leader, "dự thảo quyết định chờ ký xác nhận");
  await leader.goto("/cong-nhan");
  await leader.getByRole("link", { name: title }).click();
  await db
    .updateTable("signInSession")
    .set({ provedAt: new Date("2026-01-01") })
    .execute();
  await leader.getByRole("button", { name: "Ghi quyết định công nhận" }).click();
  await says(leader, `“${title}” được công nhận theo quyết định số 128-QĐ/ĐU ngày ${formatDay(today)}`);
  await leader.getByRole("dialog").getByRole("button", { name: "Ghi quyết định công nhận" }).click();
  const asked = leader.getByRole("dialog", { name: "Xác nhận lại danh tính" });
  await asked.getByRole("textbox", { name: "Mật khẩu của đồng chí" }).fill("không phải mật khẩu");
  await asked.getByRole("button", { name: "Xác nhận" }).click();
  await says(leader, "Mật khẩu hiện tại chưa đúng.");
  await asked.getByRole("textbox", { name: "Mật khẩu của đồng chí" }).fill(demonstrationPassword);
  await asked.getByRole("button", { name: "Xác nhận" }).click();
  await says(leader, "Đã có quyết định");
  await asked.waitFor({ state: "hidden" });
  await leader.getByRole("dialog", { name: "Ghi quyết định công nhận" }).waitFor({ state: "hidden" });
  await take(leader, "Công bố");
  await leader.getByText("Đã công bố.", { exact: true }).waitFor();
  await says(leader, "Đã công bố");

  // 7. The office assigns a replication; the adopting unit accepts, starts, reports; the office confirms.
  await office.goto("/nhan-rong/mo-hinh");
  const published = office.getByRole("article").filter({ hasText: title });
  await published.getByRole("link", { name: /Giao nhân rộng/u }).click();
  await office.getByRole("combobox", { name: "Đơn vị nhân rộng" }).fill("Công an phường Trà");
  await office.getByRole("option", { name: /^Công an phường Trà Câu/u }).click();
  await office.getByLabel("Điều kiện tương đồng").fill("Cùng phường, cùng có tuyến đường cần mở rộng.");
  await office.getByLabel("Nội dung nhân rộng").fill("Áp dụng cách vận động từng hộ, công khai phương án.");
  await office.getByLabel("Hạn hoàn thành").fill("31/12/2027");
  await office.getByRole("button", { name: "Giao nhân rộng" }).click();
  await office.waitForURL(/\/nhan-rong\/[0-9a-f-]{36}/u);
  const taskPath = new URL(office.url()).pathname;
  const police = await as("congan.tracau");
  await police.goto(taskPath);
  await take(police, "Nhận nhiệm vụ nhân rộng");
  await take(police, "Bắt đầu thực hiện");
  await police.getByLabel(/Kết quả thực hiện/u).fill("Đã vận động 40 hộ hiến 1.200 m² đất.");
  await police.getByRole("button", { name: "Gửi báo cáo kết quả" }).click();
  await says(police, "Chờ nghiệm thu");
  await office.reload();
  await take(office, "Nghiệm thu");
  await says(office, "Đã nghiệm thu");

  // 8. The report of the ward and of the province: on the page, in Word and in Excel, with the database's own figures.
  await office.goto("/bao-cao");
  await checkReport(office, "Phường Trà Câu");
  const province = await as("chuyenvien.tinh");
  await province.goto("/bao-cao");
  await checkReport(province, "Tỉnh Quảng Ngãi");
  expect(stage.complaints).toEqual([]);
});

/**
 * PC-01: a page of one member is open when another signs in in the next tab. Nothing that is done on the first page is
 * written in the name of the second, and the first page says so.
 */
const twoPersonsInOneBrowser = async (modelId: string) => {
  const first = await as("hoidong8.tracau");
  await first.goto(`/cham-diem/${modelId}`);
  const group = first.getByRole("group", { name: /Điểm của đồng chí cho B5/u });
  await group.waitFor();
  const second = await first.context().newPage();
  await second.goto("/");
  await second.getByRole("button", { name: "Đăng xuất" }).click();
  await second.getByLabel("Tên đăng nhập").fill("hoidong9.tracau");
  await second.getByRole("textbox", { name: "Mật khẩu" }).fill(demonstrationPassword);
  await second.getByRole("button", { name: "Đăng nhập", exact: true }).click();
  await second.getByRole("heading", { level: 1, name: "Việc cần làm" }).waitFor();
  await first.bringToFront();
  await group.getByLabel("4", { exact: true }).check({ force: true });
  await first.getByText(/Trình duyệt này vừa đăng nhập bằng tài khoản của Ủy viên hội đồng 9/u).waitFor();
  expect(await group.getByLabel("4", { exact: true }).isChecked()).toBe(true);
  const sheets = await db
    .selectFrom("scoreSheet")
    .innerJoin("person", "person.id", "scoreSheet.personId")
    .innerJoin("assessment", "assessment.id", "scoreSheet.assessmentId")
    .select("person.username")
    .where("assessment.modelId", "=", modelId)
    .orderBy("person.username")
    .execute();
  expect(sheets.map(({ username }) => username)).toEqual(council);
  await second.close();
};

/** Opens both downloads of the page and holds their figures against counts made straight from the tables. */
const checkReport = async (page: Page, unitName: string) => {
  await page.getByRole("heading", { level: 1, name: new RegExp(unitName, "u") }).waitFor();
  await page.getByRole("table").first().waitFor();
  const fileOf = async (button: string) => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: button, exact: true }).click(),
    ]);
    return new Uint8Array(await readFile(await download.path()));
  };
  const text = await documentText(await fileOf("Tải báo cáo, bản Word"));
  const { sheets } = await readXlsx(await fileOf("Tải báo cáo, bản Excel"));
  const rowsOf = (name: string) => sheets.find((sheet) => sheet.name === name)?.rows ?? [];

  const { count: registered } = await db
    .selectFrom("model")
    .innerJoin("period", "period.id", "model.periodId")
    .innerJoin("unitVersion", (join) =>
      join.onRef("unitVersion.unitId", "=", "model.unitId").on("unitVersion.line", "=", "territory"),
    )
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("period.title", "=", "Năm 2026")
    .where("model.state", "in", acceptedStates)
    .$if(unitName.startsWith("Phường"), (query) => query.where("unitVersion.name", "like", "%phường Trà Câu"))
    .executeTakeFirstOrThrow();
  expect(registered).toBeGreaterThan(22);

  const total = rowsOf("Biểu 01").find((cells) => cells[1] === "Tổng cộng") ?? [];
  expect(total[6]).toBe(registered);
  expect(Number(total[2]) + Number(total[3]) + Number(total[4]) + Number(total[5])).toBe(registered);
  expect(Number(total[8]) + Number(total[9]) + Number(total[10])).toBe(registered);
  const byField = rowsOf("Biểu 02").find((cells) => cells[1] === "Tổng cộng") ?? [];
  expect(byField[10]).toBe(registered);

  const recognized = rowsOf("Biểu 06").find((cells) => cells[1] === title) ?? [];
  expect(recognized.slice(6, 10)).toEqual([siteClearanceExample.total, "Đạt", "Cấp xã", "128-QĐ/ĐU"]);
  const replicated = rowsOf("Biểu 07").find((cells) => cells[1] === title) ?? [];
  expect(replicated[3]).toBe("Công an phường Trà Câu");
  expect(replicated[6]).toBe("Đã nghiệm thu");
  expect(rowsOf("Biểu 03").find((cells) => cells[1] === "Tổng cộng")?.[4]).toBe(registered);
  const without = rowsOf("Biểu 08").map((cells) => cells[1]);
  expect(without).not.toContain("Chi bộ tổ dân phố 3, phường Trà Câu");

  expect(text).toContain(`đăng ký ${registered} mô hình`);
  for (const words of [title, "128-QĐ/ĐU", "78,06", "Công an phường Trà Câu", "Dữ liệu minh họa", "Biểu 08"]) {
    expect(text).toContain(words);
  }
};
