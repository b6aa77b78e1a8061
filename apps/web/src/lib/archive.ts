/** So many papers are asked for at once: what has come stays when the line breaks after it. */
export const papersAtOnce = 10;

type Files = Record<string, Uint8Array>;

const fetched = async (address: string, signal: AbortSignal): Promise<Files> => {
  const answer = await fetch(address, { signal });
  if (!answer.ok) throw new Error((await answer.text()) || "Máy chủ không trả lời. Hãy thử lại.");
  const { unzipSync } = await import("fflate");
  return unzipSync(new Uint8Array(await answer.arrayBuffer()));
};

/** What an archive has so far; it goes on from here after a break. */
export type Gathered = { readonly done: number; readonly files: Readonly<Files> };
export const nothingGathered: Gathered = { done: 0, files: {} };

/** Two papers of one name stay two: the later bears its place among all. */
const withoutClash = (files: Readonly<Files>, more: Readonly<Files>): Files => {
  const all = { ...files };
  for (const [name, content] of Object.entries(more)) {
    const dot = name.lastIndexOf(".");
    const free = name in all ? `${name.slice(0, dot)} (${Object.keys(all).length + 1})${name.slice(dot)}` : name;
    all[free] = content;
  }
  return all;
};

/**
 * Gathers papers a few at a time and says after each how far it has come, so that what has come is kept when the line
 * breaks: `from` is what an earlier try has.
 */
export const gather = async (
  ids: readonly string[],
  {
    from,
    addressOf,
    came,
    signal,
  }: {
    readonly from: Gathered;
    readonly addressOf: (ids: readonly string[]) => string;
    readonly came: (so: Gathered) => void;
    readonly signal: AbortSignal;
  },
): Promise<Gathered> => {
  let so = from;
  while (so.done < ids.length) {
    const next = ids.slice(so.done, so.done + papersAtOnce);
    // oxlint-disable-next-line no-await-in-loop -- a slow line carries one at a time
    const files = await fetched(addressOf(next), signal);
    so = { done: so.done + next.length, files: withoutClash(so.files, files) };
    came(so);
  }
  return so;
};

/** One archive of all that was gathered. */
export const archiveOf = async ({ files }: Gathered): Promise<Blob> => {
  const { zipSync } = await import("fflate");
  return new Blob([new Uint8Array(zipSync({ ...files }, { level: 0 }))], { type: "application/zip" });
};
