import { failure } from "./failure.ts";

const taken = "ảnh JPEG, PNG, WebP hoặc tài liệu PDF, Word (docx), Excel (xlsx)";

/** Failures of files that people attach, and of the store that keeps them. */
export const filesErrors = {
  "file.notFound": failure("notFound", () => "Không tìm thấy tệp này trong kho tệp."),
  "file.noStore": failure(
    "unavailable",
    () => "Hệ thống chưa được cài đặt kho tệp nên chưa nhận, chưa mở được tệp. Hãy báo cho người quản trị hệ thống.",
  ),
  "file.storeFull": failure(
    "unavailable",
    () => "Kho tệp đã đầy nên chưa lưu được tệp. Hãy báo cho người quản trị hệ thống, rồi gửi lại sau.",
  ),
  "file.storeLost": failure(
    "unavailable",
    () =>
      "Kho tệp đang không truy cập được nên chưa thực hiện được. Hãy thử lại sau ít phút; nếu vẫn không được, hãy báo cho người quản trị hệ thống.",
  ),
  "file.damaged": failure("invalid", () => "Nội dung tệp không còn nguyên vẹn như khi được gửi. Hãy gửi lại tệp gốc."),
  "file.empty": failure("invalid", () => "Tệp không có nội dung. Hãy kiểm tra lại rồi chọn tệp khác."),
  "file.tooLarge": failure<{ megabytes: number }>(
    "invalid",
    ({ megabytes }) =>
      `Tệp lớn hơn ${megabytes} MB nên không được nhận. Hãy giảm dung lượng hoặc chia thành nhiều tệp.`,
  ),
  "file.notTaken": failure("invalid", () => `Không nhận loại tệp này. Hãy gửi ${taken}.`),
  "file.heic": failure(
    "invalid",
    () =>
      "Ảnh đang ở định dạng HEIC nên không được nhận. Trên iPhone, hãy vào Cài đặt, Camera, Định dạng, chọn “Tương thích nhất” để chụp ảnh JPEG; ảnh đã chụp thì hãy chuyển sang JPEG rồi gửi.",
  ),
  "file.oldOffice": failure(
    "invalid",
    () =>
      "Tệp ở định dạng cũ của Word hoặc Excel (doc, xls) nên không được nhận. Hãy mở tệp, lưu thành định dạng mới (docx, xlsx) hoặc PDF rồi gửi lại.",
  ),
  "file.archive": failure(
    "invalid",
    () => `Không nhận tệp nén (zip, rar và tương tự). Hãy giải nén rồi gửi từng tệp: ${taken}.`,
  ),
  "file.video": failure("invalid", () => "Không nhận phim. Hãy gửi ảnh chụp hoặc tài liệu PDF."),
  "file.program": failure(
    "invalid",
    () =>
      "Tệp là trang web, hình vẽ SVG, kịch bản lệnh hoặc chương trình nên không được nhận. Hãy gửi ảnh chụp hoặc tài liệu PDF.",
  ),
  "file.locked": failure("invalid", () => "Tệp được bảo vệ bằng mật khẩu hoặc mã hóa. Hãy bỏ bảo vệ rồi gửi lại."),
  "file.macros": failure(
    "invalid",
    () => "Tệp có macro nên không được nhận. Hãy lưu thành tệp Word, Excel không có macro hoặc PDF rồi gửi lại.",
  ),
  "file.embedded": failure(
    "invalid",
    () =>
      "Tệp chứa tệp khác hoặc đối tượng nhúng bên trong nên không được nhận. Hãy gửi riêng từng tệp, hoặc in tài liệu thành PDF rồi gửi lại.",
  ),
  "file.outsideLinks": failure(
    "invalid",
    () =>
      "Tài liệu lấy nội dung từ nơi khác khi mở nên không được nhận. Hãy ngắt các liên kết dữ liệu, hoặc in tài liệu thành PDF rồi gửi lại.",
  ),
  "file.activePdf": failure(
    "invalid",
    () => "Tệp PDF có lệnh tự chạy khi mở nên không được nhận. Hãy in tài liệu thành tệp PDF mới rồi gửi lại.",
  ),
  "file.unpacksTooLarge": failure(
    "invalid",
    () => "Nội dung tệp khi mở ra quá lớn nên không được nhận. Hãy chia thành nhiều tệp nhỏ hoặc in thành PDF.",
  ),
  "file.unreadable": failure(
    "invalid",
    () => "Tệp bị hỏng hoặc chưa tải lên trọn vẹn nên không đọc được. Hãy mở thử tệp trên máy, lưu lại rồi gửi lại.",
  ),
  "file.disguised": failure(
    "invalid",
    () =>
      "Trong tệp có ghép thêm nội dung khác, không đúng với một ảnh hay tài liệu bình thường, nên không được nhận. Hãy lưu lại thành tệp mới hoặc in thành PDF rồi gửi lại.",
  ),
  "file.tooManyPixels": failure<{ megapixels: number }>(
    "invalid",
    ({ megapixels }) => `Ảnh lớn hơn ${megapixels} triệu điểm ảnh nên không được nhận. Hãy thu nhỏ ảnh rồi gửi lại.`,
  ),
  "file.moving": failure("invalid", () => "Ảnh động không được nhận. Hãy gửi ảnh chụp thường (JPEG, PNG hoặc WebP)."),
  "file.tooSlow": failure(
    "invalid",
    () => "Kiểm tra tệp mất quá nhiều thời gian nên hệ thống đã dừng lại. Hãy in tài liệu thành PDF rồi gửi lại.",
  ),
} as const;
