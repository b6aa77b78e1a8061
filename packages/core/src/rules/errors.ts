import type { Clash } from "../ground/changes.ts";

/** What went wrong, in terms a caller can act on. `api` maps each kind to one transport code. */
export type ErrorKind =
  | "unauthenticated"
  | "forbidden"
  | "notFound"
  | "conflict"
  | "invalid"
  | "tooMany"
  | "unavailable";

const failure = <Details = void>(kind: ErrorKind, message: (details: Details) => string) => ({ kind, message });

const list = (names: readonly string[]): string => names.join("; ");

type Fields = { readonly fields: readonly { readonly path: string; readonly message: string }[] };
/** The messages of the fields, each a sentence of its own. */
const said = ({ fields }: Fields): string => fields.map((field) => field.message).join(" ");

/** Every failure a person can meet, one line each: its code, its kind, and the Vietnamese sentence they read. */
export const errors = {
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
  busy: failure(
    "tooMany",
    () => "Máy chủ đang đọc tệp và lập báo cáo cho nhiều người nên chưa nhận thêm. Hãy đợi một phút rồi thử lại.",
  ),
  "paper.tooLarge": failure(
    "invalid",
    () => "Báo cáo quá lớn nên không lập thành tệp được. Hãy chọn đơn vị cấp dưới, rồi tải từng báo cáo.",
  ),
  "session.codeNeeded": failure(
    "invalid",
    () => "Tài khoản của đồng chí đã bật xác thực hai bước: hãy nhập mã 6 số đang hiện trong ứng dụng.",
  ),
  "session.notFound": failure("notFound", () => "Thiết bị này đã đăng xuất từ trước."),
  "session.notLinked": failure("notFound", () => "Tài khoản chưa liên kết với nơi đăng nhập này."),
  "policy.denied": failure<{ action: string; roles: readonly string[]; where: string | null }>(
    "forbidden",
    ({ action, roles, where }) =>
      `Đồng chí không có quyền thực hiện việc “${action}” ở đơn vị này. Việc này thuộc: ${list(roles)}${where === null ? "" : ` ${where}`}. Nếu đồng chí được giao, quản trị của đơn vị cần ghi chức vụ cho đồng chí.`,
  ),
  "policy.ownUnit": failure<{ action: string }>(
    "forbidden",
    ({ action }) =>
      `Đồng chí đang giữ chức vụ tại đơn vị này nên không tham gia việc “${action}”. Người khác có thẩm quyền thực hiện; quy định này không ai cho phép khác được.`,
  ),
  "input.invalid": failure<Fields>("invalid", (details) => `Thông tin chưa hợp lệ: ${said(details)}`),
  "request.reused": failure(
    "conflict",
    () => "Yêu cầu này đã được gửi trước đó với nội dung khác. Vui lòng tải lại trang rồi thực hiện lại.",
  ),
  "request.tookTooLong": failure(
    "unavailable",
    () =>
      "Yêu cầu này mất quá nhiều thời gian nên hệ thống đã dừng lại, chưa ghi gì. Hãy thử lại sau ít phút, hoặc thu hẹp phạm vi: chọn đơn vị nhỏ hơn hay khoảng thời gian ngắn hơn.",
  ),
  "request.tooManyAtOnce": failure(
    "tooMany",
    () =>
      "Đang có quá nhiều yêu cầu lớn cùng lúc từ tài khoản hoặc mạng này. Hãy đợi các yêu cầu trước xong rồi thử lại.",
  ),
  changedMeanwhile: failure<{ what: string; by: string | null }>(
    "conflict",
    ({ what, by }) =>
      `${what} vừa được ${by ?? "người khác"} cập nhật. Nội dung đồng chí đang nhập vẫn còn trên màn hình; hãy xem bản mới rồi lưu lại.`,
  ),
  fieldsClash: failure<{ what: string; by: string | null; fields: readonly Clash[] }>(
    "conflict",
    ({ what, by, fields }) =>
      `${what} vừa được ${by ?? "người khác"} sửa ở ${fields.length} chỗ mà đồng chí cũng sửa. Chưa có gì bị ghi đè; hãy chọn giữ bản nào ở từng chỗ.`,
  ),
  duplicate: failure(
    "conflict",
    () => "Nội dung này vừa được một thao tác khác ghi cùng lúc. Hãy tải lại trang để xem, rồi thực hiện lại nếu cần.",
  ),
  "workflow.wrongState": failure<{ what: string; state: string; action: string }>(
    "conflict",
    ({ what, state, action }) => `${what} đang ở trạng thái “${state}” nên không thể “${action}”.`,
  ),
  "workflow.reasonRequired": failure<{ action: string }>(
    "invalid",
    ({ action }) => `Cần ghi rõ lý do khi “${action}”, ít nhất 5 ký tự.`,
  ),

  "unit.notFound": failure("notFound", () => "Không tìm thấy đơn vị."),
  "unit.ended": failure<{ name: string; after: string }>(
    "conflict",
    ({ name, after }) =>
      `Đơn vị “${name}” không còn hoạt động từ sau ngày ${after}. Việc mới cần ghi cho đơn vị kế tiếp; số liệu cũ vẫn giữ ở đơn vị này.`,
  ),
  "unit.notYet": failure<{ today: string }>(
    "invalid",
    ({ today }) => `Đơn vị có từ ngày: không sau hôm nay (${today}).`,
  ),
  "unit.describedOutside": failure<{ from: string; to: string }>(
    "invalid",
    ({ from, to }) => `Ngày ghi nhận phải từ ngày đơn vị có hiệu lực (${from}) đến hôm nay (${to}).`,
  ),
  "unit.superiorLater": failure<{ from: string }>(
    "conflict",
    ({ from }) => `Nơi trực thuộc ở hệ này đã được ghi từ ngày ${from}; chỉ ghi thay đổi từ ngày đó trở đi.`,
  ),
  "unit.superiorNotYet": failure<{ from: string }>(
    "invalid",
    ({ from }) => `Đơn vị cấp trên có từ ngày ${from}; chỉ ghi trực thuộc từ ngày đó trở đi.`,
  ),
  "unit.ownSuperior": failure(
    "conflict",
    () => "Đơn vị không thể trực thuộc chính mình hoặc đơn vị cấp dưới của mình.",
  ),
  "unit.provinceBelow": failure("invalid", () => "Tỉnh là đơn vị cao nhất nên không lập dưới một đơn vị khác."),
  "unit.duplicate": failure<{ name: string }>(
    "conflict",
    ({ name }) => `Đơn vị cấp trên này đã có một đơn vị tên “${name}”.`,
  ),
  "reorganisation.notFound": failure("notFound", () => "Không tìm thấy phương án sắp xếp."),
  "reorganisation.notPlanned": failure(
    "conflict",
    () => "Phương án này không còn ở bước đang lập, nên không sửa hay thực hiện được nữa.",
  ),
  "reorganisation.notApplied": failure(
    "conflict",
    () => "Việc này chỉ làm được khi phương án đã được thực hiện và chưa hoàn tác.",
  ),
  "reorganisation.notAnHeir": failure(
    "invalid",
    () => "Chỉ phân được mô hình, nhiệm vụ của đơn vị đã chia tách về một trong các đơn vị kế tiếp của nó.",
  ),
  "reorganisation.tooEarly": failure<{ day: string }>(
    "conflict",
    ({ day }) =>
      `Phương án có hiệu lực từ ngày ${day}; đến ngày đó mới thực hiện được. Nội dung đã lưu, có thể xem trước.`,
  ),
  "reorganisation.hasProblems": failure<{ count: number; first: string }>(
    "conflict",
    ({ count, first }) => `Phương án còn ${count} điểm chưa thực hiện được. Điểm đầu tiên: ${first}`,
  ),
  "reorganisation.bodyAtWork": failure<{ name: string }>(
    "conflict",
    ({ name }) =>
      `Tổ chức “${name}” đang họp hoặc đang chấm điểm. Cần kết thúc phiên họp, đóng chấm điểm rồi mới kết thúc được đơn vị này.`,
  ),
  "reorganisation.nobodyLeft": failure<{ name: string }>(
    "conflict",
    ({ name }) =>
      `Sau khi thực hiện sẽ không còn ai quản trị “${name}”. Ở thay đổi của đơn vị này, hãy chọn chuyển chức vụ sang đơn vị kế tiếp, hoặc giao chức vụ quản trị ở đơn vị cấp trên trước.`,
  ),
  "reorganisation.builtUpon": failure<{ what: readonly string[] }>(
    "conflict",
    ({ what }) =>
      `Không hoàn tác được nữa: sau khi thực hiện đã phát sinh ở đơn vị mới: ${list(what)}. Hãy lập phương án mới để điều chỉnh.`,
  ),
  "cluster.notFound": failure("notFound", () => "Không tìm thấy cụm, khối thi đua."),
  "cluster.tooEarly": failure<{ from: string }>(
    "invalid",
    ({ from }) =>
      `Ngày áp dụng phải từ ngày ${from} trở đi: đó là ngày lập cụm, khối hoặc ngày thành viên thay đổi gần nhất.`,
  ),
  "cluster.duplicate": failure<{ name: string }>(
    "conflict",
    ({ name }) => `Đơn vị này đã lập một cụm, khối tên “${name}”. Hãy đặt tên khác.`,
  ),
  "cluster.notAMember": failure<{ name: string; elsewhere: string | null }>("conflict", ({ name, elsewhere }) =>
    elsewhere === null
      ? `Đơn vị “${name}” không phải đơn vị cấp dưới đang hoạt động của nơi lập cụm, khối.`
      : `Đơn vị “${name}” đang ở “${elsewhere}”. Mỗi đơn vị chỉ ở một cụm và một khối tại một thời điểm; hãy đưa ra khỏi nơi cũ trước.`,
  ),
  "person.notFound": failure("notFound", () => "Không tìm thấy người dùng."),
  /** Which of the two, and whose, is not said: the account may be out of the reach of whoever is told. */
  "person.taken": failure(
    "conflict",
    () => "Tên đăng nhập hoặc thư điện tử này đã có tài khoản dùng. Cần chọn tên khác, hoặc bỏ trống thư điện tử.",
  ),
  "person.disabled": failure("conflict", () => "Tài khoản đang bị khóa. Hãy mở khóa trước rồi cấp lại đường vào."),
  "person.alreadyDisabled": failure("conflict", () => "Tài khoản này đã bị khóa từ trước."),
  "person.notDisabled": failure("conflict", () => "Tài khoản này không bị khóa."),
  "person.ownAccount": failure("forbidden", () => "Đồng chí không tự khóa hoặc cấp lại đường vào cho chính mình được."),
  "person.notWaiting": failure("conflict", () => "Người này không có lời mời nào chờ xác nhận. Hãy tải lại trang."),
  "person.slipBySecond": failure(
    "forbidden",
    () =>
      "Người này giữ chức vụ lãnh đạo hoặc quản trị, nên phiếu mời do quản trị khác in, không phải người đã đề nghị; hoặc hệ thống gửi thư thẳng cho người này.",
  ),
  "person.disabledFromAbove": failure(
    "forbidden",
    () =>
      "Người này giữ chức vụ lãnh đạo hoặc quản trị, nên chỉ quản trị ở cấp trên khóa tài khoản được. Nếu không có cấp trên, hãy đề nghị cấp lại đường vào: khi người thứ hai xác nhận thì mọi đường vào hiện có hết hiệu lực.",
  ),
  "person.noInvitation": failure(
    "conflict",
    () => "Người này không có lời mời nào còn hiệu lực. Hãy dùng “Cấp lại đường vào” để có phiếu mới.",
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
  "post.notFound": failure("notFound", () => "Không tìm thấy chức vụ."),
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

  "period.notFound": failure("notFound", () => "Không tìm thấy kỳ."),
  "period.highestUnitOnly": failure(
    "forbidden",
    () => "Kỳ dùng chung cho mọi đơn vị nên chỉ quản trị của đơn vị cao nhất được mở hoặc khóa kỳ.",
  ),
  "period.closed": failure<{ title: string; closedOn: string }>(
    "conflict",
    ({ title, closedOn }) => `${title} đã khóa ngày ${closedOn}; không thể thay đổi nội dung của kỳ này.`,
  ),

  "model.notFound": failure("notFound", () => "Không tìm thấy mô hình."),
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

  "scoring.notFound": failure("notFound", () => "Không tìm thấy bảng điểm của mô hình này."),
  "scoring.unknownEdition": failure<{ id: string }>("invalid", ({ id }) => `Không có bộ tiêu chí “${id}”.`),
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
  "scoring.notMember": failure(
    "forbidden",
    () => "Chỉ thành viên của hội đồng được giao thẩm định mô hình này mới cho điểm.",
  ),
  "scoring.ownUnit": failure(
    "forbidden",
    () => "Đồng chí thuộc đơn vị đề nghị mô hình này nên không tham gia chấm điểm mô hình.",
  ),

  "body.notFound": failure(
    "notFound",
    () => "Đơn vị và các cấp trên của đơn vị chưa có hội đồng. Hãy cử thành viên hội đồng ở trang Quản trị.",
  ),
  "body.missing": failure("notFound", () => "Không tìm thấy hội đồng, tổ, ban này."),
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
      `Còn ${count} mô hình đang được “${name}” chấm điểm hoặc chờ biểu quyết, nên chưa giải thể được. Hãy hoàn tất hoặc trả lại trước.`,
  ),
  "body.dissolvedOutside": failure<{ from: string; to: string }>(
    "invalid",
    ({ from, to }) => `Ngày giải thể phải từ ngày làm việc cuối của hội đồng, tổ, ban (${from}) đến hôm nay (${to}).`,
  ),
  "meeting.notFound": failure("notFound", () => "Không tìm thấy phiên họp."),
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

  "recognition.notFound": failure("notFound", () => "Không tìm thấy hồ sơ công nhận."),
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

  "replication.notFound": failure("notFound", () => "Không tìm thấy nhiệm vụ nhân rộng."),
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

  "sheet.empty": failure("invalid", () => "Tệp không có dữ liệu. Hãy kiểm tra lại tệp đã chọn."),
  "sheet.notSpreadsheet": failure(
    "invalid",
    () =>
      "Tệp này không phải là bảng tính. Hãy chọn tệp Excel (.xlsx) hoặc CSV; từ phần mềm khác, hãy lưu lại thành XLSX.",
  ),
  "sheet.webPage": failure(
    "invalid",
    () => "Tệp này là một trang web được đổi tên thành bảng tính. Hãy mở bằng Excel rồi lưu lại thành tệp XLSX.",
  ),
  "sheet.oldExcel": failure(
    "invalid",
    () => "Tệp này theo định dạng Excel cũ (.xls). Hãy mở bằng Excel rồi lưu lại thành tệp XLSX.",
  ),
  "sheet.protected": failure("invalid", () => "Tệp này có đặt mật khẩu. Hãy bỏ mật khẩu, lưu lại rồi chọn lại tệp."),
  "sheet.tooLarge": failure<{ megabytes: number }>(
    "invalid",
    ({ megabytes }) => `Tệp lớn quá ${megabytes} MB. Hãy bỏ hình ảnh, hoặc tách thành nhiều tệp nhỏ hơn.`,
  ),
  "sheet.unpacksTooLarge": failure(
    "invalid",
    () => "Nội dung của tệp khi mở ra quá lớn. Hãy chép riêng bảng cần nhập sang một tệp mới rồi chọn lại.",
  ),
  "sheet.tooManyRows": failure<{ rows: number }>(
    "invalid",
    ({ rows }) => `Bảng có nhiều hơn ${rows} dòng. Hãy tách thành nhiều tệp nhỏ hơn.`,
  ),
  "sheet.tooManyColumns": failure<{ columns: number }>(
    "invalid",
    ({ columns }) => `Bảng có nhiều hơn ${columns} cột. Hãy chỉ giữ lại các cột cần nhập.`,
  ),
  "sheet.tooSlow": failure(
    "invalid",
    () =>
      "Đọc tệp này mất quá nhiều thời gian nên đã dừng. Hãy chép riêng bảng cần nhập sang một tệp mới rồi chọn lại.",
  ),
  "sheet.unreadable": failure(
    "invalid",
    () => "Tệp bị hỏng hoặc chưa tải đủ nên không đọc được. Hãy mở bằng Excel, lưu lại thành tệp XLSX rồi chọn lại.",
  ),
  "sheet.noHeading": failure(
    "invalid",
    () =>
      "Không tìm thấy dòng tiêu đề của bảng trong 20 dòng đầu. Danh sách cần cột “Tên đơn vị” và “Trực thuộc”; bảng chuyển đổi cần cột “Đơn vị cũ” và “Đơn vị mới”. Hãy xem tệp mẫu.",
  ),

  "report.notFound": failure("notFound", () => "Không tìm thấy báo cáo."),
} as const;

export type ErrorCode = keyof typeof errors;
export type ErrorDetails<C extends ErrorCode> = Parameters<(typeof errors)[C]["message"]>[0];
type Arguments<C extends ErrorCode> = ErrorDetails<C> extends void ? [] : [details: ErrorDetails<C>];

/** The only error the domain throws. Anything else that escapes is a defect. */
export class DomainError<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name = "DomainError";
  readonly code: C;
  readonly details: ErrorDetails<C>;
  constructor(code: C, ...[details]: Arguments<C>) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

export const isDomainError = (error: unknown): error is DomainError => error instanceof DomainError;

/** The sentence for a failure. The wire carries `code` and `details`; the sentence is made where it is read. */
export const errorMessage = <C extends ErrorCode>(code: C, details: ErrorDetails<C>): string =>
  (errors[code].message as (details: ErrorDetails<C>) => string)(details);
