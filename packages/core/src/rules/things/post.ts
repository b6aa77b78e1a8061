import { leaders, administrators } from "./role-groups.ts";
import { thingOf } from "./thing.ts";

export const post = thingOf({
  name: "Chức vụ",
  heading: "Chức vụ",
  noun: "post",
  calls: "posts",
  page: "/quan-tri",
  // Who holds which post is seen with the people of a unit.
  view: "person.view",
  form: true,
  rights: {
    appoint: { text: "giao chức vụ", ...administrators },
    confirm: { text: "xác nhận chức vụ", proof: true, ...leaders, ...administrators },
    substitute: { text: "cử người làm thay", ...administrators },
    end: { text: "ghi thôi giữ chức vụ", ...administrators },
    /** A seat whose end could drop a sheet or a paper is not the administrators' alone. */
    release: { text: "cho thôi thành viên hội đồng đang làm việc", proof: true, ...leaders },
    handOver: { text: "bàn giao chức vụ", ...administrators },
  },
});
