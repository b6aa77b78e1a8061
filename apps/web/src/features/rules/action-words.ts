import { upperFirst } from "@kheo/core/ground/sentences";
import { type Action, actionText, policy } from "@kheo/core/rules/policy";

/** Actions that older events were written under. */
const retired: Readonly<Record<string, string>> = {
  "person.manage": "Quản lý người dùng",
  "person.resetPassword": "Đặt lại mật khẩu",
};

/** `Gửi đăng ký`: an action at the start of a line. */
export const actionWords = (action: string): string =>
  action in policy ? upperFirst(actionText(action as Action)) : (retired[action] ?? "Việc khác");
