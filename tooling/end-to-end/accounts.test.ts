import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { shownByApp } from "@kheo/server/sign-in/authenticator-app";
import { demonstrationPassword } from "@kheo/demonstration/people";
import { Provider } from "oidc-provider";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openStage, type Stage } from "./stage.ts";

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
};

/** A real provider of OpenID Connect; whoever signs in there types who they are. */
const openProvider = async (callback: string) => {
  const port = await freePort();
  const issuer = `http://localhost:${port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: "kheo", client_secret: "a secret of this test only".repeat(2), redirect_uris: [callback] }],
    pkce: { required: () => true },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, email: "quantri@no-mail.invalid", email_verified: true }),
    }),
    cookies: { keys: ["for this test only"] },
  });
  const answer = provider.callback();
  const server = createServer((request, response) => void answer(request, response)).listen(port, "localhost");
  await once(server, "listening");
  return { issuer, close: () => new Promise((resolve) => server.close(resolve)) };
};

let stage: Stage;
let provider: Awaited<ReturnType<typeof openProvider>>;
beforeAll(async () => {
  const port = await freePort();
  const address = `http://localhost:${port}`;
  provider = await openProvider(`${address}/api/auth/callback/oidc`);
  stage = await openStage({
    PORT: String(port),
    KHEO_ADDRESS: address,
    KHEO_OIDC_ISSUER: provider.issuer,
    KHEO_OIDC_CLIENT_ID: "kheo",
    KHEO_OIDC_CLIENT_SECRET: "a secret of this test only".repeat(2),
    KHEO_OIDC_NAME: "tài khoản tỉnh",
  });
});
afterAll(async () => {
  await stage.close();
  await provider.close();
});

/** A browser that nobody is signed in with. */
const stranger = async (): Promise<{ context: BrowserContext; page: Page }> => {
  const context = await stage.browser.newContext({ baseURL: stage.server.address, locale: "vi-VN" });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  return { context, page };
};

const enter = async (page: Page, username: string, password: string = demonstrationPassword) => {
  await page.goto("/");
  await page.getByLabel("Tên đăng nhập").fill(username);
  await page.getByRole("textbox", { name: "Mật khẩu" }).fill(password);
  await page.getByRole("button", { name: "Đăng nhập", exact: true }).click();
};
const isIn = (page: Page) => page.getByRole("heading", { level: 1, name: "Việc cần làm" }).waitFor();

const chooses = async (administrator: Page, person: string, item: string) => {
  await administrator.goto("/quan-tri");
  await administrator.getByLabel(/Tìm theo tên/u).fill(person);
  await administrator.getByRole("button", { name: new RegExp(`Chọn thao tác với .*${person}`, "u") }).click();
  await administrator.getByRole("menuitem", { name: item }).click();
};

test("a new person is handed a slip of one A5 page, sets a password by its square, and is in", async () => {
  const administrator = await stage.as("quantri");
  await administrator.goto("/quan-tri");
  await administrator.getByRole("button", { name: "Thêm người dùng" }).click();
  await administrator.getByLabel("Họ và tên").fill("Nguyễn Thị Hoa");
  await administrator.getByRole("combobox", { name: "Đơn vị" }).fill("Hội LHPN phường Trà Câu");
  await administrator.getByRole("option", { name: /Hội LHPN phường Trà Câu/u }).click();
  await administrator.getByRole("button", { name: "Thêm người dùng" }).click();
  await administrator.getByRole("heading", { level: 1, name: "Phiếu mời" }).waitFor();
  const slip = administrator.getByRole("article", { name: "Phiếu mời nhận tài khoản" });
  const [, code = ""] = /((?:[0-9A-Z]{4}-){4}[0-9A-Z]{4})/u.exec(await slip.innerText()) ?? [];
  const pdf = (await administrator.pdf({ preferCSSPageSize: true })).toString("latin1");
  expect(pdf.match(/\/Type\s*\/Page\b/gu)).toHaveLength(1);
  expect(pdf).toMatch(/\/MediaBox\s*\[0 0 (?:419|420)[.\d]* 59[45][.\d]*\]/u);

  const { context, page } = await stranger();
  await page.goto(`/nhan-tai-khoan#ten=nguyen.thi.hoa&ma=${code}`);
  await page.getByRole("textbox", { name: "Mật khẩu mới (ít nhất 10 ký tự)" }).fill("mật khẩu tự đặt");
  await page.getByRole("textbox", { name: "Nhập lại mật khẩu mới" }).fill("mật khẩu khác hẳn");
  await page.getByRole("button", { name: "Đặt mật khẩu và đăng nhập" }).click();
  await page.getByText("Hai lần nhập mật khẩu chưa giống nhau.").waitFor();
  await page.getByRole("textbox", { name: "Nhập lại mật khẩu mới" }).fill("mật khẩu tự đặt");
  await page.getByRole("button", { name: "Đặt mật khẩu và đăng nhập" }).click();
  await isIn(page);

  const second = await stranger();
  await second.page.goto(`/nhan-tai-khoan#ten=nguyen.thi.hoa&ma=${code}`);
  for (const name of ["Mật khẩu mới (ít nhất 10 ký tự)", "Nhập lại mật khẩu mới"]) {
    await second.page.getByRole("textbox", { name }).fill("mật khẩu thứ hai");
  }
  await second.page.getByRole("button", { name: "Đặt mật khẩu và đăng nhập" }).click();
  await second.page.getByText("Mã mời này đã được dùng.").waitFor();
  await second.context.close();
  await context.close();
});

