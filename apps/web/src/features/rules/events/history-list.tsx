import { instantText } from "@kheo/core/ground/days";
import type { AppRouter } from "@kheo/api/index";
import { Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { inferRouterOutputs } from "@trpc/server";
import { actionWords } from "../action-words.ts";
import "./history-list.css";

export type PastEvent = inferRouterOutputs<AppRouter>["events"]["mine"]["events"][number];

/** What was acted on, and where. */
const Subject = ({ title, page, unitName }: Pick<PastEvent, "title" | "page" | "unitName">) => (
  <>
    {title !== "" && ": "}
    {page === null ? title : <Link to={page}>{title}</Link>}
    {unitName !== null && ` – ${unitName}`}
  </>
);

/** Who did what, when, in which capacity and why; newest first. */
export const HistoryList = ({
  events,
  withTitles,
}: {
  readonly events: readonly PastEvent[];
  /** Names what each event is about, where the list is about several. */
  readonly withTitles: boolean;
}) =>
  events.length === 0 ? (
    <Text c="warm.7">Chưa có việc nào được ghi nhận.</Text>
  ) : (
    <ol className="history">
      {events.map(({ id, at, action, capacity, personName, unitName, reason, title, page }) => (
        <li key={id}>
          <strong>{actionWords(action)}</strong>
          {withTitles && <Subject title={title} page={page} unitName={unitName} />}
          {reason !== "" && <div className="read-text">Lý do: {reason}</div>}
          <Text size="sm" c="warm.7">
            {[instantText(at), personName, capacity].filter(Boolean).join(", ")}
          </Text>
        </li>
      ))}
    </ol>
  );
