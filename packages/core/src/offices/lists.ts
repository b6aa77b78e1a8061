import { listOf } from "../rules/lists.ts";
import { roleText } from "../rules/policy.ts";
import { bodyKindText } from "./bodies.ts";
import { accountStateText } from "./people.ts";

/** The councils, panels and committees. */
export const bodyList = listOf(
  "Hội đồng, tổ, ban",
  {
    name: { label: "Tên", kind: "line", main: true },
    kind: { label: "Loại", kind: "choice", options: bodyKindText, main: true },
    unitName: { label: "Đơn vị", kind: "line", main: true },
    members: { label: "Thành viên", kind: "count", main: true },
    dissolvedOn: { label: "Giải thể", kind: "day" },
  },
  "unitName",
);

/** Who holds which post where, with how their accounts stand. */
export const peopleList = listOf(
  "Người dùng và chức vụ",
  {
    name: { label: "Họ và tên", kind: "line", main: true },
    username: { label: "Tên đăng nhập", kind: "line", under: "name" },
    role: { label: "Vai trò", kind: "choice", options: roleText, main: true },
    bodyName: { label: "Hội đồng, tổ, ban", kind: "line", under: "role" },
    document: { label: "Văn bản", kind: "line", under: "role" },
    unitName: { label: "Đơn vị", kind: "line", main: true },
    validFrom: { label: "Từ ngày", kind: "day", main: true },
    validTo: { label: "Đến ngày", kind: "day", under: "validFrom" },
    account: { label: "Tài khoản", kind: "choice", options: accountStateText, main: true },
  },
  "name",
);