test("somebody whose account is locked is stopped at the next click, and what was typed stays", async () => {
  const { context, page } = await stranger();
  await enter(page, "congan.tracau");
  await isIn(page);
  await page.goto("/mo-hinh/moi");
  await page.getByLabel("1. Tên mô hình").fill("Tổ tự quản an ninh trật tự");
  await page.getByLabel("Lĩnh vực").selectOption({ label: "Văn hóa – xã hội" });
  await page.getByLabel("Chủ đề").selectOption({ label: "Môi trường" });

  const administrator = await stage.as("quantri");
  await chooses(administrator, "Cán bộ Công an phường Trà Câu", "Khóa tài khoản");
  await administrator.getByRole("dialog").getByLabel("Lý do khóa").fill("Chuyển công tác.");
  await administrator.getByRole("dialog").getByRole("button", { name: "Khóa tài khoản" }).click();
  await administrator.getByText("Đã khóa tài khoản của").waitFor();

  await page.getByRole("button", { name: "Lưu nháp" }).click();
  await page.getByText("Phiên đăng nhập đã kết thúc.").waitFor();
  expect(await page.getByLabel("1. Tên mô hình").inputValue()).toBe("Tổ tự quản an ninh trật tự");

  const again = await stranger();
  await enter(again.page, "congan.tracau");
  await again.page.getByRole("alert").filter({ hasText: "Tên đăng nhập hoặc mật khẩu chưa đúng." }).waitFor();
  await chooses(administrator, "Cán bộ Công an phường Trà Câu", "Mở khóa tài khoản");
  await administrator.getByRole("dialog").getByRole("button", { name: "Mở khóa tài khoản" }).click();
  await administrator.getByText("Đã mở khóa tài khoản").waitFor();
  await enter(again.page, "congan.tracau");
  await isIn(again.page);
  await again.context.close();
  await context.close();
});

