import { type Action, actionText, policy, roles, roleText, whereText } from "@kheo/core/rules/policy";
import { things } from "@kheo/core/rules/things";
import { page, table } from "./markdown.ts";

const actions = Object.keys(policy) as Action[];

/** The policy as a page: who may do what, how far. */
export const permissions = (): string =>
  page(
    "Phân quyền",
    "Mỗi chức vụ được giữ ở một đơn vị, từ ngày đến ngày. Ô trống nghĩa là không được làm: điều không ghi ở đây thì không ai được làm.",
    ...Object.values(things).flatMap(({ noun, heading }) => {
      const own = actions.filter((action) => action.startsWith(`${noun}.`));
      const rows = own.map((action) => [
        `${actionText(action)} (\`${action}\`)`,
        ...roles.map((role) => whereText(action, role) ?? ""),
      ]);
      return [`## ${heading}`, table(["Việc", ...roles.map((role) => roleText[role])], rows)];
    }),
  );
