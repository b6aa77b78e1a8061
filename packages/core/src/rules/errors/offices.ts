import { failure } from "./failure.ts";

/** Failures about people, their accounts, posts and bodies. */
export const officesErrors = {
  "session.required": failure("unauthenticated", () => "Vui lòng đăng nhập để tiếp tục."),
  "session.wrongPassword": failure("unauthenticated", () => "Tên đăng nhập hoặc mật khẩu chưa đúng."),
  "session.wrongOwnPassword": failure("invalid", () => "Mật khẩu hiện tại chưa đúng."),
  "session.wrongSecondFactor": failure(
    "invalid",
    () => "Mã 6 số chưa đúng, đã hết hạn hoặc đã được dùng. Hãy nhập mã đang hiện trong ứng dụng.",
  ),
  "session.secondFactorState": failure(
    "conflict",
    () => "Xác thực hai bước của tài khoản vừa được thay đổi ở nơi khác. Hãy tải lại trang rồi thực hiện lại.",
  ),
  "session.tooManyAttempts": failure<{ minutes: number }>(
    "tooMany",
    ({ minutes }) => `Đã thử sai quá nhiều lần từ mạng này. Hãy đợi ${minutes} phút rồi thử lại.`,
  ),
  "session.otherPerson": failure<{ name: string }>(
    "conflict",
    ({ name }) =>
      `Trình duyệt này hiện đăng nhập bằng tài khoản của ${name}, không phải người đang mở trang. Chưa có gì được ghi; nội dung đã nhập vẫn còn trên màn hình.`,
  ),
  "session.pageWithoutPerson": failure(
    "conflict",
    () => "Trang này đã cũ nên chưa ghi được. Hãy chép lại nội dung vừa nhập nếu cần, rồi tải lại trang.",
  ),
  "session.proofNeeded": failure(
    "forbidden",
    () => "Việc này cần xác nhận lại đúng là đồng chí: hãy nhập mật khẩu, hoặc mã 6 số, rồi thực hiện tiếp.",
  ),
  "session.codeNeeded": failure(
    "invalid",
    () => "Tài khoản của đồng chí đã bật xác thực hai bước: hãy nhập mã 6 số đang hiện trong ứng dụng.",
  ),
  "session.notFound": failure("notFound", () => "Thiết bị này đã đăng xuất từ trước."),
  "session.notLinked": failure("notFound", () => "Tài khoản chưa liên kết với nơi đăng nhập này."),
  /** Which of the two, and whose, is not said: the account may be out of the reach of whoever is told. */
  "person.taken": failure(
    "conflict",
    () => "Tên đăng nhập hoặc thư điện tử này đã có tài khoản dùng. Cần chọn tên khác, hoặc bỏ trống thư điện tử.",
  ),
  "person.disabled": failure(
    "conflict",
    () => "Tài khoản đang bị khóa. Hãy mở khóa trước rồi cấp lại quyền đăng nhập.",
  ),
  "person.alreadyDisabled": failure("conflict", () => "Tài khoản này đã bị khóa từ trước."),
  "person.notDisabled": failure("conflict", () => "Tài khoản này không bị khóa."),
  "person.ownAccount": failure(
    "forbidden",
    () => "Đồng chí không tự khóa hoặc cấp lại quyền đăng nhập cho chính mình được.",
  ),
  "person.notWaiting": failure("conflict", () => "Người này không có lời mời nào chờ xác nhận. Hãy tải lại trang."),
  "person.slipBySecond": failure(
    "forbidden",
    () =>
      "Người này giữ chức vụ lãnh đạo hoặc quản trị, nên phiếu mời do quản trị khác in, không phải người đã đề nghị; hoặc hệ thống gửi thư thẳng cho người này.",
  ),
  "person.disabledFromAbove": failure(
    "forbidden",
    () =>
      "Người này giữ chức vụ lãnh đạo hoặc quản trị, nên chỉ quản trị ở cấp trên khóa tài khoản được. Nếu không có cấp trên, hãy đề nghị cấp lại quyền đăng nhập: khi người thứ hai xác nhận thì mọi cách đăng nhập hiện có hết hiệu lực.",
  ),
  "person.noInvitation": failure(
    "conflict",
    () => "Người này không có lời mời nào còn hiệu lực. Hãy dùng “Cấp lại phiếu mời” để có phiếu mới.",
  ),
  "invitation.wrong": failure(
    "invalid",
    () => "Tên đăng nhập hoặc mã mời chưa đúng. Hãy xem lại phiếu hoặc thư mời mới nhất.",
  ),
  "invitation.used": failure("conflict", () => "Mã mời này đã được dùng. Hãy đăng nhập bằng mật khẩu đã đặt."),
  "invitation.expired": failure(
    "conflict",
    () => "Mã mời này đã hết hạn hoặc đã được thay bằng mã mới. Hãy liên hệ người quản trị để nhận phiếu mới.",
  ),
  "person.linkUsed": failure(
    "conflict",
    () =>
      "Đường dẫn tạo quản trị viên đầu tiên không đúng hoặc đã được dùng. Hãy khởi động lại máy chủ để nhận đường dẫn mới.",
  ),
  "post.endsBeforeStart": failure<{ from: string }>(
    "invalid",
    ({ from }) => `Ngày thôi giữ chức vụ không được trước ngày nhận chức vụ (${from}).`,
  ),
  "post.bodyRequired": failure(
    "invalid",
    () => "Vai trò này thuộc một hội đồng, tổ hoặc ban của đơn vị: cần chọn chức danh, và chọn đúng hội đồng, tổ, ban.",
  ),
  "post.leavesUnattended": failure<{ role: string; unit: string; openWork: number }>(
    "conflict",
    ({ role, unit, openWork }) =>
      `Sau ngày này ${unit} không còn ai giữ vai trò ${role}${openWork > 0 ? `, trong khi còn ${openWork} việc chưa xong` : ""}. Hãy chọn người kế nhiệm, hoặc giao vai trò này cho người khác trước.`,
  ),
  "post.bodyAtWork": failure<{ name: string; today: string }>(
    "conflict",
    ({ name, today }) =>
      `Hội đồng, tổ, ban “${name}” đang chấm điểm hoặc đang có phiên họp, nên chức danh trong đó chỉ bắt đầu hoặc kết thúc từ hôm nay (${today}) trở đi, không ghi lùi ngày.`,
  ),
  "post.seatAtWork": failure<{ name: string }>(
    "forbidden",
    ({ name }) =>
      `Hội đồng “${name}” đang chấm điểm hoặc đang có phiên họp, nên việc cho thôi thành viên do lãnh đạo của đơn vị hoặc cấp trên ghi, ở trang của hội đồng.`,
  ),
  "post.seatNotAtWork": failure(
    "conflict",
    () =>
      "Hội đồng không có việc đang làm, hoặc chức vụ này không phải chức danh trong hội đồng thẩm định: quản trị ghi thôi giữ chức vụ.",
  ),
  "post.decidingEndsInPast": failure<{ role: string; today: string }>(
    "invalid",
    ({ role, today }) => `Vai trò ${role} chỉ thôi giữ từ hôm nay (${today}) trở đi, không ghi lùi ngày.`,
  ),
  "post.toOneself": failure<{ role: string }>(
    "forbidden",
    ({ role }) => `Không ai tự giao cho mình vai trò ${role}. Hãy đề nghị một quản trị khác giao.`,
  ),
  "post.notWaiting": failure("conflict", () => "Chức vụ này không còn chờ xác nhận. Hãy tải lại trang."),
  "post.secondPerson": failure(
    "forbidden",
    () =>
      "Việc này cần người thứ hai: lãnh đạo của đơn vị hoặc cấp trên, hay quản trị ở cấp trên, khác người đề nghị và khác người được giao.",
  ),
  "post.notInForce": failure<{ name: string }>(
    "conflict",
    ({ name }) => `Chức vụ của ${name} đã kết thúc hoặc chưa bắt đầu nên không thực hiện được. Hãy tải lại trang.`,
  ),
  "post.seatNotLent": failure(
    "invalid",
    () => "Ghế trong hội đồng, tổ, ban là của riêng từng người nên không cử người làm thay. Hãy cử thành viên mới.",
  ),
  "post.isSubstitute": failure(
    "invalid",
    () => "Người đang làm thay không bàn giao và không cử người khác làm thay. Hãy thực hiện từ chức vụ gốc.",
  ),
  "post.substituteForSelf": failure("invalid", () => "Người làm thay phải khác người đang giữ chức vụ."),
  "post.successorIsSelf": failure("invalid", () => "Người kế nhiệm phải khác người bàn giao."),
  "post.outsideTerm": failure<{ from: string; to: string | null }>(
    "invalid",
    ({ from, to }) =>
      `Thời gian làm thay phải nằm trong thời gian giữ chức vụ (từ ${from}${to === null ? "" : ` đến ${to}`}).`,
  ),
  "post.organElsewhere": failure(
    "invalid",
    () => "Cơ quan được giao phải là một đơn vị trực thuộc đơn vị giữ chức vụ.",
  ),

  "body.noCouncil": failure(
    "notFound",
    () => "Đơn vị và các cấp trên của đơn vị chưa có hội đồng. Hãy cử thành viên hội đồng ở trang Quản trị.",
  ),
  "body.notFound": failure("notFound", () => "Không tìm thấy hội đồng, tổ, ban này."),
  "body.alreadyThere": failure<{ name: string }>(
    "conflict",
    ({ name }) => `Đơn vị đang có “${name}”. Mỗi đơn vị chỉ có một hội đồng thẩm định; hãy giải thể hội đồng cũ trước.`,
  ),
  "body.unitOnlyProposes": failure(
    "invalid",
    () =>
      "Thôn, tổ dân phố, chi bộ không lập hội đồng thẩm định: mô hình ở đây do hội đồng của đơn vị cấp trên thẩm định.",
  ),
  "body.hasOpenMeeting": failure<{ name: string }>(
    "conflict",
    ({ name }) => `Còn phiên họp của “${name}” chưa kết thúc nên chưa giải thể được.`,
  ),
  "body.hasUndecided": failure<{ name: string; count: number }>(
    "conflict",
    ({ name, count }) =>
      `Còn ${count} mô hình, đơn vị đang được “${name}” chấm điểm hoặc chờ biểu quyết, nên chưa giải thể được. Hãy hoàn tất hoặc trả lại trước.`,
  ),
  "advisory.tooEarly": failure<{ name: string; from: string }>(
    "conflict",
    ({ name, from }) =>
      `Cơ quan “${name}” đã được phân công từ ngày ${from} ở cấp và lĩnh vực này. Hãy chọn ngày từ ngày đó trở đi.`,
  ),
  "advisory.endsBeforeStart": failure<{ from: string }>(
    "invalid",
    ({ from }) => `Ngày cuối cùng còn phụ trách không được trước ngày được phân công (${from}).`,
  ),
  "advisory.alreadyEnded": failure<{ name: string; on: string }>(
    "conflict",
    ({ name, on }) => `Cơ quan “${name}” đã thôi phụ trách từ sau ngày ${on}. Hãy tải lại trang.`,
  ),
  "advisory.followed": failure<{ name: string; from: string }>(
    "conflict",
    ({ name, from }) =>
      `Cơ quan “${name}” được phân công tiếp theo từ ngày ${from}. Hãy chọn ngày cuối cùng trước ngày đó.`,
  ),
  "document.noSuchIssuer": failure<{ symbol: string }>(
    "invalid",
    ({ symbol }) =>
      `Hôm nay đơn vị không ban hành văn bản qua cơ quan có ký hiệu “${symbol}”. Hãy tải lại trang rồi chọn lại cơ quan.`,
  ),
  "document.typeNotAllowed": failure<{ issuer: string; type: string; why: string }>(
    "invalid",
    ({ issuer, type, why }) =>
      `${issuer} không lấy số cho loại văn bản “${type}” được, vì ${why}. Hãy chọn loại văn bản khác.`,
  ),
  "document.numberTaken": failure<{ number: string; abstract: string; name: string }>(
    "conflict",
    ({ number, abstract, name }) =>
      `Số ${number} đã có người lấy: ${name} giữ cho “${abstract}”. Hãy bỏ trống ô số bắt đầu để nhận số tiếp theo.`,
  ),
  "document.seriesBegun": failure<{ last: string }>(
    "conflict",
    ({ last }) =>
      `Sổ của loại văn bản này đã bắt đầu và đã cấp đến số ${last}. Hãy bỏ trống ô số bắt đầu để nhận số tiếp theo.`,
  ),
  "document.alreadyRecorded": failure<{ number: string; issuer: string; on: string; abstract: string }>(
    "conflict",
    ({ number, issuer, on, abstract }) =>
      `Sổ đã có văn bản số ${number} ngày ${on} của ${issuer}: “${abstract}”. Hãy kiểm tra lại số, cơ quan ban hành và năm.`,
  ),
  "document.faulty": failure<{ faults: readonly string[] }>(
    "invalid",
    ({ faults }) => `Văn bản chưa ban hành được. ${faults.join(" ")}`,
  ),
  "document.alreadyIssued": failure<{ number: string }>(
    "conflict",
    ({ number }) => `Bản chốt này đã được ban hành, số ${number}. Muốn ban hành lại, hãy chốt một bản mới.`,
  ),
  "document.notWritten": failure(
    "notFound",
    () => "Văn bản này được ghi vào sổ bằng tay nên không có tệp do phần mềm lập.",
  ),
  "document.datedAhead": failure<{ today: string }>(
    "invalid",
    ({ today }) => `Ngày ban hành không được sau hôm nay (${today}).`,
  ),
  "document.otherSeries": failure<{ number: string; series: string; other: string }>(
    "invalid",
    ({ number, series, other }) =>
      `Số ${number} thuộc sổ ${series}, còn ngày ban hành đã nhập thuộc sổ ${other}. Hãy sửa ngày, hoặc hủy số này và lấy số mới.`,
  ),
  "document.outOfOrder": failure<{ number: string; on: string; other: string; otherOn: string }>(
    "conflict",
    ({ number, on, other, otherOn }) =>
      `Số và ngày phải cùng thứ tự: số ${number} ghi ngày ${on}, trong khi số ${other} đã ban hành ngày ${otherOn}. Hãy sửa ngày, hoặc hủy số này và lấy số mới.`,
  ),
  "body.dissolvedOutside": failure<{ from: string; to: string }>(
    "invalid",
    ({ from, to }) => `Ngày giải thể phải từ ngày làm việc cuối của hội đồng, tổ, ban (${from}) đến hôm nay (${to}).`,
  ),
} as const;
