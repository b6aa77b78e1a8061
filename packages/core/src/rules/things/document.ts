import { insiders, registrants } from "./role-groups.ts";
import { says, thingOf } from "./thing.ts";

export const document = thingOf({
  name: "Văn bản",
  heading: "Sổ văn bản",
  noun: "document",
  calls: "documents",
  page: "/van-ban",
  menu: { text: "Văn bản" },
  ownPage: true,
  form: true,
  title: "number_text",
  states: {
    reserved: { text: "Đã giữ số", tone: "waiting", begins: true },
    issued: { text: "Đã ban hành", tone: "good", begins: true },
    cancelled: { text: "Đã hủy số", tone: "quiet" },
  },
  steps: {
    issue: {
      from: ["reserved"],
      to: "issued",
      waits: { reserved: "số văn bản đã giữ, chờ ban hành" },
      main: true,
    },
    cancel: {
      from: ["reserved"],
      to: "cancelled",
      reason: true,
      consequence: says("Số này không được dùng lại; nó ở lại trong sổ là số đã hủy, cùng với lý do."),
    },
  },
  rights: {
    view: { text: "xem sổ văn bản", ...insiders },
    reserve: { text: "giữ số văn bản", ...registrants },
    record: { text: "ghi văn bản đến", ...registrants },
    issue: { text: "ghi ban hành văn bản", ...registrants },
    cancel: { text: "hủy số văn bản", ...registrants },
  },
});
