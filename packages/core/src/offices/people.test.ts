import { describe, expect, test } from "vitest";
import { trivialPasswordText } from "./common-passwords.ts";
import { acceptInvitationInput, password } from "./people.ts";

const said = (text: string) => password.safeParse(text).error?.issues.map(({ message }) => message);

describe("a password that is set", () => {
  test.each([
    "1234567890",
    " ".repeat(10),
    "danvankheo",
    "Dân vận khéo",
    "Dân vận khéo 2026",
    "danvankheo!!!",
    "aaaaaaaaaaaa",
    "ăăăăăăăăăă",
    "1212121212",
    "abcabcabcabc",
    "9876543210",
    "0123456789",
    "abcdefghijkl",
    "qwertyuiop",
    "password123",
    "P@ssw0rd2026",
    "matkhau12345",
    "Mật khẩu 123",
    "iloveyou1234",
    "1qaz2wsx3edc",
    "quangngai2026",
  ])("Low: “%s” is refused as too easily guessed", (text) => {
    expect(said(text)).toEqual([trivialPasswordText]);
  });

  test.each(["mật khẩu đủ dài", "Tre già măng mọc", "con đường hoa tổ 3", "x7#kQ!92mzRt", "hai mươi tám cây cau"])(
    "Low: “%s” is taken",
    (text) => {
      expect(said(text)).toBeUndefined();
    },
  );

  test("is measured first, each with its own sentence", () => {
    expect(said("a")).toEqual(["Mật khẩu: cần ít nhất 10 ký tự."]);
    expect(said("a".repeat(201))).toEqual(["Mật khẩu: dài quá 200 ký tự."]);
  });

  test("Low: the name one signs in with is refused, with figures behind it too", () => {
    const accept = (text: string) =>
      acceptInvitationInput.safeParse({ username: "hoidong1.tracau", code: "7K2M", password: text }).success;
    expect(accept("hoidong1.tracau")).toBe(false);
    expect(accept("Hoidong1 Tracau 2026")).toBe(false);
    expect(accept("hội đồng họp thứ ba")).toBe(true);
  });
});
