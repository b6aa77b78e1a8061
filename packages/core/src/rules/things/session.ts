import { everyone } from "./role-groups.ts";
import { thingOf } from "./thing.ts";

export const session = thingOf({
  name: "Tài khoản",
  heading: "Tài khoản",
  noun: "session",
  calls: "session",
  page: "/tai-khoan",
  rights: {
    view: { text: "xem tài khoản của mình", ...everyone },
    accept: { text: "nhận tài khoản", ...everyone },
    changePassword: { text: "đổi mật khẩu của mình", ...everyone },
    prove: { text: "xác nhận lại danh tính", ...everyone },
    end: { text: "đăng xuất một thiết bị của mình", proof: true, ...everyone },
    endOthers: { text: "đăng xuất mọi thiết bị khác của mình", proof: true, ...everyone },
    prepareSecondFactor: { text: "chuẩn bị xác thực hai bước", ...everyone },
    enableSecondFactor: { text: "bật xác thực hai bước", ...everyone },
    renewRecoveryCodes: { text: "cấp mã dự phòng mới", ...everyone },
    disableSecondFactor: { text: "tắt xác thực hai bước", ...everyone },
    link: { text: "liên kết đăng nhập ngoài", proof: true, ...everyone },
    unlink: { text: "bỏ liên kết đăng nhập ngoài", proof: true, ...everyone },
  },
});
