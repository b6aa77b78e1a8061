import type { Edition, EditionId, ScoringPlugin, SubjectKind } from "./edition.ts";

/** One row of the table that says which set scores what; `any` is every topic no other row of the kind names. */
export type SetRow = { readonly subjectKind: SubjectKind; readonly topic: string; readonly set: string };

/** The criteria sets an installation scores with. */
export type PluginCatalog = {
  readonly plugins: readonly ScoringPlugin[];
  /** The set of that code (`DVK-GPMB`). */
  readonly plugin: (code: string) => ScoringPlugin | undefined;
  /** The edition of an id (`DVK-GPMB@2026.1`), or the newest published one of a set's code. */
  readonly edition: (idOrCode: string) => Edition | undefined;
  /** The id of the newest published edition of a set; `undefined` where the set is unknown or has drafts only. */
  readonly newest: (code: string) => EditionId | undefined;
  /** The set that scores a model: the topic's own, else the one for any topic of that kind of subject. */
  readonly setFor: (subjectKind: SubjectKind, topic: string) => ScoringPlugin | undefined;
  /** The whole choice as a table, to be printed. */
  readonly table: readonly SetRow[];
};

/** The id under which an assessment stores an edition of a set. */
export const editionId = (code: string, { edition }: Pick<Edition, "edition">): EditionId => `${code}@${edition}`;

const newestOf = ({ editions }: ScoringPlugin): Edition | undefined => editions.find(({ draft }) => !draft);

const rowsOf = ({ code, subjectKinds, topics }: ScoringPlugin): readonly SetRow[] =>
  subjectKinds.flatMap((subjectKind) =>
    (topics === "any" ? ["any"] : topics).map((topic) => ({ subjectKind, topic, set: code })),
  );

/**
 * Puts plugins together. Throws a `RangeError` when two plugins have one code, an edition appears twice, or two sets
 * claim one kind of subject and topic: whoever lists the plugins must see that at once.
 */
export const pluginCatalog = (plugins: readonly ScoringPlugin[]): PluginCatalog => {
  const byCode = new Map<string, ScoringPlugin>();
  const editions = new Map<string, Edition>();
  const choice = new Map<string, ScoringPlugin>();
  const table = plugins.filter(newestOf).flatMap(rowsOf);
  const addOnce = <Value>(map: Map<string, Value>, key: string, value: Value) => {
    if (map.has(key)) throw new RangeError(`${key} is claimed twice in the catalog`);
    map.set(key, value);
  };
  for (const plugin of plugins) {
    addOnce(byCode, plugin.code, plugin);
    for (const edition of plugin.editions) addOnce(editions, editionId(plugin.code, edition), edition);
    // A set that has drafts only scores nothing yet.
    const rows = newestOf(plugin) ? rowsOf(plugin) : [];
    for (const { subjectKind, topic } of rows) addOnce(choice, `${subjectKind} ${topic}`, plugin);
  }
  const published = (code: string) => {
    const plugin = byCode.get(code);
    return plugin && newestOf(plugin);
  };
  return {
    plugins,
    plugin: (code) => byCode.get(code),
    edition: (idOrCode) => editions.get(idOrCode) ?? published(idOrCode),
    newest: (code) => {
      const edition = published(code);
      return edition && editionId(code, edition);
    },
    setFor: (subjectKind, topic) => choice.get(`${subjectKind} ${topic}`) ?? choice.get(`${subjectKind} any`),
    table,
  };
};
