import { forget, keep, keptBelow } from "../kept.ts";

/** What a file is sent for: to be attached to a part of a dossier, or to take the place of another. */
export type Purpose = {
  readonly unitId: string;
  /** The model or assessment. */
  readonly to: string;
  readonly criterion: string | null;
  readonly replaces: { readonly id: string; readonly version: number } | null;
};

/** A file on its way, as far as it is kept over a reload. */
type Kept = Purpose & {
  readonly key: string;
  readonly name: string;
  readonly size: number;
  readonly title: string;
  /** Where its pieces go, and its id once it has come whole. */
  readonly url: string | null;
  readonly uploadId: string | null;
  /** How it was asked to be attached: asked again, it is one act and in the same words. */
  readonly asked: { readonly requestId: string; readonly title: string } | null;
  /** Why the server will not take it. */
  readonly refusal: string | null;
  readonly pickedAt: number;
};

/** Where a file is on its way. */
export type Standing =
  | { readonly kind: "queued" }
  | { readonly kind: "sending" }
  /** For the network: it goes on by itself. */
  | { readonly kind: "waiting" }
  /** It has come whole, and whoever sends it is still typing what it shows. */
  | { readonly kind: "sent" }
  | { readonly kind: "attaching" }
  /** It can go on when somebody says so. */
  | { readonly kind: "stopped"; readonly sentence: string }
  | { readonly kind: "refused"; readonly sentence: string }
  /** The browser did not keep the content over a reload. */
  | { readonly kind: "lost" };

export type Outgoing = Kept & {
  readonly standing: Standing;
  /** Bytes that have come. */
  readonly sent: number;
  /** Whether the browser keeps the content over a reload; `null` until it has said so. */
  readonly isKept: boolean | null;
};

const beginning = (personId: string): string => `kheo.outbox.${personId}.`;

/** Notes a file on its way for its person on this device; `false` where that is full or forbidden. */
export const note = (personId: string, { standing: _, sent: _sent, isKept: _kept, ...kept }: Outgoing): boolean =>
  keep(beginning(personId) + kept.key, kept);

export const unnote = (personId: string, key: string): void => {
  forget(beginning(personId) + key);
};

/** What a person has on its way on this device, in the order in which it was picked. */
export const noted = (personId: string): readonly Kept[] =>
  keptBelow(beginning(personId))
    .map(([, kept]) => kept as Kept)
    .toSorted((one, other) => one.pickedAt - other.pickedAt);
