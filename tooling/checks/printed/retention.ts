import {
  contactRetention,
  defaultRetention,
  eventPolicy,
  type Retention,
  retentionExceptions,
} from "@kheo/core/rules/events";
import { type Action, actionText, policy } from "@kheo/core/rules/policy";
import { page, table } from "./markdown.ts";

const kept = ({ years }: Retention): string => (years === "forGood" ? "giữ mãi" : `${years} năm`);

const withoutContent = (Object.keys(policy) as Action[]).filter((action) =>
  ["none", "redacted"].includes(eventPolicy(action)),
);

/** How long the content of events and what is personal in forms is kept, and why. */
export const retention = (): string =>
  page(
    "Thời hạn lưu nội dung sự kiện",
    "Mỗi sự kiện giữ mãi: ai, với tư cách gì, lúc nào, làm gì, với hồ sơ nào, cùng mã băm trong chuỗi. Nội dung kèm theo (lý do, số liệu, biểu mẫu đã gửi) để riêng và được gỡ khi hết thời hạn dưới đây; chuỗi vẫn kiểm tra được. Số năm là lựa chọn của Khéo, không phải định mức của Nhà nước.",
    table(
      ["Việc", "Lưu", "Vì sao"],
      [
        ...(Object.entries(retentionExceptions) as [Action, Retention][]).map(([action, rule]) => [
          `${actionText(action)} (\`${action}\`)`,
          kept(rule),
          rule.reason,
        ]),
        ["mọi việc khác", kept(defaultRetention), defaultRetention.reason],
      ],
    ),
    `Việc không để lại nội dung: ${withoutContent.map((action) => `${actionText(action)} (\`${action}\`)`).join(", ")}.`,
    `Chính phiếu đăng ký cũng không giữ mãi thông tin liên hệ: ${contactRetention.years} năm sau ngày kết thúc kỳ, người liên hệ, điện thoại và năm sinh được gỡ khỏi phiếu, mỗi phiếu một sự kiện không có nội dung. ${contactRetention.reason}`,
  );
