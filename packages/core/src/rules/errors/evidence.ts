import { failure } from "./failure.ts";

/** Failures about what is attached to models and assessments as evidence. */
export const evidenceErrors = {
  "evidence.closed": failure<{ what: string; state: string }>(
    "conflict",
    ({ what, state }) =>
      `${what} đang ở trạng thái “${state}” nên không thêm, bớt hoặc thay minh chứng được. Nếu cần bổ sung, hãy đề nghị cơ quan thường trực trả lại hoặc mở lại.`,
  ),
  "evidence.noCriterion": failure<{ code: string }>(
    "invalid",
    ({ code }) => `Bảng điểm này không có tiêu chí “${code}”. Hãy chọn một tiêu chí trong bảng điểm.`,
  ),
  "evidence.criterionNeeded": failure(
    "invalid",
    () => "Minh chứng của bảng điểm đơn vị cần gắn với một tiêu chí. Hãy chọn tiêu chí.",
  ),
  "evidence.noAssessment": failure(
    "invalid",
    () => "Mô hình chưa có bảng điểm nên chưa gắn được minh chứng với tiêu chí. Hãy gắn minh chứng với phiếu đăng ký.",
  ),
  "evidence.noUpload": failure(
    "notFound",
    () => "Không tìm thấy tệp đã tải lên: tệp chưa gắn vào đâu chỉ được giữ 24 giờ. Hãy tải tệp lên lại.",
  ),
  "evidence.uploadUnfinished": failure(
    "conflict",
    () => "Tệp chưa tải lên xong nên chưa đính kèm được. Hãy đợi tải xong, hoặc tải lên lại.",
  ),
  "evidence.tooManyUploads": failure<{ most: number }>(
    "conflict",
    ({ most }) => `Đồng chí đang tải lên dở ${most} tệp. Hãy tải xong hoặc hủy bớt, rồi tải tệp khác.`,
  ),
  "evidence.quotaFull": failure<{ used: string; most: string }>(
    "conflict",
    ({ used, most }) =>
      `Đơn vị đã dùng ${used} GB trong ${most} GB dành cho minh chứng nên không còn chỗ cho tệp này. Hãy bỏ bớt tệp không dùng, hoặc báo cho người quản trị hệ thống.`,
  ),
  "evidence.otherUnit": failure(
    "invalid",
    () => "Tệp này thuộc kho minh chứng của đơn vị khác. Hãy chọn tệp của chính đơn vị, hoặc tải tệp lên lại.",
  ),
  "evidence.alreadyAttached": failure("conflict", () => "Minh chứng này đã được gắn ở đây rồi."),
  "evidence.notAttached": failure("conflict", () => "Minh chứng này không còn gắn ở đây. Hãy tải lại trang."),
  "evidence.replaced": failure(
    "conflict",
    () => "Tệp này đã được thay bằng một tệp mới hơn. Hãy tải lại trang và dùng tệp mới.",
  ),
  "evidence.removed": failure(
    "conflict",
    () => "Minh chứng này đã bị bỏ khỏi kho của đơn vị. Hãy tải tệp lên lại nếu vẫn cần.",
  ),
  "evidence.sameContent": failure<{ name: string }>(
    "conflict",
    ({ name }) => `Tệp mới có cùng nội dung với “${name}” đang có trong kho của đơn vị. Hãy chọn tệp khác.`,
  ),
  "evidence.inUse": failure<{ count: number }>(
    "conflict",
    ({ count }) => `Minh chứng này còn được dùng ở ${count} nơi nên chưa bỏ được. Hãy gỡ khỏi từng nơi trước.`,
  ),
} as const;
