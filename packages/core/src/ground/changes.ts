import { z } from "zod";
import { canonical } from "./canonical.ts";

/**
 * One field that a person changed: where it stands, what it was when they began, and what they made of it. A field
 * that was not there, or is taken away, is `undefined`, which JSON leaves out.
 */
export type FieldChange = {
  readonly path: readonly string[];
  readonly was?: unknown;
  readonly now?: unknown;
};

/** A field that two people changed to different things: both values, to choose from. */
export type Clash = { readonly path: readonly string[]; readonly theirs?: unknown; readonly mine?: unknown };

/** The changes of one save as they come in; what they say is held against the form's own schema afterwards. */
export const fieldChanges = z
  .array(
    z.strictObject({
      path: z.array(z.string().max(60)).min(1).max(6).readonly(),
      was: z.unknown().optional(),
      now: z.unknown().optional(),
    }),
  )
  .max(500, { error: "Nội dung: quá nhiều thay đổi trong một lần lưu." })
  .readonly();

type Content = Readonly<Record<string, unknown>>;

const isContent = (value: unknown): value is Content =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether two values are the same content. */
export const same = (one: unknown, other: unknown): boolean =>
  one === other || (one !== undefined && other !== undefined && canonical(one) === canonical(other));

/** What somebody made of `before`, field by field. A list is one field: its rows have no names to be told apart by. */
export const changesBetween = (before: Content, after: Content): readonly FieldChange[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key): readonly FieldChange[] => {
    const [was, now] = [before[key], after[key]];
    if (same(was, now)) return [];
    if (isContent(was) && isContent(now)) {
      return changesBetween(was, now).map((change) => ({ ...change, path: [key, ...change.path] }));
    }
    return [{ path: [key], ...(was !== undefined && { was }), ...(now !== undefined && { now }) }];
  });

/** What stands at a path; `undefined` where nothing does. */
export const valueAt = (content: unknown, [key, ...rest]: readonly string[]): unknown => {
  if (key === undefined) return content;
  return isContent(content) && Object.hasOwn(content, key) ? valueAt(content[key], rest) : undefined;
};

const withValue = (content: unknown, [key = "", ...rest]: readonly string[], value: unknown): Content => {
  const base = isContent(content) ? content : {};
  const inner = rest.length === 0 ? value : withValue(valueAt(base, [key]), rest, value);
  const others = Object.entries(base).filter(([name]) => name !== key);
  return Object.fromEntries(inner === undefined ? others : [...others, [key, inner]]);
};

/**
 * Puts one person's changes into what stands now, which others may have changed since. What only one of them touched
 * is taken from that one; where both made the same of a field there is nothing to decide; the rest are clashes, and
 * `content` holds for those what stood there.
 */
export const applyChanges = (
  current: Content,
  changes: readonly FieldChange[],
): { readonly content: Content; readonly clashes: readonly Clash[] } => {
  let content = current;
  const clashes: Clash[] = [];
  for (const { path, was, now } of changes) {
    const theirs = valueAt(content, path);
    if (same(theirs, now)) continue;
    if (same(theirs, was)) content = withValue(content, path, now);
    else clashes.push({ path, ...(theirs !== undefined && { theirs }), ...(now !== undefined && { mine: now }) });
  }
  return { content, clashes };
};

/** The content with the value of one field put in its place, or taken away. */
export const withField = <T extends Content>(content: T, path: readonly string[], value: unknown): T =>
  withValue(content, path, value) as T;
