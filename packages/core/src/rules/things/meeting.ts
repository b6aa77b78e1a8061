import { office, conveners } from "./role-groups.ts";
import { thingOf } from "./thing.ts";

export const meeting = thingOf({
  name: "Phiên họp",
  heading: "Phiên họp hội đồng",
  noun: "meeting",
  calls: "meetings",
  page: "/hop-hoi-dong",
  menu: { text: "Họp hội đồng" },
  ownPage: true,
  form: true,
  title: "title",
  rights: {
    view: { text: "xem phiên họp", ...office, secretary: "own", councilMember: "below", leader: "below" },
    convene: { text: "triệu tập phiên họp", ...conveners },
    renewRoster: { text: "chốt lại danh sách thành viên", ...conveners },
    voteOpenly: { text: "chuyển sang biểu quyết công khai", ...conveners },
    open: { text: "mở biểu quyết", ...conveners },
    vote: { text: "bỏ phiếu", councilMember: "own" },
    close: { text: "kết thúc biểu quyết", ...conveners },
  },
});
