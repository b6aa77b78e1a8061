import { failure } from "./failure.ts";

const list = (names: readonly string[]): string => names.join("; ");

type Fields = { readonly fields: readonly { readonly path: string; readonly message: string }[] };
/** The messages of the fields, each a sentence of its own. */
const said = ({ fields }: Fields): string => fields.map((field) => field.message).join(" ");

/** Failures about periods, models and what becomes of them. */
export const movementErrors = {
  "period.highestUnitOnly": failure(
    "forbidden",
    () =>
      "Kỳ dùng chung cho mọi đơn vị nên chỉ đơn vị cao nhất được mở, khóa kỳ (quản trị) hoặc gia hạn đăng ký (cơ quan thường trực).",
  ),
  "period.notBegun": failure<{ title: string; opensOn: string }>(
    "conflict",
    ({ title, opensOn }) => `${title} mở đăng ký từ ngày ${opensOn}. Đề nghị chọn kỳ đang mở, hoặc đăng ký từ ngày đó.`,
  ),
  "period.extensionNotLater": failure<{ present: string }>(
    "invalid",
    ({ present }) => `Hạn đăng ký mới phải sau hạn đang áp dụng là ngày ${present}.`,
  ),
  "period.extensionAfterEnd": failure<{ endsOn: string }>(
    "invalid",
    ({ endsOn }) => `Hạn đăng ký mới không được sau ngày kết thúc kỳ là ${endsOn}.`,
  ),
  "period.closed": failure<{ title: string; closedOn: string }>(
    "conflict",
    ({ title, closedOn }) => `${title} đã khóa ngày ${closedOn}; không thể thay đổi nội dung của kỳ này.`,
  ),

  "model.incomplete": failure<Fields>("invalid", (details) => `Phiếu đăng ký chưa đủ: ${said(details)}`),
  "model.mergeIntoItself": failure("invalid", () => "Không thể gộp mô hình vào chính nó. Hãy chọn một mô hình khác."),
  "model.mergeTarget": failure(
    "invalid",
    () => "Chỉ gộp vào một mô hình của cùng kỳ đã gửi đăng ký hoặc đã được tiếp nhận.",
  ),
  "model.holdsOthers": failure<{ titles: readonly string[] }>(
    "conflict",
    ({ titles }) =>
      `Cơ quan thường trực đã gộp mô hình khác vào mô hình này nên không rút được nữa: ${list(titles)}. Hãy đề nghị cơ quan thường trực trả lại hoặc dừng mô hình.`,
  ),
  "model.notContinuable": failure(
    "invalid",
    () => "Chỉ đăng ký duy trì từ một mô hình của kỳ trước đã được tiếp nhận.",
  ),

  "scoring.notFound": failure("notFound", () => "Không tìm thấy bảng điểm này."),
  "scoring.unknownEdition": failure<{ id: string }>("invalid", ({ id }) => `Không có bộ tiêu chí “${id}”.`),
  "scoring.notForUnits": failure(
    "invalid",
    () => "Bộ tiêu chí này không dùng để đánh giá đơn vị. Hãy chọn một bộ tiêu chí dành cho đơn vị.",
  ),
  "scoring.alreadyBegun": failure(
    "conflict",
    () => "Đơn vị này đã có bảng điểm theo bộ tiêu chí đó trong kỳ. Hãy mở bảng điểm đang có ở danh sách chấm điểm.",
  ),
  "scoring.figuresMissing": failure<Fields>(
    "invalid",
    (details) => `Số liệu chưa đủ hoặc chưa hợp lệ: ${said(details)}`,
  ),
  "scoring.undecided": failure<{ items: readonly string[] }>(
    "conflict",
    ({ items }) => `Còn nội dung chưa được cơ quan thường trực xác nhận: ${list(items)}.`,
  ),
  "scoring.notClaimable": failure<{ codes: readonly string[] }>(
    "invalid",
    ({ codes }) =>
      `Tiêu chí ${codes.join(", ")} không đủ điều kiện đề nghị “không phát sinh”: chỉ đề nghị khi tổng số đối tượng bằng 0 hoặc theo ghi chú của bộ tiêu chí.`,
  ),
  "scoring.claimRefused": failure<{ codes: readonly string[] }>(
    "conflict",
    ({ codes }) =>
      `Đề nghị “không phát sinh” ở tiêu chí ${codes.join(", ")} không được chấp thuận mà số liệu còn thiếu. Hãy trả lại để đơn vị bổ sung.`,
  ),
  "scoring.badMark": failure<Fields>("invalid", said),
  "scoring.marksMissing": failure<{ codes: readonly string[] }>(
    "invalid",
    ({ codes }) => `Chưa cho điểm tiêu chí ${codes.join(", ")}. Hãy cho điểm đủ trước khi nộp phiếu.`,
  ),
  "scoring.beforeCouncil": failure(
    "conflict",
    () =>
      "Mô hình đang ở một phiên họp hoặc đã được biểu quyết thông qua nên không mở lại chấm điểm được. Muốn xem xét lại, lãnh đạo không công nhận hoặc thu hồi công nhận trước.",
  ),
  "scoring.sheetHandedIn": failure("conflict", () => "Phiếu chấm đã nộp nên không sửa được nữa."),
  "scoring.noSheets": failure(
    "conflict",
    () => "Chưa có thành viên hội đồng nào nộp phiếu chấm nên chưa thể đóng chấm điểm.",
  ),
  "scoring.notMember": failure("forbidden", () => "Chỉ thành viên của hội đồng được giao bảng điểm này mới cho điểm."),
  "scoring.notSent": failure(
    "conflict",
    () => "Đơn vị đang soạn bảng tự chấm và chưa gửi. Khi đơn vị gửi thì mới in được.",
  ),
  "scoring.ownUnit": failure("forbidden", () => "Đồng chí thuộc đơn vị được chấm nên không tham gia cho điểm."),

  "meeting.noItems": failure("invalid", () => "Phiên họp phải có ít nhất một mô hình để biểu quyết."),
  "meeting.itemNotReady": failure<{ titles: readonly string[] }>(
    "conflict",
    ({ titles }) =>
      `Chưa đủ điều kiện đưa ra hội đồng (phải đóng chấm điểm, đạt mức công nhận, không bị điểm liệt và chưa ở phiên khác): ${list(titles)}.`,
  ),
  "meeting.notOpen": failure("conflict", () => "Phiên họp chưa mở hoặc đã kết thúc biểu quyết."),
  "meeting.alreadyOpen": failure("conflict", () => "Phiên họp đã mở biểu quyết."),
  "meeting.alreadyVoted": failure("conflict", () => "Đồng chí đã bỏ phiếu ở phiên họp này."),
  "meeting.notMember": failure("forbidden", () => "Chỉ thành viên hội đồng của phiên họp này được bỏ phiếu."),
  "meeting.incompleteBallot": failure<{ titles: readonly string[] }>(
    "invalid",
    ({ titles }) => `Phiếu phải ghi ý kiến đúng với từng mô hình được quyền biểu quyết: ${list(titles)}.`,
  ),
  "meeting.noQuorum": failure<{ cast: number; required: number; members: number }>(
    "conflict",
    ({ cast, required, members }) =>
      `Mới có ${cast}/${members} thành viên bỏ phiếu; cần ít nhất ${required} thành viên để kết thúc biểu quyết.`,
  ),
  "meeting.tooFewBallots": failure<{ minimum: number; titles: readonly string[] }>(
    "conflict",
    ({ minimum, titles }) =>
      `Bỏ phiếu kín cần ít nhất ${minimum} phiếu cho từng mô hình để không lộ ý kiến của ai; chưa đủ phiếu: ${list(titles)}. Hãy chờ thêm phiếu, hoặc chuyển sang biểu quyết công khai.`,
  ),
  "meeting.rosterChanged": failure<{ joined: readonly string[]; left: readonly string[] }>(
    "conflict",
    ({ joined, left }) =>
      `Thành viên có quyền biểu quyết đã khác lúc triệu tập${joined.length > 0 ? `; thêm: ${joined.join(", ")}` : ""}${left.length > 0 ? `; thôi: ${left.join(", ")}` : ""}. Hãy chốt lại danh sách thành viên rồi mở biểu quyết.`,
  ),
  "meeting.secretSuffices": failure(
    "conflict",
    () =>
      "Bỏ phiếu kín của phiên họp này đủ hoặc còn chờ phiếu, nên không chuyển sang biểu quyết công khai. Chỉ chuyển khi đã đủ số thành viên bỏ phiếu mà một mô hình vẫn quá ít phiếu.",
  ),
  "meeting.isOpenVote": failure("conflict", () => "Phiên họp này đã biểu quyết công khai từ đầu."),

  "recognition.notPassed": failure<{ reason: string }>(
    "conflict",
    ({ reason }) => `Mô hình chưa đủ điều kiện công nhận: ${reason}`,
  ),
  "recognition.notDrafted": failure<{ action: string }>(
    "conflict",
    ({ action }) => `Chưa có dự thảo để “${action}”. Cơ quan thường trực ở cấp ra quyết định soạn dự thảo trước.`,
  ),
  "recognition.ownDraft": failure(
    "forbidden",
    () => "Dự thảo này do chính đồng chí soạn. Quyết định cần hai người: một người dự thảo, người khác ký xác nhận.",
  ),
  "decision.duplicate": failure<{ number: string }>(
    "conflict",
    ({ number }) =>
      `Quyết định số ${number} của cùng cơ quan đã có với ngày ký hoặc người ký khác. Hãy kiểm tra lại số quyết định.`,
  ),
  "decision.revokesItself": failure<{ number: string }>(
    "conflict",
    ({ number }) => `Quyết định số ${number} là quyết định công nhận mô hình này; thu hồi cần một quyết định khác.`,
  ),
  "decision.signedTooEarly": failure<{ notBefore: string }>(
    "invalid",
    ({ notBefore }) => `Ngày ký không được trước ngày biểu quyết hoặc ngày ký quyết định công nhận (${notBefore}).`,
  ),
  "decision.signedInFuture": failure<{ today: string }>(
    "invalid",
    ({ today }) => `Ngày ký không được sau ngày hôm nay (${today}).`,
  ),

  "replication.sourceNotRecognized": failure(
    "conflict",
    () => "Chỉ nhân rộng mô hình đã được công nhận và công bố, chưa bị thu hồi.",
  ),
  "replication.givenToOneself": failure(
    "invalid",
    () =>
      "Nhiệm vụ nhân rộng do cấp trên giao; đơn vị không tự giao cho mình rồi tự nghiệm thu. Hãy đề nghị để cấp trên giao.",
  ),
  "replication.ownUnit": failure("invalid", () => "Đơn vị nhân rộng phải khác đơn vị có mô hình gốc."),
  "replication.duplicate": failure(
    "conflict",
    () => "Đơn vị này đang có nhiệm vụ nhân rộng chính mô hình đó. Hãy theo dõi nhiệm vụ đang có.",
  ),
  "replication.dueInPast": failure<{ today: string }>(
    "invalid",
    ({ today }) => `Hạn hoàn thành phải sau ngày hôm nay (${today}).`,
  ),
} as const;
