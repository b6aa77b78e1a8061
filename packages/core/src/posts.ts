import { z } from "zod";
import { bodySeats } from "./bodies.ts";
import { day } from "./days.ts";
import { roles } from "./policy.ts";

export const postInput = z.object({
  role: z.enum(roles, { error: "Vai trò: cần chọn một vai trò trong danh sách." }),
  validFrom: day("Giữ chức vụ từ ngày"),
  seat: z.enum(bodySeats, { error: "Chức danh trong hội đồng: cần chọn trong danh sách." }).nullable(),
});
