import { applyChanges, type FieldChange } from "@kheo/core/ground/changes";
import { DomainError } from "@kheo/core/rules/errors";
import type { Db } from "@kheo/db/ground/connect";
import type { Subject } from "./scene.ts";

/**
 * What stands now with one person's changes put in.
 * @throws `fieldsClash` with both values where somebody else has changed the same field since.
 */
export const withChanges = async <T>(
  db: Db,
  subject: Subject<T>,
  loaded: T,
  current: Readonly<Record<string, unknown>>,
  changes: readonly FieldChange[],
): Promise<Readonly<Record<string, unknown>>> => {
  const { content, clashes } = applyChanges(current, changes);
  if (clashes.length === 0) return content;
  const by = (await subject.changedBy?.(db, loaded)) ?? null;
  throw new DomainError("fieldsClash", { what: subject.what, by, fields: clashes });
};
