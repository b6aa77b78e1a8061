import { changesBetween, type Clash, type FieldChange, same, valueAt, withField } from "@kheo/core/ground/changes";

export type Content = Readonly<Record<string, unknown>>;
export type Path = readonly string[];

/** How what stands in the boxes and what stands on the server say the same. */
export type Shape<Boxes extends Content, Stored extends Content> = {
  readonly contentOf: (boxes: Boxes) => Stored;
  readonly boxesOf: (content: Stored) => Boxes;
  /** The boxes with what the server would refuse: they wait on the device, and keep nothing else from being saved. */
  readonly malformed: (boxes: Boxes) => readonly Path[];
};

/** What was sent, under its key: until it is answered nobody knows whether it arrived. */
export type Sent<Boxes> = {
  readonly key: string;
  readonly typed: Boxes;
  readonly base: Boxes;
  /** The version that was acted upon, where it is not the draft's own: it is sent again over the same. */
  readonly over?: number;
};

export type Draft<Boxes> = {
  readonly typed: Boxes;
  /** What stood on the server when it was typed over, as it stands in boxes. */
  readonly base: Boxes;
  /** `null` until the server has made it. */
  readonly version: number | null;
  readonly unanswered: Sent<Boxes> | null;
};

/** What one window has kept on the device: the fields that are not on the server, each with what it was typed over. */
export type Copy<Boxes> = {
  readonly at: string;
  readonly fields: readonly FieldChange[];
  readonly unanswered: Sent<Boxes> | null;
};

/** Where the text is. */
export type Standing =
  | { readonly kind: "untouched" }
  | { readonly kind: "kept" }
  /** What is well-formed is saved; the rest waits on the device until it is mended. */
  | { readonly kind: "malformed" }
  | { readonly kind: "saving" }
  | { readonly kind: "saved"; readonly at: Date }
  | { readonly kind: "waiting"; readonly for: "network" | "session" }
  /** Somebody else has changed the same fields: nothing is written before each is chosen. */
  | { readonly kind: "clash"; readonly sentence: string; readonly clashes: readonly Clash[] }
  | { readonly kind: "refused"; readonly error: unknown };

const put = <Boxes extends Content>(boxes: Boxes, changes: readonly FieldChange[]): Boxes =>
  changes.reduce((before, { path, now }) => withField(before, path, now), boxes);

/** The boxes as the server would give them back. */
const settled = <Boxes extends Content, Stored extends Content>(shape: Shape<Boxes, Stored>, boxes: Boxes): Boxes =>
  shape.boxesOf(shape.contentOf(boxes));

export const opened = <Boxes extends Content>(boxes: Boxes, version: number | null): Draft<Boxes> => ({
  typed: boxes,
  base: boxes,
  version,
  unanswered: null,
});

export const isSettled = <Boxes extends Content>({ typed, base, unanswered }: Draft<Boxes>): boolean =>
  unanswered === null && same(typed, base);

/**
 * What is typed and not on the server: also what was typed back to what stood there, while something else that was sent
 * may have arrived.
 */
const unsaved = <Boxes extends Content>({ typed, base, unanswered }: Draft<Boxes>): readonly FieldChange[] => {
  const changed = changesBetween(base, typed);
  const back = changesBetween(unanswered?.typed ?? typed, typed).filter(
    ({ path }) => !changed.some((one) => same(one.path, path)),
  );
  return [...changed, ...back.map(({ path, now }) => ({ path, was: valueAt(base, path), now }))];
};

export const copyOf = <Boxes extends Content>(draft: Draft<Boxes>, at: Date): Copy<Boxes> | null =>
  isSettled(draft) ? null : { at: at.toISOString(), fields: unsaved(draft), unanswered: draft.unanswered };

/**
 * The draft with what the windows of this device have kept of it, the newest first. A field that two of them hold
 * differently is taken from the newest; the older one's stays in `left`, to be met as a clash when the draft is next
 * opened.
 */
export const restored = <Boxes extends Content, Stored extends Content>(
  shape: Shape<Boxes, Stored>,
  fresh: Draft<Boxes>,
  copies: readonly Copy<Boxes>[],
): { readonly draft: Draft<Boxes>; readonly left: readonly (Copy<Boxes> | null)[] } => {
  const taken: FieldChange[] = [];
  let unanswered: Sent<Boxes> | null = null;
  const left = copies.map((copy): Copy<Boxes> | null => {
    const { unanswered: sent } = copy;
    const arrived = sent === null ? null : settled(shape, sent.typed);
    const has = (path: Path) => arrived !== null && same(valueAt(arrived, path), valueAt(fresh.base, path));
    const isOpen =
      fresh.version === null || changesBetween(sent?.base ?? {}, sent?.typed ?? {}).some(({ path }) => !has(path));
    if (isOpen) unanswered ??= sent;
    const others = copy.fields.filter(({ path, now }) => {
      if (same(now, valueAt(fresh.base, path))) return false;
      const before = taken.find((one) => same(one.path, path));
      if (before) return !same(before.now, now);
      taken.push(has(path) ? { path, was: valueAt(fresh.base, path), now } : { path, now, was: copyWas(copy, path) });
      return false;
    });
    return others.length > 0 ? { ...copy, fields: others, unanswered: null } : null;
  });
  const draft: Draft<Boxes> = {
    ...fresh,
    typed: put(fresh.base, taken),
    base: put(
      fresh.base,
      taken.map(({ path, was }) => ({ path, now: was })),
    ),
    unanswered,
  };
  return { draft, left };
};

