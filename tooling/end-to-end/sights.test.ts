import { sql } from "kysely";
import type { Page } from "playwright-core";
import { afterAll, describe, expect, test } from "vitest";
import { openStage } from "./stage.ts";

const stage = await openStage();
afterAll(stage.close);

const desk = { width: 1440, height: 900 };
const phone = { width: 360, height: 740 };

const come = async (username: string, path: string, size: typeof desk): Promise<Page> => {
  const page = await stage.as(username);
  await page.setViewportSize(size);
  await page.goto(path);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.waitForLoadState("networkidle");
  return page;
};

type Box = { readonly y: number; readonly height: number } | null;
const below = (box: Box): number => Math.round((box?.y ?? 0) + (box?.height ?? 0));

describe("C-07: the heads of long tables stay in sight", () => {
  test.each([
    ["chuyenvien.tinh", "/mo-hinh"],
    ["chuyenvien.tinh", "/cham-diem"],
    ["lanhdao.tinh", "/cong-nhan"],
  ])("of the list that %s reads at %s", async (username, path) => {
    const page = await come(username, path, desk);
    const rows = page.locator("table.records tbody tr");
    await rows.nth(24).waitFor();
    await rows.last().scrollIntoViewIfNeeded();
    const [head, header] = [
      await page.locator("table.records thead th").first().boundingBox(),
      await page.locator(".shell-header").boundingBox(),
    ];
    expect(head?.y).toBeCloseTo(header?.height ?? 0, 0);
  });

  test.each([desk, phone])("of every table of a report, $width px wide", async (size) => {
    const page = await come("chuyenvien.tinh", "/bao-cao", size);
    const tables = page.locator(".report-table .wide");
    await tables.first().waitFor();
    const heights = await tables.evaluateAll((boxes) =>
      boxes.map((box) => {
        box.scrollTop = box.scrollHeight;
        const head = box.querySelector("thead");
        const above = box.getBoundingClientRect().top;
        return {
          rows: box.querySelectorAll("tbody tr").length,
          scrolled: box.scrollTop > 0,
          off: Math.round((head?.getBoundingClientRect().top ?? -1) - above),
          fits: box.clientHeight < window.innerHeight,
        };
      }),
    );
    expect(heights.some(({ rows, scrolled }) => rows > 90 && scrolled)).toBe(true);
    expect(heights.filter(({ off, fits }) => off !== 0 || !fits)).toEqual([]);
  });
});

test.each([
  ["bithu.to3", "/mo-hinh/moi"],
  ["mttq.tracau", "/hop-hoi-dong/moi"],
  ["quantri", "/sap-xep/moi"],
])("C-08: %s has one bar below the form at %s, and nothing shines through", async (username, path) => {
  const page = await come(username, path, phone);
  const bar = page.locator(".action-bar");
  await bar.waitFor();
  expect(await page.locator(".bottom-bar").isVisible()).toBe(false);
  const box = await bar.boundingBox();
  expect([box?.x, box?.width, below(box)]).toEqual([0, phone.width, phone.height]);
  expect(box?.height).toBeLessThanOrEqual(140);
  await page.evaluate(() => {
    window.scrollTo(0, document.body.scrollHeight);
  });
  expect(below(await bar.boundingBox())).toBe(phone.height);
});

test.each([phone, desk])(
  "C-09: another device is not called this one, and its button is whole at $width px",
  async (size) => {
    const others = [
      "Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36",
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile/15E148 Safari/604.1",
    ];
    for (const userAgent of others) {
      // Two sign-ins at once would be one burst.
      // oxlint-disable no-await-in-loop
      const context = await stage.browser.newContext({ baseURL: stage.server.address, userAgent });
      await stage.signIn(context, "bithu.to3");
      await context.close();
      // oxlint-enable no-await-in-loop
    }
    const page = await come("bithu.to3", "/tai-khoan", size);
    const buttons = page.getByRole("table", { name: "Nơi đang đăng nhập" }).getByRole("button");
    await buttons.first().waitFor();
    const rows = await page.locator("table.records tbody tr").allInnerTexts();
    expect(rows.filter((row) => /thiết bị đang dùng/iu.test(row))).toHaveLength(1);
    expect(rows.filter((row) => /thiết bị này/iu.test(row))).toEqual([]);
    expect(await buttons.count()).toBe(rows.length - 1);
    const cut = await buttons.evaluateAll(
      (all) =>
        all.filter((button) => {
          const label = button.querySelector(".mantine-Button-label") ?? button;
          const { right } = button.getBoundingClientRect();
          return (
            label.scrollWidth > label.clientWidth || right > (button.closest("tr")?.getBoundingClientRect().right ?? 0)
          );
        }).length,
    );
    expect(cut).toBe(0);
  },
);

