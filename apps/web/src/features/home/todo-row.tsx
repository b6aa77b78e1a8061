import type { AppRouter } from "@kheo/api/index";
import type { ModelState } from "@kheo/core/movement/models";
import { Link } from "@tanstack/react-router";
import type { inferRouterOutputs } from "@trpc/server";
import { useSession } from "../../lib/session.ts";
import { dueText } from "../rules/due-text.ts";
import "./todo-row.css";

type Row = inferRouterOutputs<AppRouter>["session"]["todo"][number];

/** The first day of all, and how many are past theirs where there are several. */
const Deadline = ({ row: { dueOn, late, count } }: { readonly row: Row }) => {
  const { today } = useSession();
  if (dueOn === null) return null;
  const { text } = dueText(dueOn, today);
  return (
    <span className={late > 0 ? "todo-deadline state-bad" : "todo-deadline"}>
      {late > 0 && <span aria-hidden="true">▲ </span>}
      {late > 0 && count > 1 ? `${late.toLocaleString("vi-VN")} việc quá hạn; lâu nhất: ${text}` : text}
    </span>
  );
};

/** One kind of work that waits, as a link to the list of just those things. */
export const TodoRow = ({ row }: { readonly row: Row }) => (
  <li>
    <Link
      to={row.page}
      search={row.states.length > 0 ? { states: row.states as ModelState[] } : {}}
      className="todo-row"
    >
      <span className="todo-count">{row.count.toLocaleString("vi-VN")}</span>
      <span className="todo-text">{row.text}</span>
      <Deadline row={row} />
    </Link>
  </li>
);
