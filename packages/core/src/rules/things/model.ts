import { insiders, registrants, office } from "./role-groups.ts";
import { thingOf, says } from "./thing.ts";

export const model = thingOf({
  name: "Mô hình",
  heading: "Mô hình",
  noun: "model",
  calls: "models",
  page: "/mo-hinh",
  menu: { text: "Mô hình", bottom: true },
  ownPage: true,
  states: {
    draft: { text: "Nháp", tone: "quiet", begins: true },
    submitted: { text: "Đã đăng ký", tone: "waiting" },
    returned: { text: "Trả lại để bổ sung", tone: "bad" },
    accepted: { text: "Đã tiếp nhận", tone: "going" },
    suspended: { text: "Tạm dừng", tone: "quiet" },
    discontinued: { text: "Đã dừng", tone: "quiet" },
    rejected: { text: "Không tiếp nhận", tone: "bad" },
    merged: { text: "Đã gộp", tone: "quiet" },
    withdrawn: { text: "Đã rút", tone: "quiet" },
  },
  steps: {
    submit: {
      from: ["draft", "returned"],
      to: "submitted",
      waits: { returned: "phiếu đăng ký bị trả lại, cần bổ sung", draft: "phiếu đăng ký đang soạn, chưa gửi" },
      due: true,
      consequence: says(
        "Phiếu được gửi đến cơ quan thường trực; sau khi gửi, đơn vị không sửa được nữa, trừ khi phiếu được trả lại.",
      ),
    },
    accept: {
      from: ["submitted"],
      to: "accepted",
      waits: { submitted: "phiếu đăng ký chờ tiếp nhận" },
      main: true,
      consequence: says("Mô hình được tiếp nhận vào kỳ; bảng điểm được lập và đơn vị bắt đầu báo cáo số liệu."),
    },
    return: {
      from: ["submitted"],
      to: "returned",
      reason: true,
      consequence: says("Phiếu được trả lại cho đơn vị để bổ sung rồi gửi lại."),
    },
    reject: {
      from: ["submitted"],
      to: "rejected",
      reason: true,
      consequence: says("Mô hình không được tiếp nhận trong kỳ này; quyết định này không rút lại được."),
    },
    merge: { from: ["submitted"], to: "merged", reason: true },
    withdraw: {
      from: ["draft", "submitted", "returned"],
      to: "withdrawn",
      reason: true,
      consequence: says(
        "Đăng ký của mô hình này chấm dứt và không mở lại được. Muốn đăng ký lại, đơn vị lập phiếu mới.",
      ),
    },
    suspend: {
      from: ["accepted"],
      to: "suspended",
      reason: true,
      consequence: says("Mô hình tạm dừng; việc chấm điểm cũng dừng cho đến khi được tiếp tục."),
    },
    resume: {
      from: ["suspended"],
      to: "accepted",
      consequence: says("Mô hình được tiếp tục và lại được chấm điểm."),
    },
    discontinue: {
      from: ["accepted", "suspended"],
      to: "discontinued",
      reason: true,
      consequence: says("Mô hình dừng hẳn từ hôm nay và không mở lại được."),
    },
  },
  rights: {
    view: { text: "xem mô hình", ...insiders },
    /** What is not sent yet is between the unit and the office that may register on its behalf. */
    viewDraft: { text: "xem phiếu đang soạn, chưa gửi", ...registrants },
    viewContact: { text: "xem người liên hệ, năm sinh trong phiếu", ...registrants },
    /** Nobody's: done by the program when the day has come. */
    forgetContact: { text: "gỡ người liên hệ, năm sinh hết thời hạn lưu" },
    create: { text: "lập phiếu đăng ký", ...registrants },
    edit: { text: "sửa phiếu đăng ký", ...registrants },
    submit: { text: "gửi đăng ký", ...registrants },
    withdraw: { text: "rút đăng ký", ...registrants },
    accept: { text: "tiếp nhận", ...office },
    return: { text: "trả lại để bổ sung", ...office },
    reject: { text: "không tiếp nhận", ...office },
    merge: { text: "gộp mô hình", ...office },
    suspend: { text: "tạm dừng", ...office },
    resume: { text: "cho tiếp tục", ...office },
    discontinue: { text: "dừng mô hình", ...office },
  },
});
