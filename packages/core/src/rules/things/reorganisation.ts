import { office, leaders, administrators } from "./role-groups.ts";
import { thingOf } from "./thing.ts";

export const reorganisation = thingOf({
  name: "Phương án sắp xếp",
  heading: "Phương án sắp xếp đơn vị",
  noun: "reorganisation",
  calls: "reorganisations",
  page: "/sap-xep",
  ownPage: true,
  form: true,
  title: "title",
  rights: {
    view: { text: "xem phương án sắp xếp", ...office, ...leaders, ...administrators },
    plan: { text: "lập phương án sắp xếp", ...administrators },
    edit: { text: "sửa phương án sắp xếp", ...administrators },
    discard: { text: "bỏ phương án sắp xếp", ...administrators },
    carryOut: { text: "thực hiện phương án sắp xếp", ...administrators },
    place: { text: "phân về đơn vị kế tiếp sau chia tách", ...office },
    undo: { text: "hoàn tác phương án sắp xếp", ...administrators },
  },
});
