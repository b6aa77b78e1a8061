import { office, leaders, administrators } from "./role-groups.ts";
import { thingOf } from "./thing.ts";

export const event = thingOf({
  name: "Việc đã ghi nhận",
  heading: "Nhật ký",
  noun: "event",
  calls: "events",
  page: "/viec-da-lam",
  rights: {
    view: { text: "xem nhật ký", ...office, ...leaders, ...administrators },
  },
});
