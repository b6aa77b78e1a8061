import { password } from "@kheo/core/offices/people";
import { expect, test } from "vitest";
import popular from "popular-passwords" with { type: "json" };
import { hashNewPassword, isCommonPassword } from "./common-passwords.ts";

const isRefused = (text: string): boolean => !password.safeParse(text).success || isCommonPassword(text);

test("three thousand of the most common passwords that are long enough are refused, each as it is listed", () => {
  const longEnough = popular.filter((text) => text.length >= 10);
  expect(longEnough.length).toBeGreaterThan(3_000);
  expect(longEnough.filter((text) => isRefused(text)).length / longEnough.length).toBeGreaterThan(0.99);
  expect(longEnough.filter((text) => isRefused(text)).length).toBeGreaterThan(10_000);
});

test.each([
  "translator",
  "Strawberry",
  "harrypotter",
  "terminator99",
  "2026 Playstation",
  "qazwsxedc123",
  "fktrcfylhf",
  "khongcomatkhau",
  "Không có mật khẩu",
  "emyeuanh2026",
  "Em yêu anh nhiều lắm",
  "matkhau12345",
  "mothaibabonnam",
  "danvankheo2026",
  "Mô hình dân vận khéo",
  "Khối đại đoàn kết 2026",
  "Mặt trận Tổ quốc Việt Nam",
])("“%s” is refused, with marks in one or apart, in any case, with figures around it", (text) => {
  for (const form of ["NFC", "NFD"] as const) {
    for (const written of [text, text.toUpperCase(), `${text}12`]) {
      expect([written, isRefused(written.normalize(form))]).toEqual([written, true]);
    }
  }
});

test.each(["mật khẩu đủ dài", "Tre già măng mọc", "con đường hoa tổ 3", "x7#kQ!92mzRt", "hai mươi tám cây cau"])(
  "“%s” is taken",
  (text) => {
    expect(isRefused(text)).toBe(false);
  },
);

test("a common password is not hashed to be stored", async () => {
  await expect(hashNewPassword("Playstation2026")).rejects.toMatchObject({
    code: "input.invalid",
    details: { fields: [{ path: "password", message: expect.stringContaining("quá dễ đoán") as string }] },
  });
  expect(await hashNewPassword("con đường hoa tổ 3")).toMatch(/^\$argon2id\$/u);
});
