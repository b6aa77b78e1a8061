import { everyone, office, administrators } from "./role-groups.ts";
import { thingOf } from "./thing.ts";

export const cluster = thingOf({
  name: "Cụm, khối thi đua",
  heading: "Cụm, khối thi đua",
  noun: "cluster",
  calls: "clusters",
  page: "/cum-khoi",
  form: true,
  title: "name",
  rights: {
    view: { text: "xem cụm, khối thi đua", ...everyone },
    found: { text: "lập cụm, khối thi đua", ...office, ...administrators },
    assign: { text: "xếp đơn vị vào cụm, khối thi đua", ...office, ...administrators },
  },
});