test.each(["lanhdao.tinh", "chuyenvien.tinh", "mttq.tracau"])(
  "C-19: on a phone %s sees the first recognition at once, with its score, its vote and its state",
  async (username) => {
    const page = await come(username, "/cong-nhan", phone);
    const card = page.locator("table.records tbody tr").first();
    const box = await card.boundingBox();
    expect(box?.y).toBeLessThan(450);
    const facts = await card.locator("td:visible").evaluateAll((cells) => cells.map((cell) => cell.dataset["title"]));
    expect(facts).toEqual(expect.arrayContaining(["Tổng điểm", "Biểu quyết đồng ý", "Trạng thái"]));
    const wide = await card
      .locator("td:visible")
      .evaluateAll((cells) =>
        cells.filter((cell) => cell.scrollWidth > cell.clientWidth).map((cell) => cell.textContent),
      );
    expect(wide).toEqual([]);
    expect(await page.getByRole("button", { name: "Thêm điều kiện lọc" }).getAttribute("aria-expanded")).toBe("false");
  },
);

test.each([
  ["quantri", "/sap-xep", "Đơn vị"],
  ["quantri", "/sap-xep/moi", "Đơn vị"],
  ["chuyenvien.tinh", "/cum-khoi", "Đơn vị"],
  ["chuyenvien.tinh", "/co-quan-tham-muu", "Đơn vị"],
  ["quantri", "/phan-quyen", "Quản trị"],
])("C-23: the menu keeps its place for %s at %s", async (username, path, entry) => {
  const page = await come(username, path, desk);
  const here = page.getByRole("navigation", { name: "Trình đơn", exact: true }).locator("[aria-current=page]");
  expect((await here.allInnerTexts()).map((text) => text.split("\n")[0]?.trim())).toEqual([entry]);
});

test("C-23: who adds a target goes on in its first box, who takes one away at the button that adds another", async () => {
  const page = await come("bithu.to3", "/mo-hinh/moi", desk);
  const add = page.getByRole("button", { name: "Thêm chỉ tiêu" });
  const inHand = () =>
    page.evaluate(() => document.activeElement?.closest("fieldset")?.querySelector("legend")?.textContent);
  for (const [press, target] of ["Chỉ tiêu 1", "Chỉ tiêu 2", "Chỉ tiêu 3"].entries()) {
    // One after another, as they are typed.
    // oxlint-disable no-await-in-loop
    await add.click();
    await page.keyboard.type(`Hộ tham gia ${press + 1}`);
    expect(await inHand()).toMatch(new RegExp(`${target}$`, "iu"));
    // oxlint-enable no-await-in-loop
  }
  const names = page.getByLabel("Tên chỉ tiêu");
  expect(await names.evaluateAll((boxes) => boxes.map((box) => (box as HTMLInputElement).value))).toEqual([
    "Hộ tham gia 1",
    "Hộ tham gia 2",
    "Hộ tham gia 3",
  ]);
  await page.getByRole("button", { name: /^Bỏ .+ 2$/u }).click();
  await expect.poll(() => add.evaluate((button) => button === document.activeElement)).toBe(true);
});

test.each(["0905 12", "09", "+84 9"])(
  "C-05: a draft with the telephone number %s is kept and flagged",
  async (number) => {
    const page = await come("bithu.to13", "/mo-hinh/moi", desk);
    const title = `Điện thoại gõ dở ${number}`;
    await page.getByLabel("1. Tên mô hình").fill(title);
    await page.getByLabel("Lĩnh vực").selectOption({ label: "Kinh tế" });
    await page.getByLabel("Chủ đề").selectOption({ label: "Giảm nghèo" });
    await page.getByLabel("Điện thoại").fill(number);
    await page.getByRole("button", { name: "Lưu nháp" }).click();
    await page.waitForURL(/\/mo-hinh\/[0-9a-f-]{36}\/sua/u);
    await page
      .getByText(/Điện thoại: mới có \d chữ số, cần ít nhất 8, ví dụ 0912 345 678\./u)
      .first()
      .waitFor();
    const { form } = await stage.db
      .selectFrom("model")
      .select("form")
      .where("title", "=", title)
      .executeTakeFirstOrThrow();
    expect(form.contactPhone).toBe(number);
  },
);

