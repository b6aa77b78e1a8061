import { changesBetween, type Clash, type FieldChange } from "@kheo/core/ground/changes";
import { useCallback, useEffect, useRef, useState } from "react";
import { v4 as newKey } from "uuid";
import { clashesOf, needsSignIn, sayError } from "../trpc.ts";
import { isUnanswered, NotSent } from "../unanswered.ts";
import { copiesOf, forgetCopies, forgetSaved, keepCopy, takeOver } from "./copies.ts";
import {
  answered,
  chosen,
  type Content,
  copyOf,
  type Draft,
  isSettled,
  opened,
  refused,
  restored,
  savedElsewhere,
  sending,
  type Sent,
  settledAsTyped,
  type Shape,
  type Standing,
  toSend,
  typedInto,
} from "./draft.ts";

type Sending<Stored> = {
  readonly key: string;
  /** What was made of what stood on the server, field by field, and the whole. */
  readonly changes: readonly FieldChange[];
  readonly content: Stored;
  readonly version: number | null;
};

/** What the server has after a save: others may have changed other fields since. */
type Answer<Stored> = {
  readonly content: Stored;
  readonly version: number;
  /** What the draft is kept as from now on, where the save has made the thing. */
  readonly name?: string;
};

type Options<Boxes extends Content, Stored extends Content> = {
  /** Names the draft on this device: the person and the thing, so that nobody is shown another's. */
  readonly name: string;
  readonly shape: Shape<Boxes, Stored>;
  /** What the server has, in boxes; `null` for the version where it has nothing yet. */
  readonly stored: Boxes;
  readonly version: number | null;
  /** Saves by itself after a pause; what is new is first made by the person. */
  readonly autosaves: boolean;
  /** The version of the thing that an act is over, where what is typed is no content of it. */
  readonly over?: number | undefined;
  readonly send: (sending: Sending<Stored>) => Promise<Answer<Stored>>;
  /** Everything typed is on the server, by itself or because the person wanted it. */
  readonly onSaved?: (version: number) => unknown;
  /** It cannot be saved before the person does something about it. */
  readonly onStopped?: () => void;
};

const pause = 1500;
const patience = 10_000;

const standingAfter = (error: unknown): Standing => {
  if (needsSignIn(error)) return { kind: "waiting", for: "session" };
  if (isUnanswered(error)) return { kind: "waiting", for: "network" };
  const clashes = clashesOf(error);
  return clashes.length > 0
    ? { kind: "clash", sentence: sayError(error), clashes }
    : error instanceof NotSent
      ? { kind: "malformed" }
      : { kind: "refused", error };
};

const mayCome = (error: unknown): boolean => isUnanswered(error) || needsSignIn(error);

const neverThrown = () => undefined;

/**
 * What a person types, kept on the device at every stroke and sent after a pause, field by field. Nothing that comes
 * from the server replaces what is typed and not saved.
 */
