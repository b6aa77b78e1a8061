import type { Edition, EditionId, ModelKind, ScoringPlugin, SubjectKind, Topic } from "./edition.ts";
import { inOfficialOrder } from "./topics.ts";

/** One row of the table that says which set scores what; `any` is every topic no other row of the kind names. */
export type SetRow = { readonly subjectKind: SubjectKind; readonly topic: string; readonly set: string };

/** The criteria sets an installation scores with. */
export type PluginCatalog = {
  readonly plugins: readonly ScoringPlugin[];
  /** Every topic that a plugin with a published edition declares, once, in the official order. */
  readonly topics: readonly Topic[];
  /** The set of that code (`DVK-GPMB`). */
  readonly plugin: (code: string) => ScoringPlugin | undefined;
  /** The edition of an id (`DVK-GPMB@2026.1`), or the newest published one of a set's code. */
  readonly edition: (idOrCode: string) => Edition | undefined;
  /** The id of the newest published edition of a set; `undefined` where the set is unknown or has drafts only. */
  readonly newest: (code: string) => EditionId | undefined;
  /** The set that scores a model: the topic's own, else the one for any topic of that kind of subject. */
  readonly setFor: (subjectKind: ModelKind, topic: string) => ScoringPlugin | undefined;
  /** The sets with a published edition by which units are assessed, in the order in which they are listed. */
  readonly setsForUnits: readonly ScoringPlugin[];
  /** The whole choice as a table, to be printed. */
  readonly table: readonly SetRow[];
};

/** The id under which an assessment stores an edition of a set. */
export const editionId = (code: string, { edition }: Pick<Edition, "edition">): EditionId => `${code}@${edition}`;

const newestOf = ({ editions }: ScoringPlugin): Edition | undefined => editions.find(({ draft }) => !draft);

const rowsOf = ({ code, subjectKinds, scores }: ScoringPlugin): readonly SetRow[] =>
  subjectKinds.flatMap((subjectKind) =>
    (scores === "any" ? ["any"] : scores).map((topic) => ({ subjectKind, topic, set: code })),
  );

const isForUnits = ({ subjectKinds }: ScoringPlugin): boolean => subjectKinds.includes("unit");

/** The topics of plugins, each once. @throws `RangeError` when two plugins declare one topic in different words. */
const declaredBy = (plugins: readonly ScoringPlugin[]): readonly Topic[] => {
  const declared = new Map<string, Topic>();
  for (const topic of plugins.flatMap(({ topics }) => topics)) {
    const known = declared.get(topic.code) ?? topic;
    if (known.label !== topic.label || known.position !== topic.position)
      throw new RangeError(`The topic ${topic.code} is declared twice, differently`);
    declared.set(topic.code, known);
  }
  return inOfficialOrder([...declared.values()]);
};

/**
 * Puts plugins together. Throws a `RangeError` when two plugins have one code, an edition appears twice, two sets claim
 * one kind of subject and topic, a topic is declared twice in different words, a set scores a topic that no plugin
 * declares, or a set for units scores topics or asks for targets: whoever lists the plugins must see that at once.
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
  const declared = new Set(declaredBy(plugins).map(({ code }) => code));
  for (const { code, scores } of plugins)
    for (const topic of scores === "any" ? [] : scores)
      if (!declared.has(topic)) throw new RangeError(`${code} scores the topic ${topic}, which no plugin declares`);
  for (const { code, scores, editions: all } of plugins.filter(isForUnits)) {
    const asksTargets = all.some(({ figures }) => Object.values(figures).some(({ kind }) => kind === "targets"));
    if (scores.length > 0 || asksTargets)
      throw new RangeError(
        `${code} is for units, and asks for topics or targets, which are registered for models only`,
      );
  }
  const published = (code: string) => {
    const plugin = byCode.get(code);
    return plugin && newestOf(plugin);
  };
  return {
    plugins,
    topics: declaredBy(plugins.filter(newestOf)),
    plugin: (code) => byCode.get(code),
    edition: (idOrCode) => editions.get(idOrCode) ?? published(idOrCode),
    newest: (code) => {
      const edition = published(code);
      return edition && editionId(code, edition);
    },
    setFor: (subjectKind, topic) => choice.get(`${subjectKind} ${topic}`) ?? choice.get(`${subjectKind} any`),
    setsForUnits: plugins.filter((plugin) => isForUnits(plugin) && newestOf(plugin)),
    table,
  };
};
