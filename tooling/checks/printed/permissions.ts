import { type Action, actionText, policy, type Reach, type Role, roles, roleText } from "@kheo/core/policy";
import { page, table } from "./markdown.ts";

/** What the actions are about, in the order of the page. */
const subjects = {
  model: "Mô hình",
  scoring: "Chấm điểm",
  meeting: "Phiên họp hội đồng",
  recognition: "Công nhận",
  replication: "Nhân rộng",
  report: "Báo cáo",
  unit: "Đơn vị",
  person: "Người dùng",
  post: "Chức vụ",
  body: "Hội đồng, tổ, ban",
  period: "Kỳ",
  event: "Nhật ký",
  session: "Tài khoản",
} as const;

const reachText: Readonly<Record<Reach, string>> = {
  own: "đơn vị mình",
  below: "đơn vị mình và cấp dưới",
  belowNotOwn: "đơn vị mình và cấp dưới, trừ nơi mình đang công tác",
  all: "mọi đơn vị",
};

const actions = Object.keys(policy) as Action[];

/** The policy as a page: who may do what, how far. */
export const permissions = (): string =>
  page(
    "Phân quyền",
    "Mỗi chức vụ được giữ ở một đơn vị, từ ngày đến ngày. Ô trống nghĩa là không được làm: điều không ghi ở đây thì không ai được làm.",
    ...Object.entries(subjects).flatMap(([subject, title]) => {
      const own = actions.filter((action) => action.startsWith(`${subject}.`));
      const rows = own.map((action) => {
        const row: Readonly<Partial<Record<Role, Reach>>> = policy[action];
        return [
          `${actionText(action)} (\`${action}\`)`,
          ...roles.map((role) => {
            const reach = row[role];
            return reach === undefined ? "" : reachText[reach];
          }),
        ];
      });
      return [`## ${title}`, table(["Việc", ...roles.map((role) => roleText[role])], rows)];
    }),
  );

/** Actions that no part of the page holds. */
export const unprinted = actions.filter((action) => !Object.keys(subjects).includes(action.split(".")[0] ?? ""));
