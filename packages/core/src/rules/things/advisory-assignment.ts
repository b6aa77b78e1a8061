import { everyone, office, administrators } from "./role-groups.ts";
import { thingOf } from "./thing.ts";

export const advisoryAssignment = thingOf({
  name: "Phân công tham mưu",
  heading: "Cơ quan tham mưu",
  noun: "advisory",
  calls: "advisory",
  page: "/co-quan-tham-muu",
  form: true,
  rights: {
    view: { text: "xem cơ quan tham mưu", ...everyone },
    assign: { text: "phân công cơ quan tham mưu", ...office, ...administrators },
    end: { text: "kết thúc phân công cơ quan tham mưu", ...office, ...administrators },
  },
});
