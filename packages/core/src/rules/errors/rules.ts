import type { Clash } from "../../ground/changes.ts";
import { failure } from "./failure.ts";

const list = (names: readonly string[]): string => names.join("; ");

type Fields = { readonly fields: readonly { readonly path: string; readonly message: string }[] };
/** The messages of the fields, each a sentence of its own. */
const said = ({ fields }: Fields): string => fields.map((field) => field.message).join(" ");

/** Failures of requests and rights: of whatever anybody may ask. */
export const rulesErrors = {
  busy: failure(
    "tooMany",
    () => "Máy chủ đang đọc tệp và lập báo cáo cho nhiều người nên chưa nhận thêm. Hãy đợi một phút rồi thử lại.",
  ),
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
} as const;
