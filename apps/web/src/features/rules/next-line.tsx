import type { AppRouter } from "@kheo/api/index";
import { actionText, roleText, rolesThatMay } from "@kheo/core/rules/policy";
import type { inferRouterOutputs } from "@trpc/server";
import { useSession } from "../../lib/session.ts";
import { dueText } from "./due-text.ts";
import "./next-line.css";

type Next = NonNullable<inferRouterOutputs<AppRouter>["models"]["get"]["next"]>;

const whoText = ({ action, isMine, holders }: Next): string => {
  const what = actionText(action);
  if (isMine) return `đồng chí ${what}.`;
  const who = holders.map(({ role, unitName }) => `${roleText[role]}, ${unitName}`).join("; ");
  return who === ""
    ? `${what}. Chưa ai giữ chức vụ làm việc này (${rolesThatMay(action).join(", ")}); hãy báo người quản trị.`
    : `${what}; chờ ${who}.`;
};

/** What happens next to a thing and whose it is; nothing where it waits for nothing. */
export const NextLine = ({ next }: { readonly next: Next | null }) => {
  const { today } = useSession();
  if (next === null) return null;
  const due = next.dueOn === null ? null : dueText(next.dueOn, today);
  return (
    <p className={next.isMine ? "next-line is-mine" : "next-line"}>
      <strong>Tiếp theo:</strong> {whoText(next)}
      {due && <span className={due.late ? "state-bad" : undefined}> {due.text}.</span>}
    </p>
  );
};
