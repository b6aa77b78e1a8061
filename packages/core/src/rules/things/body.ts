import { insiders, ownOffice, administrators } from "./role-groups.ts";
import { thingOf } from "./thing.ts";

export const body = thingOf({
  name: "Hội đồng, tổ, ban",
  heading: "Hội đồng, tổ, ban",
  noun: "body",
  calls: "bodies",
  page: "/quan-tri/hoi-dong",
  ownPage: true,
  form: true,
  title: "name",
  rights: {
    view: { text: "xem hội đồng, tổ, ban", ...insiders, ...administrators },
    found: { text: "lập hội đồng, tổ, ban", ...ownOffice, ...administrators },
    edit: { text: "sửa quy chế của hội đồng, tổ, ban", ...ownOffice, ...administrators },
    dissolve: { text: "giải thể hội đồng, tổ, ban", ...ownOffice, ...administrators },
  },
});
