import { everyone, administrators } from "./role-groups.ts";
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
    manage: { text: "quản lý kỳ", ...administrators },
  },
});
