import { leaders, administrators } from "./role-groups.ts";
import { thingOf } from "./thing.ts";

export const person = thingOf({
  name: "Người dùng",
  heading: "Người dùng",
  noun: "person",
  calls: "people",
  page: "/quan-tri",
  menu: { text: "Quản trị" },
  form: true,
  rights: {
    view: { text: "xem người dùng", ...administrators },
    create: { text: "lập tài khoản", ...administrators },
    invite: { text: "cấp lại quyền đăng nhập", ...administrators },
    confirmInvite: { text: "xác nhận cấp lại quyền đăng nhập", proof: true, ...leaders, ...administrators },
    disable: { text: "khóa tài khoản", ...administrators },
    enable: { text: "mở khóa tài khoản", ...administrators },
  },
});
