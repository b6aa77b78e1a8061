import { insiders, office, leaders, officeOfCouncil } from "./role-groups.ts";
import { type ConsequenceFacts, says, thingOf } from "./thing.ts";

const stillOpen = ({ undecided = 0 }: ConsequenceFacts): string =>
  undecided > 0 ? ` Còn ${undecided} việc chưa xác nhận nên hệ thống sẽ chưa cho thực hiện.` : "";

export const assessment = thingOf({
  name: "Bảng điểm",
  heading: "Chấm điểm",
  noun: "scoring",
  calls: "scoring",
  page: "/cham-diem",
  menu: { text: "Chấm điểm", bottom: true },
  ownPage: true,
  states: {
    open: { text: "Chờ báo cáo số liệu", tone: "quiet", begins: true },
    selfScored: { text: "Đã tự chấm", tone: "waiting" },
    underAppraisal: { text: "Đang thẩm định", tone: "going" },
    verified: { text: "Đã phúc tra", tone: "going" },
    closed: { text: "Đã đóng chấm điểm", tone: "good" },
    reopened: { text: "Mở lại", tone: "waiting" },
  },
  steps: {
    submit: { from: ["open"], to: "selfScored", waits: { open: "bảng điểm cần báo cáo số liệu" } },
    return: {
      from: ["selfScored", "underAppraisal", "reopened"],
      to: "open",
      reason: true,
      consequence: says("Bảng tự chấm trở về đơn vị để bổ sung; đơn vị đọc được lý do dưới đây."),
    },
    appraise: {
      from: ["selfScored", "reopened"],
      to: "underAppraisal",
      waits: { selfScored: "bảng tự chấm chờ xác nhận", reopened: "bảng tự chấm chờ xác nhận" },
      main: true,
      consequence: (facts) =>
        `Bảng điểm được chuyển cho các thành viên của hội đồng phụ trách đơn vị cho điểm.${stillOpen(facts)}`,
    },
    verify: {
      from: ["underAppraisal"],
      to: "verified",
      consequence: (facts) => `Ghi nhận đã phúc tra số liệu hôm nay. Hội đồng vẫn cho điểm được.${stillOpen(facts)}`,
    },
    close: {
      from: ["underAppraisal", "verified"],
      to: "closed",
      waits: { underAppraisal: "bảng điểm đang chấm, chờ đóng", verified: "bảng điểm đang chấm, chờ đóng" },
      main: true,
      consequence: (facts) =>
        `${facts.handedIn ?? "Các"} thành viên đã nộp phiếu. Sau khi đóng, phiếu chưa nộp không được tính, điểm của từng người và kết quả được mở cho mọi người.${stillOpen(facts)}`,
    },
    reopen: {
      from: ["closed"],
      to: "reopened",
      reason: true,
      consequence: says("Kết quả đang có được giữ trong hồ sơ. Các phiếu đã nộp được trả lại cho thành viên để sửa."),
    },
  },
  rights: {
    view: { text: "xem bảng điểm", ...insiders },
    viewUnsent: { text: "xem số liệu đang nhập, chưa gửi", unitOfficer: "below", ...office, ...leaders },
    begin: { text: "bắt đầu đánh giá đơn vị", ...office },
    declare: { text: "báo cáo số liệu", unitOfficer: "own" },
    submit: { text: "gửi bảng tự chấm", unitOfficer: "own" },
    return: { text: "trả lại bảng tự chấm", ...officeOfCouncil },
    decide: { text: "xác nhận minh chứng và đề nghị không phát sinh", ...officeOfCouncil },
    appraise: { text: "chuyển hội đồng thẩm định", ...officeOfCouncil },
    verify: { text: "ghi nhận phúc tra", ...officeOfCouncil },
    mark: { text: "cho điểm", councilMember: "belowNotOwn" },
    handIn: { text: "nộp phiếu chấm", councilMember: "belowNotOwn" },
    close: { text: "đóng chấm điểm", ...officeOfCouncil },
    reopen: { text: "mở lại chấm điểm", ...officeOfCouncil },
  },
});
