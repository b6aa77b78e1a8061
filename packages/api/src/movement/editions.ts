import { DomainError } from "@kheo/core/rules/errors";
import type { RegistrationForm } from "@kheo/core/movement/models";
import type { Period } from "@kheo/core/movement/periods";
import type { PluginCatalog } from "@kheo/core/criteria/catalog";
import type { Edition, EditionId } from "@kheo/core/criteria/edition";

/** @throws `scoring.unknownEdition`. */
export const editionOf = (catalog: PluginCatalog, id: EditionId): Edition => {
  const edition = catalog.edition(id);
  if (!edition) throw new DomainError("scoring.unknownEdition", { id });
  return edition;
};

/** The edition that the period pinned for a model's subject kind and topic. */
export const editionFor = (
  catalog: PluginCatalog,
  period: Pick<Period, "editions">,
  form: Pick<RegistrationForm, "subjectKind" | "topic">,
): EditionId => {
  const code = catalog.setFor(form.subjectKind, form.topic)?.code ?? form.topic;
  const id = period.editions[code];
  if (id === undefined) throw new DomainError("scoring.unknownEdition", { id: code });
  return id;
};

/** The titles of the criteria sets by their codes. */
export const setTitles = ({ plugins }: PluginCatalog): Record<string, string> =>
  Object.fromEntries(plugins.map(({ code, title }) => [code, title]));

/** The edition that the period pinned of a set by which units are assessed. @throws `scoring.notForUnits`, `scoring.unknownEdition`. */
export const editionForUnits = (catalog: PluginCatalog, period: Pick<Period, "editions">, set: string): EditionId => {
  if (!catalog.setsForUnits.some(({ code }) => code === set)) throw new DomainError("scoring.notForUnits");
  const id = period.editions[set];
  if (id === undefined) throw new DomainError("scoring.unknownEdition", { id: set });
  return id;
};

/** The newest edition of every set: what a period pins when it opens. */
export const newestEditions = (catalog: PluginCatalog): Record<string, EditionId> =>
  Object.fromEntries(
    catalog.plugins.flatMap(({ code }) => {
      const id = catalog.newest(code);
      return id === undefined ? [] : [[code, id]];
    }),
  );