test("a second factor is switched on with a phone, asked for at sign-in, and survives the loss of the phone", async () => {
  const { context, page } = await stranger();
  await enter(page, "phunu.tracau");
  await isIn(page);
  await page.goto("/tai-khoan");
  await page.getByRole("button", { name: "Bật xác thực hai bước" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Mật khẩu hiện tại" }).fill("không đúng");
  await dialog.getByRole("button", { name: "Tiếp tục" }).click();
  await dialog.getByText("Mật khẩu hiện tại chưa đúng.").waitFor();
  await dialog.getByRole("textbox", { name: "Mật khẩu hiện tại" }).fill(demonstrationPassword);
  await dialog.getByRole("button", { name: "Tiếp tục" }).click();
  const key = await dialog.locator(".code-text").innerText();
  await dialog.getByLabel("2. Nhập mã 6 số").fill(shownByApp(key));
  await dialog.getByRole("button", { name: "Bật xác thực hai bước" }).click();
  await dialog.getByText("Các mã này chỉ hiện lần này").waitFor();
  const codes = await dialog.getByRole("listitem").allInnerTexts();
  expect(codes).toHaveLength(10);
  await dialog.getByRole("button", { name: "Tôi đã cất mã" }).click();
  await page.getByText("Đang bật").waitFor();

  const next = await stranger();
  for (const code of [shownByApp(key), codes[0]!]) {
    await enter(next.page, "phunu.tracau");
    const box = next.page.getByLabel("Mã 6 số, hoặc một mã dự phòng");
    await box.fill("000000");
    await next.page.getByRole("button", { name: "Xác nhận" }).click();
    await next.page.getByRole("alert").filter({ hasText: "Mã chưa đúng" }).waitFor();
    await box.fill(code);
    await next.page.getByRole("button", { name: "Xác nhận" }).click();
    await isIn(next.page);
    await next.page.getByRole("button", { name: "Đăng xuất" }).click();
    await next.page.getByLabel("Tên đăng nhập").waitFor();
  }
  await next.context.close();
  await context.close();
});

test("another site signs in only whoever has linked it, and nobody by the address that it names", async () => {
  const at = async (page: Page, who: string) => {
    await page.getByPlaceholder("Enter any login").fill(who);
    await page.getByPlaceholder("and password").fill("bất kỳ");
    await page.getByRole("button", { name: "Sign-in" }).click();
    await page.getByRole("button", { name: "Continue" }).click();
  };
  /** Some time after signing in, what changes a way into the account asks again who is at the screen. */
  const prove = async (page: Page, button: string) => {
    await stage.db
      .updateTable("signInSession")
      .set({ provedAt: new Date("2026-01-01") })
      .execute();
    await page.getByRole("button", { name: button }).click();
    const asked = page.getByRole("dialog", { name: "Xác nhận lại danh tính" });
    await asked.getByRole("textbox", { name: "Mật khẩu của đồng chí" }).fill(demonstrationPassword);
    await asked.getByRole("button", { name: "Xác nhận" }).click();
  };
  const first = await stranger();
  await first.page.goto("/");
  await first.page.getByRole("button", { name: "Đăng nhập bằng tài khoản tỉnh" }).click();
  await at(first.page, "can-bo-17");
  await first.page.getByRole("alert").filter({ hasText: "chưa liên kết với người dùng nào của Khéo" }).waitFor();
  expect(await stage.db.selectFrom("person").select("id").where("email", "like", "can-bo-17%").execute()).toEqual([]);

  await enter(first.page, "ubnd.tracau");
  await isIn(first.page);
  await first.page.goto("/tai-khoan");
  await prove(first.page, "Liên kết với tài khoản tỉnh");
  await first.page.waitForURL(/\/(?:interaction|tai-khoan)/u);
  if (first.page.url().includes("/interaction/")) await first.page.getByRole("button", { name: "Continue" }).click();
  await first.page.getByText("Đã liên kết lúc").waitFor();

  const second = await stranger();
  await second.page.goto("/");
  await second.page.getByRole("button", { name: "Đăng nhập bằng tài khoản tỉnh" }).click();
  await at(second.page, "can-bo-17");
  await isIn(second.page);
  await second.page.getByText("Cán bộ tiếp dân UBND phường Trà Câu").first().waitFor();

  // One identity is one person.
  const other = await stage.as("bithu.to3");
  await other.goto("/tai-khoan");
  await prove(other, "Liên kết với tài khoản tỉnh");
  await at(other, "can-bo-17");
  await other.getByRole("alert").filter({ hasText: "đã liên kết với một người dùng khác" }).waitFor();

  await second.page.goto("/tai-khoan");
  await prove(second.page, "Bỏ liên kết");
  await second.page.getByText("Chưa liên kết.").waitFor();
  const third = await stranger();
  await third.page.goto("/");
  await third.page.getByRole("button", { name: "Đăng nhập bằng tài khoản tỉnh" }).click();
  await at(third.page, "can-bo-17");
  await third.page.getByRole("alert").filter({ hasText: "chưa liên kết với người dùng nào" }).waitFor();

  const events = await stage.db
    .selectFrom("event")
    .select("action")
    .where("action", "in", ["session.link", "session.unlink"])
    .orderBy("id")
    .execute();
  expect(events.map(({ action }) => action)).toEqual(["session.link", "session.unlink"]);
  const kept = await stage.db.selectFrom("signInAccount").select(["accessToken", "refreshToken", "idToken"]).execute();
  expect(kept.every(({ accessToken, refreshToken, idToken }) => !accessToken && !refreshToken && !idToken)).toBe(true);
  for (const { context } of [first, second, third]) await context.close();
});

test("no page's script has complained, not even of the content policy", () => {
  expect(stage.complaints).toEqual([]);
});
