import { sql } from "kysely";
import type { Page } from "playwright-core";
import { afterAll, describe, expect, test } from "vitest";
import { openStage } from "./stage.ts";

const stage = await openStage();
afterAll(stage.close);
const { as, db } = stage;

/** The assessment that is under way of a model of the unit in which somebody holds a post. */
const underWayOf = async (username: string): Promise<{ readonly id: string; readonly state: string }> => {
  const { rows } = await sql<{ id: string; state: string }>`
    select assessment.id, assessment.state from assessment
    join model on model.id = assessment.model_id
    join post on post.unit_id = model.unit_id
    join person on person.id = post.person_id
    where person.username = ${username} and assessment.state in ('selfScored', 'underAppraisal')`.execute(db);
  if (rows[0] === undefined) throw new Error(`Nothing of ${username} is being scored`);
  return rows[0];
};

const bring = (id: string, state: string) => sql`update assessment set state = ${state} where id = ${id}`.execute(db);
const total = (page: Page) => page.locator(".running-total").innerText();
const part = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

describe("C-18: what a unit has sent it still reads: what it ticked, its claims, and the points by the rule", () => {
  test.each(["bithu.to15", "bithu.to2", "danguy.tracau"])("as %s", async (username) => {
    const { id, state } = await underWayOf(username);
    const page = await as(username);
    await bring(id, "open");
    await page.goto(`/cham-diem/${id}`);
    const first = page.getByRole("group", { name: /^A3 / });
    await first.getByRole("checkbox").nth(1).uncheck();
    await page.getByRole("group", { name: /^E2 / }).getByLabel("Không có nội dung nào").check();
    await page.getByText(/Đã lưu lúc/u).waitFor();
    const typed = await total(page);
    await bring(id, state);
    await sql`update assessment set claims = '{"E3": "Mô hình chưa tới hạn nhân rộng."}' where id = ${id}`.execute(db);
    await page.reload();
    const ticked = part(page, "Nội dung đơn vị đánh dấu, đề nghị");
    await ticked.waitFor();
    const rows = await ticked.locator("dl > div").allInnerTexts();
    expect(rows.map((row) => row.split(/\n+/u))).toEqual([
      [
        expect.stringMatching(/^A3 /u),
        "✓ Mục tiêu có số liệu – 1 điểm",
        "✓ Mốc thời gian – 1 điểm",
        "✓ Kinh phí, nguồn lực – 1 điểm",
      ],
      [expect.stringMatching(/^E2 /u), "Không có nội dung nào"],
      [expect.stringMatching(/^E3 .+ đề nghị “không phát sinh”$/u), "Mô hình chưa tới hạn nhân rộng."],
    ]);
    await sql`update assessment set claims = '{}' where id = ${id}`.execute(db);
    await page.reload();
    await ticked.waitFor();
    expect(await total(page)).toBe(typed);
    const points = part(page, "Điểm theo bảng tự chấm").locator("summary");
    expect(await points.filter({ hasText: /^A3 / }).innerText()).toMatch(/3\/4 điểm$/u);
    expect(await points.filter({ hasText: /^E2 / }).innerText()).toMatch(/0\/4 điểm$/u);
  });
});

describe("C-17: who confirms what a unit ticked has its dossier at hand", () => {
  const office = "mttq.tracau";
  const ticks = "Xác nhận nội dung đơn vị đánh dấu";

  test.each(["bithu.to15", "bithu.to2", "danguy.tracau"])("of %s, beside it on a desk", async (username) => {
    const { id } = await underWayOf(username);
    const page = await as(office);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(`/cham-diem/${id}`);
    const [dossier, confirmed] = [part(page, "Hồ sơ mô hình"), part(page, ticks)];
    await dossier.getByText("Sản phẩm, kết quả đầu ra kiểm chứng được", { exact: true }).waitFor();
    await dossier.getByRole("link", { name: /^Mở hồ sơ MH-/u }).waitFor();
    const [left, right] = [await dossier.boundingBox(), await confirmed.boundingBox()];
    expect(left?.y).toBe(right?.y);
    expect((left?.x ?? 0) + (left?.width ?? 0)).toBeLessThan(right?.x ?? 0);
  });

  test("folded directly above it on a phone, and opened by a touch", async () => {
    const { id } = await underWayOf("bithu.to15");
    const page = await as(office);
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(`/cham-diem/${id}`);
    const goals = part(page, "Hồ sơ mô hình").getByText("Mục tiêu, tiêu chí (có số liệu)", { exact: true });
    await part(page, ticks).waitFor();
    expect(await goals.isVisible()).toBe(false);
    await page.getByText("Xem hồ sơ tại đây").click();
    await goals.waitFor();
  });
});

test.each(["hoidong1.tracau", "hoidong2.tracau", "hoidong1.tinh"])(
  "C-21: %s finds what waits for their marks first, all of it, before everything else",
  async (username) => {
    const page = await as(username);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto("/cham-diem");
    await page.getByText("Bảng điểm chờ đồng chí chấm được xếp lên đầu.").waitFor();
    const cells = page.locator("table.records tbody td[data-title='Phiếu của đồng chí']");
    await cells.first().waitFor();
    const sheets = (await cells.allInnerTexts()).map((text) => text.replace(/^\S+ /u, ""));
    const waiting = sheets.filter((text) => text === "Chưa chấm").length;
    expect(sheets.slice(0, waiting)).toEqual(Array.from({ length: waiting }, () => "Chưa chấm"));
    const { rows } = await sql<{ count: number }>`
      select count(*)::int from assessment
      join model on model.id = assessment.model_id and model.state = 'accepted'
      join post on post.body_id = assessment.body_id and post.valid_from <= assessment.appraised_on
      join person on person.id = post.person_id and person.username = ${username}
      where assessment.state in ('underAppraisal', 'verified', 'reopened') and not exists (
        select from score_sheet where assessment_id = assessment.id and score_sheet.person_id = person.id)`.execute(db);
    expect(waiting).toBe(rows[0]?.count);
  },
);

test("no page's script has complained", () => {
  expect(stage.complaints).toEqual([]);
});
