import { failure } from "./failure.ts";

/** Failures about reports and their papers. */
export const reportsErrors = {
  "paper.tooLarge": failure(
    "invalid",
    () => "Báo cáo quá lớn nên không lập thành tệp được. Hãy chọn đơn vị cấp dưới, rồi tải từng báo cáo.",
  ),
} as const;
