import { type Action, actionText, policy } from "@kheo/core/rules/policy";

/** The first letter of a sentence. */
export const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Actions that older events were written under. */
const retired: Readonly<Record<string, string>> = {
  "person.manage": "Quản lý người dùng",
  "person.resetPassword": "Đặt lại mật khẩu",
};

/** `Gửi đăng ký`: an action at the start of a line. */
export const actionWords = (action: string): string =>
  action in policy ? capitalized(actionText(action as Action)) : (retired[action] ?? "Việc khác");
