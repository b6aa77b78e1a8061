import { office, leaders } from "./role-groups.ts";
import { thingOf } from "./thing.ts";

export const report = thingOf({
  name: "Báo cáo",
  heading: "Báo cáo",
  noun: "report",
  calls: "reports",
  page: "/bao-cao",
  menu: { text: "Báo cáo" },
  rights: {
    view: { text: "xem báo cáo", ...office, ...leaders, steeringMember: "below", viewer: "below" },
    freeze: { text: "chốt báo cáo", ...office },
    issue: { text: "lấy số và ban hành báo cáo", ...office },
  },
});
