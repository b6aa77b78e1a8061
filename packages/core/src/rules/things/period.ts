import { everyone, administrators, office } from "./role-groups.ts";
import { thingOf } from "./thing.ts";

export const period = thingOf({
  name: "Kỳ",
  heading: "Kỳ",
  noun: "period",
  calls: "periods",
  page: "/quan-tri/ky",
  form: true,
  title: "title",
  rights: {
    view: { text: "xem kỳ", ...everyone },
    extend: { text: "gia hạn đăng ký", ...office },
    manage: { text: "quản lý kỳ", ...administrators },
  },
});
