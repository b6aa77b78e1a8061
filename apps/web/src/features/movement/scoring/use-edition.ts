import { pluginLoaders } from "@kheo/catalog/lazy";
import type { Edition } from "@kheo/core/criteria";
import { queryOptions, useQuery } from "@tanstack/react-query";

export type LoadedEdition = { readonly title: string; readonly code: string; readonly edition: Edition };

const load = async (editionId: string): Promise<LoadedEdition | null> => {
  const [code = "", number] = editionId.split("@");
  const plugin = await pluginLoaders[code]?.();
  const edition = plugin?.editions.find((each) => each.edition === number);
  return plugin && edition ? { title: plugin.title, code, edition } : null;
};

/** Fetched when it is first needed; `null` where this version has no such edition. */
export const editionOptions = (editionId: string) =>
  queryOptions({
    queryKey: ["edition", editionId],
    queryFn: () => load(editionId),
    staleTime: Infinity,
    structuralSharing: false,
  });

/** The edition an assessment is scored by. */
export const useEdition = (editionId: string | undefined) =>
  useQuery({ ...editionOptions(editionId ?? ""), enabled: editionId !== undefined });
