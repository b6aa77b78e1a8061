import { failure } from "./failure.ts";

const list = (names: readonly string[]): string => names.join("; ");

/** Failures about units, plans, clusters, and lists of units. */
export const territoryErrors = {
  "unit.notBegun": failure<{ name: string; from: string }>(
    "conflict",
    ({ name, from }) => `${name} có từ ${from}. Đề nghị chọn ngày từ ngày đó trở đi.`,
  ),
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
  "unitList.columnTwice": failure<{ what: string; columns: readonly string[] }>(
    "invalid",
    ({ what, columns }) =>
      `Các cột ${columns.join(", ")} cùng được chọn là “${what}”. Hãy để một cột như vậy, các cột khác chọn nội dung khác hoặc không đọc.`,
  ),
  "unitList.noName": failure<{ what: string }>(
    "invalid",
    ({ what }) => `Chưa có cột nào được chọn là “${what}”. Hãy chỉ ra cột ghi tên đơn vị.`,
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
} as const;
