import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FormName, forms } from "../../apps/web/src/lib/forms.ts";
import { type Opening, openingsOn } from "./testing-forms.ts";
import { openStage, type Stage } from "./stage.ts";

let stage: Stage;
let openings: Awaited<ReturnType<typeof openingsOn>>;
beforeAll(async () => {
  stage = await openStage();
  openings = await openingsOn(stage);
});
afterAll(() => stage.close());

/** `npm test` has one on a page and one in a dialog. `npm run proof` has all. */
const few: readonly FormName[] = ["period", "step"];
const looked = process.env["KHEO_FORMS"] === "all" ? forms : few;

type InHand = { readonly opening: Opening; readonly page: Page };

const box = ({ opening, page }: InHand) => page.getByLabel(opening.box, { exact: true }).first();
const put = async (hand: InHand, text: string): Promise<void> => {
  if (hand.opening.chosen) await box(hand).selectOption({ label: text });
  else await box(hand).fill(text);
};
const shown = (hand: InHand): Promise<string> =>
  hand.opening.chosen
    ? box(hand).evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.label ?? "")
    : box(hand).inputValue();
const press = ({ opening, page }: InHand) =>
  opening.send === undefined
    ? box({ opening, page }).blur()
    : page.getByRole("button", { name: opening.send, exact: true }).last().click();
const send = async (hand: InHand): Promise<void> => {
  const { opening, page } = hand;
  await press(hand);
  if (opening.confirm !== undefined) await page.getByRole("button", { name: opening.confirm, exact: true }).click();
};

const come = async ({ opening, page }: InHand) => {
  await page.goto(opening.path);
  await page.waitForLoadState("networkidle");
  // One that was left with something in it is open already.
  if (!(await box({ opening, page }).isVisible())) await opening.open?.(page);
  await box({ opening, page }).waitFor();
};

const textsFor = (form: string): readonly [string, string] => [
  `Nhập dở ở phiếu ${form}, lần thứ nhất`,
  `Nhập dở ở phiếu ${form}, lần thứ hai`,
];

/** What is pasted: longer than most boxes take. */
const pasted = "Nội dung dán từ Zalo. ".repeat(130).slice(0, 2800).concat("HẾT");

const reloaded = "what is typed is there when the page is loaded anew";

/** What may happen to somebody who has typed something, one after another to the same form. */
const moments: Readonly<
  Record<string, (hand: InHand & { readonly typed: readonly [string, string] }) => Promise<void>>
> = {
  "PC-27: a paste of 2,803 characters stays whole, and is refused in words": async (hand) => {
    const { opening, page } = hand;
    if (opening.chosen || opening.counts) return;
    await box(hand).fill(pasted);
    if (!opening.takesAll) await press(hand);
    if (!opening.takesAll)
      await page
        .getByText(/dài quá|cần một ngày có thật|cần nhập một số/u)
        .first()
        .waitFor();
    expect(await box(hand).inputValue()).toBe(pasted);
  },
  [reloaded]: async (hand) => {
    await put(hand, hand.typed[0]);
    await hand.opening.fill?.(hand.page);
    await come(hand);
    expect(await shown(hand)).toBe(hand.typed[0]);
  },
  "what is typed last in either of two windows is there when one of them is closed": async (hand) => {
    // What saves itself has done so before anybody has opened a second window.
    if (hand.opening.send === undefined)
      await hand.page
        .getByText(/Đã lưu lúc/u)
        .first()
        .waitFor();
    const other = { ...hand, page: await hand.page.context().newPage() };
    await come(other);
    expect(await shown(other)).toBe(hand.typed[0]);
    await put(other, hand.typed[1]);
    await other.page.close();
    await come(hand);
    expect(await shown(hand)).toBe(hand.typed[1]);
  },
  "another person at the same machine sees nothing of it": async ({ opening, page, typed }) => {
    await page.context().clearCookies();
    await stage.signIn(page.context(), "khach.tracau");
    await page.goto(opening.path);
    await page.getByRole("button", { name: "Đăng xuất" }).first().waitFor();
    // A day or a number may stand anywhere.
    if (opening.typed === undefined) expect(await page.content()).not.toContain(typed[1]);
    await page.context().clearCookies();
    await stage.signIn(page.context(), opening.account);
  },
  "it is sent once, though the network goes, the session ends and the answer is lost": async (hand) => {
    const { opening, page, typed } = hand;
    await come(hand);
    expect(await shown(hand)).toBe(typed[1]);
    await page.context().setOffline(true);
    if (opening.send === undefined) await put(hand, typed[0]);
    if (opening.send === undefined) await put(hand, typed[1]);
    await send(hand);
    await page
      .getByText(/đang chờ mạng/u)
      .first()
      .waitFor();
    await page.context().clearCookies();
    await page.context().setOffline(false);
    await page
      .getByText(/phiên đăng nhập đã kết thúc/u)
      .first()
      .waitFor();
    const arrived = Promise.withResolvers<string>();
    await page.route(opening.call, async (route) => {
      const answer = await route.fetch();
      await route.abort();
      arrived.resolve(answer.ok() ? "taken" : await answer.text());
    });
    await stage.signIn(page.context(), opening.account);
    await page.evaluate(() => window.dispatchEvent(new Event("focus")));
    expect(await arrived.promise).toBe("taken");
    await page.unroute(opening.call);
    await page.reload();
    await page.waitForLoadState("networkidle");
  },
};

const begin = async (form: FormName): Promise<InHand> => {
  const opening = openings[form];
  const hand = { opening, page: await stage.as(opening.account) };
  await stage.signIn(hand.page.context(), opening.account);
  await hand.page.goto("/");
  await hand.page.evaluate(() => {
    localStorage.clear();
  });
  await come(hand);
  return hand;
};

test.each(["replication", "meeting", "replicationResult"] as const)(
  `C-14: in the form %s, ${reloaded}`,
  async (form) => {
    const hand = await begin(form);
    const typed = hand.opening.typed ?? textsFor(form);
    await moments[reloaded]?.({ ...hand, typed });
    expect(await shown(hand)).toBe(typed[0]);
  },
);

test.each(looked)("the form %s, in every hostile moment", async (form) => {
  const opening = openings[form];
  const hand = { ...(await begin(form)), typed: opening.typed ?? textsFor(form) };
  for (const [moment, happens] of Object.entries(moments)) {
    // One after another: what one has left the next begins with.
    // oxlint-disable-next-line no-await-in-loop
    await happens(hand).catch(async (error: unknown) => {
      await hand.page.screenshot({ path: `/tmp/shots/form-${form}.png` });
      throw new Error(moment, { cause: error });
    });
  }
  expect(await opening.stored(hand.typed[1])).toBe(1);
});
