import { z } from "zod";
import { day } from "./days.ts";
import { roles } from "./policy.ts";
import { line } from "./text.ts";

/** Seats on a council. */
export const bodySeatText = {
  chair: "Chủ tịch hội đồng",
  viceChair: "Phó chủ tịch hội đồng",
  member: "Ủy viên",
  secretary: "Thư ký hội đồng",
} as const;
export type BodySeat = keyof typeof bodySeatText;
export const bodySeats = Object.keys(bodySeatText) as [BodySeat, ...BodySeat[]];

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

export const postInput = z.object({
  role: z.enum(roles, { error: "Vai trò: cần chọn một vai trò trong danh sách." }),
  validFrom: day("Giữ chức vụ từ ngày"),
  seat: z.enum(bodySeats, { error: "Chức danh trong hội đồng: cần chọn trong danh sách." }).nullable(),
});

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
