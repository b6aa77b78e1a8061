import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { trpc } from "../../../lib/trpc.ts";
import { Section } from "../../../kit/section.tsx";
import { HistoryPages } from "../../rules/events/history-pages.tsx";

/** Who did what, when, in which capacity and why; newest first. */
export const ModelHistory = ({ modelId }: { readonly modelId: string }) => {
  const [before, goTo] = useState<number | undefined>(undefined);
  const found = useQuery(trpc.models.history.queryOptions({ id: modelId, data: { before } }));
  return (
    <Section title="Quá trình xử lý">
      <HistoryPages found={found} before={before} goTo={goTo} withTitles={false} />
    </Section>
  );
};