export const useDraft = <Boxes extends Content, Stored extends Content>(options: Options<Boxes, Stored>) => {
  const { name, shape, stored, version, autosaves } = options;
  const [begun] = useState(() => {
    const copies = copiesOf<Boxes>(name);
    const { draft, left } = restored(
      shape,
      opened(stored, version),
      copies.map(({ copy }) => copy),
    );
    return { draft, left, copies, at: isSettled(draft) ? null : (copies[0]?.copy.at ?? null) };
  });
  const [typed, show] = useState(begun.draft.typed);
  const [base, showBase] = useState(begun.draft.base);
  const [standing, stand] = useState<Standing>({ kind: begun.at === null ? "untouched" : "kept" });

  const draft = useRef<Draft<Boxes>>(begun.draft);
  // A window of its own, until it is drawn anew: what it keeps no other writes over.
  const [own] = useState(() => newKey());
  const keptAs = useRef(name);
  const running = useRef<Promise<unknown> | null>(null);
  const windows = useRef<BroadcastChannel | null>(null);
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });

  const become = useCallback(
    (next: Draft<Boxes>) => {
      if (next === draft.current) return;
      draft.current = next;
      show(next.typed);
      showBase(next.base);
      keepCopy(keptAs.current, own, copyOf(next, new Date()));
    },
    [own],
  );

  const sendOnce = useCallback(
    async (sent: Sent<Boxes>): Promise<void> => {
      const { shape, send } = latest.current;
      become(sending(draft.current, sent));
      const content = shape.contentOf(sent.typed);
      const changes = changesBetween(shape.contentOf(sent.base), content);
      try {
        const answer = await send({ key: sent.key, changes, content, version: sent.over ?? draft.current.version });
        forgetSaved(keptAs.current, sent);
        if (answer.name !== undefined) {
          keepCopy(keptAs.current, own, null);
          keptAs.current = answer.name;
        }
        const boxes = shape.boxesOf(answer.content);
        become(answered(shape, draft.current, sent, boxes, answer.version));
        windows.current?.postMessage({ name: keptAs.current, boxes, version: answer.version });
      } catch (error) {
        if (!mayCome(error)) become(refused(draft.current));
        throw error;
      }
    },
    [become, own],
  );

  /** Sends until the server has everything that is typed. */
  const sendAll = useCallback(async (): Promise<void> => {
    for (;;) {
      const isAgain = draft.current.unanswered !== null;
      const next = toSend(latest.current.shape, draft.current, newKey, latest.current.over);
      if (next === "nothing") {
        become(settledAsTyped(draft.current));
        return;
      }
      if (next === "malformed") throw new NotSent("Chưa lưu được vì còn chỗ chưa hợp lệ.");
      try {
        // One after the other: the next is what was typed while this was on its way.
        // oxlint-disable-next-line no-await-in-loop
        await sendOnce(next);
      } catch (error) {
        // What was refused of an earlier sending says nothing of what is typed now.
        if (!isAgain || mayCome(error)) throw error;
      }
    }
  }, [become, sendOnce]);

  /** Saves what is in the boxes and answers the version to act upon; throws what kept it from being saved. */
  const save = useCallback(async (): Promise<number> => {
    const before = running.current;
    const run = (async () => {
      await before?.catch(neverThrown);
      // What waits is tried again in silence.
      stand((now) => (now.kind === "waiting" ? now : { kind: "saving" }));
      try {
        await sendAll();
      } catch (error) {
        stand(standingAfter(error));
        if (!mayCome(error)) latest.current.onStopped?.();
        throw error;
      }
      stand({ kind: "saved", at: new Date() });
      return draft.current.version ?? 0;
    })();
    running.current = run;
    try {
      const saved = await run;
      await latest.current.onSaved?.(saved);
      return saved;
    } finally {
      if (running.current === run) running.current = null;
    }
  }, [sendAll]);

  /** Saves without waiting; how it went is in `standing`. */
  const saveNow = useCallback(() => {
    save().catch(neverThrown);
  }, [save]);

  const change = useCallback(
    (next: Boxes | ((before: Boxes) => Boxes)) => {
      become(typedInto(draft.current, typeof next === "function" ? next(draft.current.typed) : next));
      stand((now) => (["clash", "saving", "waiting"].includes(now.kind) ? now : { kind: "kept" }));
    },
    [become],
  );

  const takeSaved = useCallback(
    (boxes: Boxes, at: number) => {
      if (running.current === null) become(savedElsewhere(latest.current.shape, draft.current, boxes, at));
    },
    [become],
  );

  const storedText = JSON.stringify(stored);
  useEffect(() => {
    if (version !== null) takeSaved(JSON.parse(storedText) as Boxes, version);
  }, [version, storedText, takeSaved]);

  useEffect(() => {
    takeOver(name, begun.copies, begun.left);
    keepCopy(name, own, copyOf(draft.current, new Date(begun.at ?? Date.now())));
    const channel = new BroadcastChannel("kheo.draft");
    windows.current = channel;
    channel.addEventListener("message", ({ data }: MessageEvent<{ name: string; boxes: Boxes; version: number }>) => {
      if (data.name === keptAs.current) takeSaved(data.boxes, data.version);
    });
    if (draft.current.unanswered) saveNow();
    return () => {
      channel.close();
    };
  }, [name, own, begun, takeSaved, saveNow]);

  // Every stroke makes a new `standing`, and with it the pause begins anew.
  useEffect(() => {
    if (!autosaves || standing.kind !== "kept") return undefined;
    const timer = setTimeout(saveNow, pause);
    return () => {
      clearTimeout(timer);
    };
  }, [autosaves, standing, saveNow]);

  useEffect(() => {
    if (standing.kind !== "waiting") return undefined;
    const timer = setInterval(saveNow, patience);
    const moments = ["online", "focus"] as const;
    for (const moment of moments) globalThis.addEventListener(moment, saveNow);
    return () => {
      clearInterval(timer);
      for (const moment of moments) globalThis.removeEventListener(moment, saveNow);
    };
  }, [standing, saveNow]);

  return {
    typed,
    /** What the server has of it. */
    base,
    standing,
    change,
    save,
    saveNow,
    /** When what was put back was typed; `null` where nothing was. */
    restoredAt: standing.kind === "kept" ? begun.at : null,
    /** Decides one field that two people have changed; after the last of them what is typed is saved. */
    choose: (clash: Clash, whose: "theirs" | "mine"): void => {
      if (standing.kind !== "clash") return;
      become(chosen(shape, draft.current, clash, whose));
      const clashes = standing.clashes.filter((one) => one !== clash);
      stand({ ...standing, clashes });
      if (clashes.length === 0) saveNow();
    },
    /** Says why a step after the save did not go; without a network it is tried again with the next save. */
    refuse: (error: unknown): void => {
      stand(standingAfter(error));
    },
    forget: (): void => {
      forgetCopies(keptAs.current);
    },
  };
};
