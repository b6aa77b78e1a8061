import { z } from "zod";
import { isOwnName, isTrivialPassword, trivialPasswordText } from "./common-passwords.ts";
import { day } from "../ground/days.ts";
import { type Fields, schemaOf } from "../ground/fields.ts";
import { postInput } from "./posts.ts";
import { cleaned, line } from "../ground/text.ts";
import { unitKinds } from "../territory/units.ts";

/** How an account stands, in a word. */
export const accountStateText = { invited: "Đã mời", active: "Đang dùng", disabled: "Đã khóa" } as const;
export type AccountState = keyof typeof accountStateText;

/** A name one signs in with: letters without marks, digits, dots and hyphens. */
export const username = z
  .string({ error: "Tên đăng nhập: cần nhập chữ." })
  .max(160, { error: "Tên đăng nhập: dài quá 40 ký tự.", abort: true })
  .overwrite(cleaned)
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9.-]{2,39}$/u, {
    error: "Tên đăng nhập: 3–40 ký tự, chỉ gồm chữ không dấu, số, dấu chấm, gạch ngang.",
  });

/** Long rather than complicated. */
export const password = z
  .string({ error: "Mật khẩu: cần nhập." })
  .max(200, { error: "Mật khẩu: dài quá 200 ký tự.", abort: true })
  .min(10, { error: "Mật khẩu: cần ít nhất 10 ký tự.", abort: true })
  .refine((text) => !isTrivialPassword(text), { error: trivialPasswordText });

/** Of an input with a name and a password: that the one is not the other. */
const notOwnName = ({ username: name, password: text }: { username: string; password: string }) =>
  !isOwnName(text, name);
const ownName = { path: ["password"], error: trivialPasswordText };

/** A real address, or nothing: `null` and an empty field are the same. */
const email = z
  .string({ error: "Thư điện tử: cần nhập chữ." })
  .max(200, { error: "Thư điện tử: dài quá 200 ký tự.", abort: true })
  .trim()
  .toLowerCase()
  .refine((text) => text === "" || z.email().safeParse(text).success, {
    error: "Thư điện tử: cần một địa chỉ như ten@coquan.vn, hoặc để trống.",
  })
  .transform((text) => (text === "" ? null : text));

/** Who is to have an account, as it is typed. */
export const personFields = {
  name: { kind: "line", label: "Họ và tên", min: 2, max: 120, hint: "Ví dụ: Nguyễn Thị Hoa" },
  username: {
    kind: "line",
    label: "Tên đăng nhập",
    max: 40,
    hint: "Chữ không dấu, số, dấu chấm. Ví dụ: nguyen.thi.hoa",
  },
  email: { kind: "line", label: "Thư điện tử (nếu có)", max: 199, optional: true },
} as const satisfies Fields;

export const createPersonInput = z.object({
  name: line("Họ và tên", { min: 2, max: 120 }),
  username,
  email: email.nullable(),
  post: postInput,
});

/** Days in which an invitation can be accepted. */
export const invitationDays = 14;

/** Crockford's letters: none that is read as another. */
const codeLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const codeLength = 20;

/** The code of an invitation from random bytes, in groups of four: `7K2M-…`. */
export const invitationCode = (bytes: Uint8Array): string => {
  const letters = [...bytes.subarray(0, codeLength)].map((byte) => codeLetters[byte % 32] ?? "").join("");
  return letters.replaceAll(/(.{4})(?!$)/gu, "$1-");
};

/** A code as it was typed, in the form in which it was printed: case, gaps and look-alikes do not matter. */
export const typedCode = (text: string): string => {
  const letters = text
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/gu, "")
    .replaceAll("O", "0")
    .replaceAll(/[IL]/gu, "1");
  return letters.replaceAll(/(.{4})(?!$)/gu, "$1-");
};

export const acceptInvitationInput = z
  .object({
    username: z
      .string({ error: "Tên đăng nhập: cần nhập chữ." })
      .max(160, { error: "Tên đăng nhập: dài quá 40 ký tự.", abort: true })
      .overwrite(cleaned)
      .trim()
      .toLowerCase()
      .min(1, { error: "Tên đăng nhập: chưa nhập." }),
    code: z.string({ error: "Mã mời: cần nhập chữ." }).max(100, { error: "Mã mời: dài quá." }).transform(typedCode),
    password,
  })
  .refine(notOwnName, ownName);

export const lockFields = {
  reason: { kind: "line", label: "Lý do khóa", min: 5, max: 500, hint: "Ví dụ: chuyển công tác từ 01/12/2026" },
} as const satisfies Fields;
export const disablePersonInput = schemaOf(lockFields);

/** What a person is asked for again before a change of what protects their account. */
const ownPassword = z.string({ error: "Mật khẩu hiện tại: cần nhập." }).min(1, {
  error: "Mật khẩu hiện tại: chưa nhập.",
});
export const changePasswordInput = z.object({ current: ownPassword.max(200), password });
export const ownPasswordInput = z.object({ current: ownPassword.max(200) });
export const secondFactorCodeInput = z.object({
  code: z
    .string({ error: "Mã 6 số: cần nhập." })
    .transform((text) => text.replaceAll(/\s/gu, ""))
    .refine((text) => /^\d{6}$/u.test(text), { error: "Mã 6 số: cần đúng 6 chữ số trong ứng dụng." }),
});

/** What shows again who one is, before a decision: the password, or the digits of the second factor. */
export const proofInput = z.union([ownPasswordInput, secondFactorCodeInput]);

export const firstAdministratorInput = z
  .object({
    token: z.string().max(200),
    name: line("Họ và tên", { min: 2, max: 120 }),
    username,
    password,
    unitName: line("Tên đơn vị cao nhất", { min: 3, max: 200 }),
    unitKind: z.enum(unitKinds, { error: "Loại đơn vị: cần chọn một loại trong danh sách." }).default("province"),
    /** Since when the unit exists, so that what was before today can be entered; today without it. */
    unitFrom: day("Đơn vị có từ ngày").optional(),
  })
  .refine(notOwnName, ownName);

/** The address that stands for "no e-mail"; it is never written to. */
export const noMailAddress = (name: string): string => `${name}@no-mail.invalid`;
export const isRealAddress = (address: string): boolean => !address.endsWith("@no-mail.invalid");
