import { type Action, actionText, policy, roles, roleText, subjectText, whereText } from "@kheo/core/rules/policy";
import { page, table } from "./markdown.ts";

const actions = Object.keys(policy) as Action[];

/** The policy as a page: who may do what, how far. */
export const permissions = (): string =>
  page(
    "Phân quyền",
    "Mỗi chức vụ được giữ ở một đơn vị, từ ngày đến ngày. Ô trống nghĩa là không được làm: điều không ghi ở đây thì không ai được làm.",
    ...Object.entries(subjectText).flatMap(([subject, title]) => {
      const own = actions.filter((action) => action.startsWith(`${subject}.`));
      const rows = own.map((action) => [
        `${actionText(action)} (\`${action}\`)`,
        ...roles.map((role) => whereText(action, role) ?? ""),
      ]);
      return [`## ${title}`, table(["Việc", ...roles.map((role) => roleText[role])], rows)];
    }),
  );

/** Actions that no part of the page holds. */
export const unprinted = actions.filter((action) => !Object.keys(subjectText).includes(action.split(".")[0] ?? ""));
