import { useQuery } from "@tanstack/react-query";
import { trpc } from "../../../lib/trpc.ts";
import { Loaded } from "../../../kit/page.tsx";
import { Section } from "../../../kit/section.tsx";
import { HistoryList } from "../../rules/events/history-list.tsx";

/** Who did what, when, in which capacity and why; newest first. */
export const ModelHistory = ({ modelId }: { readonly modelId: string }) => {
  const history = useQuery(trpc.models.history.queryOptions({ id: modelId, data: {} }));
  return (
    <Section title="Quá trình xử lý">
      <Loaded query={history} rows={3}>
        {(events) => <HistoryList events={events} withTitles={false} />}
      </Loaded>
    </Section>
  );
};
