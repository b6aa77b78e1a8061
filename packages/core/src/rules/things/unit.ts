import { everyone, office, administrators } from "./role-groups.ts";
import { thingOf } from "./thing.ts";

export const unit = thingOf({
  name: "Đơn vị",
  heading: "Đơn vị",
  noun: "unit",
  calls: "units",
  page: "/don-vi",
  menu: { text: "Đơn vị" },
  ownPage: true,
  form: true,
  rights: {
    view: { text: "xem đơn vị", ...everyone },
    manage: { text: "quản lý đơn vị", ...administrators },
    describe: { text: "ghi đặc điểm địa bàn của đơn vị", unitOfficer: "own", ...office, ...administrators },
  },
});