test.each(["/", "/mo-hinh", "/nhan-tai-khoan"])(
  "C-24: the first answer at %s already says what is being opened, though nothing else has come",
  async (path) => {
    const context = await stage.browser.newContext({ baseURL: stage.server.address, locale: "vi-VN" });
    const page = await context.newPage();
    await page.route(/\.(?:js|css|woff2)$/u, () => undefined);
    await page.goto(path, { waitUntil: "commit" });
    await page.getByText("Đang mở Khéo…").waitFor();
    await expect.poll(() => page.evaluate(() => performance.getEntriesByName("first-contentful-paint").length)).toBe(1);
    await context.close();
  },
);

/** What cannot be undone: where it is done, what is typed, its button, what is then said, and what must not be there yet. */
const lasting: readonly (readonly [
  username: string,
  path: string,
  fill: (page: Page) => Promise<unknown>,
  button: string | RegExp,
  said: RegExp,
  count: () => Promise<number>,
])[] = [
  [
    "quantri",
    "/quan-tri/ky",
    async (page) => {
      await page.getByLabel("Tên kỳ").fill("Năm 2029");
      await page.getByLabel("Ngày mở").fill("01/01/2029");
      await page.getByLabel("Hạn đăng ký").fill("31/03/2029");
      await page.getByLabel("Ngày kết thúc").fill("31/12/2029");
    },
    "Mở kỳ",
    /Năm 2029/u,
    () => rowsOf("period"),
  ],
  [
    "mttq.tracau",
    "/hop-hoi-dong/moi",
    (page) => page.getByLabel("Tên phiên họp").fill("Phiên họp đột xuất"),
    "Triệu tập phiên họp",
    /9 thành viên được triệu tập/u,
    () => rowsOf("meeting"),
  ],
  [
    "quantri",
    "/quan-tri/ban-giao?person=:leaving",
    (page) => page.getByLabel("Văn bản (nếu có)").fill("Quyết định số 20-QĐ/ĐU"),
    /^Bàn giao \d/u,
    /không còn ai giữ/u,
    () => rowsOf("post where valid_to is not null"),
  ],
];

const rowsOf = async (what: string): Promise<number> => {
  const { rows } = await sql.raw<{ count: number }>(`select count(*)::int as count from ${what}`).execute(stage.db);
  return rows[0]?.count ?? -1;
};

test.each(lasting)("C-12: %s at %s is told what it will do to whom, and asked", async (...lastingAct) => {
  const [username, path, fill, button, said, count] = lastingAct;
  const { id } = await stage.db
    .selectFrom("person")
    .select("id")
    .where("username", "=", "khach.tracau")
    .executeTakeFirstOrThrow();
  const before = await count();
  const page = await come(username, path.replace(":leaving", id), desk);
  await fill(page);
  await page.getByRole("button", { name: button }).click();
  const question = page.getByRole("alert").filter({ hasText: said });
  await question.waitFor();
  expect(await question.evaluate((box) => box === document.activeElement)).toBe(true);
  const [asked, bar] = [
    await question.boundingBox(),
    await page.getByRole("button", { name: "Sửa lại" }).boundingBox(),
  ];
  expect(asked?.y).toBeGreaterThan(0);
  expect(below(asked)).toBeLessThanOrEqual(Math.round(bar?.y ?? 0));
  await page.getByRole("button", { name: "Sửa lại" }).click();
  await question.waitFor({ state: "hidden" });
  expect(await count()).toBe(before);
});

test.each(["bithu.to3", "ubnd.tracau"])(
  "C-01: %s reads how late the registration was, and why, and types nothing",
  async (username) => {
    const page = await come(username, "/cham-diem?states=%5B%22open%22%5D", desk);
    await page.locator("a.record").first().click();
    const box = page.getByLabel(/Số ngày đăng ký chậm/u);
    await box.waitFor();
    expect(await box.getAttribute("readonly")).not.toBeNull();
    await page.getByText(/Hệ thống tính từ ngày gửi phiếu đăng ký/u).waitFor();
  },
);

test("no page's script has complained", () => {
  expect(stage.complaints).toEqual([]);
});