const copyWas = ({ fields }: Copy<unknown>, path: Path): unknown => fields.find((field) => same(field.path, path))?.was;

/** What is left of a copy once a save has brought to the server what another window holds too. */
export const withoutSaved = <Boxes extends Content>(copy: Copy<Boxes>, sent: Sent<Boxes>): Copy<Boxes> | null => {
  const saved = changesBetween(sent.base, sent.typed);
  const fields = copy.fields.filter(
    (field) => !saved.some(({ path, now }) => same(path, field.path) && same(now, field.now)),
  );
  const unanswered = copy.unanswered?.key === sent.key ? null : copy.unanswered;
  return fields.length > 0 || unanswered !== null ? { ...copy, fields, unanswered } : null;
};

export const typedInto = <Boxes extends Content>(draft: Draft<Boxes>, typed: Boxes): Draft<Boxes> => ({
  ...draft,
  typed,
});

/** What is to be sent now. What may already have arrived goes first, just as it was and under the same key. */
export const toSend = <Boxes extends Content, Stored extends Content>(
  shape: Shape<Boxes, Stored>,
  draft: Draft<Boxes>,
  newKey: () => string,
  over?: number,
): Sent<Boxes> | "nothing" | "malformed" => {
  if (draft.unanswered) return draft.unanswered;
  const { typed, base } = draft;
  const malformed = shape.malformed(typed);
  const whole = malformed.reduce((boxes, path) => withField(boxes, path, valueAt(base, path)), typed);
  if (draft.version !== null && same(shape.contentOf(whole), shape.contentOf(base)))
    return malformed.length > 0 ? "malformed" : "nothing";
  return shape.malformed(whole).length > 0
    ? "malformed"
    : { key: newKey(), typed: whole, base, ...(over !== undefined && { over }) };
};

export const sending = <Boxes extends Content>(draft: Draft<Boxes>, unanswered: Sent<Boxes>): Draft<Boxes> => ({
  ...draft,
  unanswered,
});

/** What was only written otherwise, such as `1234` for `1.234`, is on the server as it is. */
export const settledAsTyped = <Boxes extends Content>(draft: Draft<Boxes>): Draft<Boxes> => ({
  ...draft,
  base: draft.typed,
});

/** After a refusal: it was answered, and nothing of it was written. */
export const refused = <Boxes extends Content>(draft: Draft<Boxes>): Draft<Boxes> => ({ ...draft, unanswered: null });

/**
 * What others have made of fields that were not typed into since `before`, and whether anything of theirs is left. With
 * that the draft stays at the version it was read at: what is written whole must not be written over it unseen.
 */
const parted = <Boxes extends Content>(
  others: readonly FieldChange[],
  typed: Boxes,
  before: Boxes,
): readonly [readonly FieldChange[], boolean] => {
  const taken = others.filter(({ path, now }) => {
    const mine = valueAt(typed, path);
    return same(mine, valueAt(before, path)) || same(mine, now);
  });
  return [taken, taken.length < others.length];
};

/**
 * What a save has brought: the base of what is changed from now on, and the fields of others. A field that was typed
 * into while the answer was on its way keeps its old base, so that the next save meets the other's value as a clash and
 * does not take it for the person's own.
 */
export const answered = <Boxes extends Content, Stored extends Content>(
  shape: Shape<Boxes, Stored>,
  draft: Draft<Boxes>,
  sent: Sent<Boxes>,
  now: Boxes,
  version: number,
): Draft<Boxes> => {
  const [others, left] = parted(changesBetween(settled(shape, sent.typed), now), draft.typed, sent.typed);
  return {
    typed: put(draft.typed, others),
    base: put(sent.typed, others),
    version: left ? (draft.version ?? version) : version,
    unanswered: null,
  };
};

/** What others have saved, or this person from another window: shown where nothing is typed. */
export const savedElsewhere = <Boxes extends Content, Stored extends Content>(
  shape: Shape<Boxes, Stored>,
  draft: Draft<Boxes>,
  now: Boxes,
  version: number,
): Draft<Boxes> => {
  if (draft.version === null || version <= draft.version) return draft;
  const [others, left] = parted(changesBetween(settled(shape, draft.base), now), draft.typed, draft.base);
  return {
    ...draft,
    typed: put(draft.typed, others),
    base: put(draft.base, others),
    version: left ? draft.version : version,
  };
};

/** One field that two people have changed, decided: what is saved next is changed from their value. */
export const chosen = <Boxes extends Content, Stored extends Content>(
  shape: Shape<Boxes, Stored>,
  draft: Draft<Boxes>,
  { path, theirs }: Clash,
  whose: "theirs" | "mine",
): Draft<Boxes> => {
  const withTheirs = (boxes: Boxes): Boxes => {
    const content = withField(shape.contentOf(boxes), path, theirs);
    return put(boxes, changesBetween(settled(shape, boxes), shape.boxesOf(content)));
  };
  return {
    ...draft,
    base: withTheirs(draft.base),
    typed: whose === "theirs" ? withTheirs(draft.typed) : draft.typed,
    unanswered: null,
  };
};
