import { insiders, registrants } from "./role-groups.ts";
import { thingOf } from "./thing.ts";

export const evidence = thingOf({
  name: "Minh chứng",
  heading: "Minh chứng",
  noun: "evidence",
  calls: "evidence",
  page: "/minh-chung",
  rights: {
    view: { text: "xem minh chứng", ...insiders },
    /** The original of a photo tells where it was taken, which may be where somebody lives. */
    viewOriginal: { text: "xem tệp gốc của minh chứng", ...registrants },
    attach: { text: "đính kèm minh chứng", ...registrants },
    detach: { text: "gỡ minh chứng khỏi mô hình, tiêu chí", ...registrants },
    rename: { text: "ghi lại nội dung minh chứng", ...registrants },
    replace: { text: "thay tệp minh chứng", ...registrants },
    remove: { text: "bỏ minh chứng", ...registrants },
  },
});
