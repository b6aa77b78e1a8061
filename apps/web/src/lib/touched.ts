import type { AppRouter } from "@kheo/api/index";
import type { inferRouterOutputs } from "@trpc/server";

/** A noun of the calls: `models` in `models.edit`. */
export type Noun = keyof inferRouterOutputs<AppRouter>;

/** What waits for people and what was done: any change may alter both. */
const always = ["session", "events"] as const satisfies readonly Noun[];

const movement = [
  "models",
  "scoring",
  "evidence",
  "meetings",
  "recognition",
  "gallery",
  "replication",
  "reports",
] as const satisfies readonly Noun[];

/** Open work is counted for the unit that has nobody to do it, and keeps a body or a unit from ending. */
const ofWork = [...movement, "posts", "bodies", "reorganisations", ...always] as const satisfies readonly Noun[];

/** Names and rights of people stand on all they work on, never in the structure of the territory. */
const ofPeople = [...ofWork, "people"] as const satisfies readonly Noun[];

/** The name and place of a unit stand on everything. */
const ofTerritory = [
  ...ofPeople,
  "periods",
  "clusters",
  "advisory",
  "documents",
  "units",
] as const satisfies readonly Noun[];

/**
 * What a change of each noun may alter on a page. In doubt a noun is named: a needless question costs little, a page
 * that says what is no longer so costs trust. The tree of units, the largest answer, follows only from the territory.
 */
const touching: Readonly<Partial<Record<Noun, readonly Noun[]>>> = {
  models: ofWork,
  scoring: ofWork,
  meetings: ofWork,
  recognition: ofWork,
  replication: ofWork,
  evidence: ["evidence", "models", "scoring", ...always],
  reports: ["reports", "documents", ...always],
  periods: [...ofWork, "periods"],
  people: ofPeople,
  posts: ofPeople,
  bodies: ofPeople,
  session: ["people", ...always],
  events: always,
  clusters: [...ofWork, "clusters"],
  advisory: ["advisory", "documents", "reorganisations", ...always],
  units: ofTerritory,
  reorganisations: ofTerritory,
};

/** Of a noun that says nothing here, its own pages. */
export const touchedBy = (noun: Noun): readonly Noun[] => touching[noun] ?? [noun, ...always];

/** The noun of the key of a call or a question, as the typed API makes it: `[["models", "edit"], …]`. */
const nounIn = (key: readonly unknown[] | undefined): unknown => {
  const [path] = key ?? [];
  return Array.isArray(path) ? (path as readonly unknown[])[0] : undefined;
};

/** Whether the answer to a question may be another after a change, both told by their keys. */
export const isTouched = (change: readonly unknown[], question: readonly unknown[]): boolean => {
  const noun = nounIn(question);
  return touchedBy(nounIn(change) as Noun).some((touched) => touched === noun);
};
