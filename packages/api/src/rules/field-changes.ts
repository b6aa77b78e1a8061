import { applyChanges, type FieldChange } from "@kheo/core/ground/changes";
import { DomainError } from "@kheo/core/rules/errors";
import { things } from "@kheo/core/rules/things";
import type { Db } from "@kheo/db/ground/connect";
import type { Loaded, Subject } from "./scene.ts";

/**
 * What stands now with one person's changes put in.
 * @throws `fieldsClash` with both values where somebody else has changed the same field since.
 */
export const withChanges = async <T extends Loaded>(
  db: Db,
  subject: Subject<T>,
  loaded: T,
  current: Readonly<Record<string, unknown>>,
  changes: readonly FieldChange[],
): Promise<Readonly<Record<string, unknown>>> => {
  const { content, clashes } = applyChanges(current, changes);
  if (clashes.length === 0) return content;
  const by = (await subject.changedBy?.(db, loaded)) ?? null;
  throw new DomainError("fieldsClash", { what: things[subject.thing].name, by, fields: clashes });
};
