import { daysBetween } from "@kheo/core/ground/days";
import type { ModelState } from "@kheo/core/movement/models";
import { Link } from "@tanstack/react-router";
import { useSession } from "../../lib/session.ts";
import { dayText } from "../../kit/words.ts";

type Row = {
  readonly thing: string;
  readonly states: readonly string[];
  readonly text: string;
  readonly count: number;
};

const places: Readonly<Record<string, string>> = {
  model: "/mo-hinh",
  assessment: "/cham-diem",
  sheet: "/cham-diem",
  meeting: "/hop-hoi-dong",
  recognition: "/cong-nhan",
  replication: "/nhan-rong",
};

/** Registrations are due by the period's deadline; of other work the list itself shows what is late. */
const useDeadline = (row: Row): { late: boolean; text: string } | null => {
  const { period, today } = useSession();
  const registering = row.thing === "model" && row.states.every((state) => state === "draft" || state === "returned");
  if (!period || !registering) return null;
  const left = daysBetween(today, period.registrationClosesOn);
  const day = dayText(period.registrationClosesOn);
  if (left < 0) return { late: true, text: `Quá hạn ${-left} ngày (hạn ${day})` };
  return { late: false, text: left === 0 ? `Hạn hôm nay, ${day}` : `Hạn ${day}, còn ${left} ngày` };
};

/** One kind of work that waits, as a link to the list of just those things. */
export const TodoRow = ({ row }: { readonly row: Row }) => {
  const deadline = useDeadline(row);
  const search = row.states.length > 0 ? { states: row.states as ModelState[] } : {};
  return (
    <li>
      <Link to={places[row.thing] ?? "/"} search={search} className="todo-row">
        <span className="todo-count">{row.count.toLocaleString("vi-VN")}</span>
        <span className="todo-text">{row.text}</span>
        {deadline && (
          <span className={deadline.late ? "todo-deadline state-bad" : "todo-deadline"}>
            {deadline.late && <span aria-hidden="true">▲ </span>}
            {deadline.text}
          </span>
        )}
      </Link>
    </li>
  );
};
