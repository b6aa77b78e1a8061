import { pluginLoaders } from "@kheo/catalog/lazy";
import type { Edition } from "@kheo/core/criteria";
import { useQuery } from "@tanstack/react-query";

export type LoadedEdition = { readonly title: string; readonly code: string; readonly edition: Edition };

const load = async (editionId: string): Promise<LoadedEdition | null> => {
  const [code = "", number] = editionId.split("@");
  const plugin = await pluginLoaders[code]?.();
  const edition = plugin?.editions.find((each) => each.edition === number);
  return plugin && edition ? { title: plugin.title, code, edition } : null;
};

/** The edition an assessment is scored by, fetched when it is first needed; `null` where this version has none such. */
export const useEdition = (editionId: string | undefined) =>
  useQuery({
    queryKey: ["edition", editionId],
    queryFn: () => load(editionId ?? ""),
    enabled: editionId !== undefined,
    staleTime: Infinity,
    structuralSharing: false,
  });
