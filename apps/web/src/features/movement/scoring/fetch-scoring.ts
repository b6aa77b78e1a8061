import { queryClient, trpc } from "../../../lib/trpc.ts";
import { editionOptions } from "./use-edition.ts";

/** Begins to fetch an assessment with what is attached to it, and then the edition it is scored by. */
export const fetchScoring = async (id: string): Promise<void> => {
  void queryClient.prefetchQuery(trpc.evidence.of.queryOptions({ id, data: {} }));
  const asked = trpc.scoring.get.queryOptions({ id, data: {} });
  await queryClient.prefetchQuery(asked);
  const editionId = queryClient.getQueryData(asked.queryKey)?.assessment.editionId;
  if (editionId !== undefined) await queryClient.prefetchQuery(editionOptions(editionId));
};
