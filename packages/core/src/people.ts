import { z } from "zod";
import { postInput } from "./posts.ts";
import { line } from "./text.ts";

/** A name one signs in with: letters without marks, digits, dots and hyphens. */
export const username = z
  .string({ error: "Tên đăng nhập: cần nhập chữ." })
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9.-]{2,39}$/u, {
    error: "Tên đăng nhập: 3–40 ký tự, chỉ gồm chữ không dấu, số, dấu chấm, gạch ngang.",
  });

/** Long rather than complicated. */
export const password = z
  .string({ error: "Mật khẩu: cần nhập." })
  .min(10, { error: "Mật khẩu: cần ít nhất 10 ký tự." })
  .max(200, { error: "Mật khẩu: dài quá 200 ký tự." });

export const createPersonInput = z.object({
  name: line("Họ và tên", { min: 2, max: 120 }),
  username,
  password,
  post: postInput,
});

export const firstAdministratorInput = z.object({
  token: z.string().max(200),
  name: line("Họ và tên", { min: 2, max: 120 }),
  username,
  password,
  unitName: line("Tên đơn vị cao nhất", { min: 3, max: 200 }),
});

/** The address that stands for "no e-mail"; it is never written to. */
export const noMailAddress = (name: string): string => `${name}@no-mail.invalid`;
