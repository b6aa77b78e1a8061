import { useEffect, useRef, useState } from "react";
import { changesBetween, type Clash, type FieldChange, same, settled, valueAt } from "@kheo/core/ground/changes";
import { clashesOf, errorCode, queryClient, sayError } from "../../../lib/trpc.ts";
import { isUnanswered } from "../../../lib/unanswered.ts";

export type SaveState =
  | { readonly kind: "clean"; readonly savedAt: Date | null }
  | { readonly kind: "typed" }
  | { readonly kind: "saving" }
  /** No network: what was typed waits on this machine. */
  | { readonly kind: "waiting" }
  /** One's own sheet was saved from another window. */
  | { readonly kind: "conflict"; readonly sentence: string }
  /** Somebody else has changed the same fields: nothing is written before each is chosen. */
  | { readonly kind: "clash"; readonly sentence: string; readonly clashes: readonly Clash[] }
  | { readonly kind: "refused"; readonly sentence: string };

type Content = Readonly<Record<string, unknown>>;

type Options<Value> = {
  /** Names the draft on this machine: the person and the thing, so that nobody is shown another's draft. */
  readonly key: string;
  readonly stored: Value;
  readonly version: number;
  /** What of the boxes is content of the server's, field by field. */
  readonly contentOf: (value: Value) => Content;
  /** The boxes with one field of that content in its place. */
  readonly withField: (value: Value, path: readonly string[], field: unknown) => Value;
  /** Writes what was changed; answers the new version and what stands on the server then, others' changes included. */
  readonly save: (
    changes: readonly FieldChange[],
    value: Value,
    version: number,
  ) => Promise<{ readonly version: number; readonly content: Content }>;
};

const pause = 1500;
const retryAfter = 10_000;

/** What was typed, and what stood on the server when it was. */
type Draft<Value> = { readonly value: Value; readonly saved: Value; readonly version: number };

const remembered = <Value>(key: string): Draft<Value> | null => {
  try {
    const text = localStorage.getItem(key);
    return text === null ? null : (JSON.parse(text) as Draft<Value>);
  } catch {
    return null;
  }
};

const remember = <Value>(key: string, draft: Draft<Value>): void => {
  try {
    localStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // A full or forbidden store only means that what is typed lives as long as the page.
  }
};

/**
 * What a person types, saved by itself after a pause. It stays on this machine until the server has it, and nothing
 * that comes from the server replaces it while it is unsaved.
 */
export const useAutosave = <Value>({ key, stored, version, save, contentOf, withField }: Options<Value>) => {
  const [draft] = useState(() => {
    const found = remembered<Value>(key);
    if (found && !same(found.value, stored)) return { ...found, saved: found.saved ?? stored };
    // What the server has is no draft any more: kept, it would look like a change of it one day.
    localStorage.removeItem(key);
    return null;
  });
  const [value, setValue] = useState<Value>(draft?.value ?? stored);
  const [state, setState] = useState<SaveState>(draft ? { kind: "typed" } : { kind: "clean", savedAt: null });
  const current = useRef<Draft<Value>>(draft ?? { value: stored, saved: stored, version });
  const running = useRef<Promise<unknown> | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const form = useRef({ save, contentOf, withField });
  useEffect(() => {
    form.current = { save, contentOf, withField };
  });

  const schedule = (delay: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(saveNow, delay);
  };

  const attempt = async (): Promise<void> => {
    const { value: sent, saved } = current.current;
    const content = form.current.contentOf(sent);
    // Without a network the call is held back until there is one again.
    setState({ kind: navigator.onLine ? "saving" : "waiting" });
    try {
      const changes = changesBetween(form.current.contentOf(saved), content);
      const answer = await form.current.save(changes, sent, current.current.version);
      const put = (boxes: Value, { path, now }: FieldChange) => form.current.withField(boxes, path, now);
      const typedSince = (path: readonly string[]) =>
        !same(valueAt(form.current.contentOf(current.current.value), path), valueAt(content, path));
      const { theirs } = settled(content, answer.content, typedSince);
      const next: Draft<Value> = {
        value: theirs.reduce(put, current.current.value),
        saved: theirs.reduce(put, sent),
        version: answer.version,
      };
      current.current = next;
      setValue(next.value);
      if (!same(next.value, next.saved)) {
        remember(key, next);
        setState({ kind: "typed" });
        schedule(pause);
        return;
      }
      localStorage.removeItem(key);
      setState({ kind: "clean", savedAt: new Date() });
    } catch (error) {
      if (isUnanswered(error)) {
        setState({ kind: "waiting" });
        schedule(retryAfter);
      } else if (clashesOf(error).length > 0) {
        setState({ kind: "clash", sentence: sayError(error), clashes: clashesOf(error) });
      } else if (errorCode(error) === "changedMeanwhile") {
        setState({ kind: "conflict", sentence: sayError(error) });
        await queryClient.invalidateQueries();
      } else {
        setState({ kind: "refused", sentence: sayError(error) });
      }
      throw error;
    }
  };

  /** Saves now what is not saved yet and answers the version to act upon; throws what kept it from being saved. */
  const flush = async (): Promise<number> => {
    clearTimeout(timer.current);
    while (running.current) await running.current.catch(() => undefined);
    if (same(current.current.value, current.current.saved)) {
      setState((before) => (before.kind === "clean" ? before : { kind: "clean", savedAt: null }));
      localStorage.removeItem(key);
      return current.current.version;
    }
    const attempted = attempt();
    running.current = attempted;
    try {
      await attempted;
    } finally {
      running.current = null;
    }
    return current.current.version;
  };

  /** Saves without waiting; how it went is in `state`. */
  const saveNow = () => {
    flush().catch(() => undefined);
  };

  const change = (next: Value) => {
    current.current = { ...current.current, value: next };
    setValue(next);
    remember(key, current.current);
    const waits = state.kind === "conflict" || state.kind === "clash";
    setState((before) => (waits ? before : { kind: "typed" }));
    if (!waits) schedule(pause);
  };

  const take = (next: Value, at: number) => {
    current.current = { value: next, version: at, saved: next };
    setValue(next);
    localStorage.removeItem(key);
    setState({ kind: "clean", savedAt: null });
  };

  // Another person's change is taken over only where nothing is typed here.
  const storedText = JSON.stringify(stored);
  useEffect(() => {
    const { version: known, value: shown, saved } = current.current;
    if (version > known && running.current === null && same(shown, saved))
      take(JSON.parse(storedText) as Value, version);
    // `take` only reads refs and setters.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [version, storedText]);

  useEffect(() => {
    const again = () => {
      if (!same(current.current.value, current.current.saved)) schedule(0);
    };
    if (draft) again();
    globalThis.addEventListener("online", again);
    return () => {
      clearTimeout(timer.current);
      globalThis.removeEventListener("online", again);
    };
    // Runs once: everything it uses stands in refs.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  return {
    value,
    state,
    change,
    flush,
    saveNow,
    /** Decides one field that two people have changed; after the last of them what was typed is saved. */
    choose: (clash: Clash, whose: "theirs" | "mine") => {
      if (state.kind !== "clash") return;
      const put = (boxes: Value) => form.current.withField(boxes, clash.path, clash.theirs);
      const { value: typed, saved } = current.current;
      current.current = { ...current.current, saved: put(saved), value: whose === "theirs" ? put(typed) : typed };
      setValue(current.current.value);
      remember(key, current.current);
      const clashes = state.clashes.filter((one) => one !== clash);
      setState(clashes.length > 0 ? { ...state, clashes } : { kind: "typed" });
      if (clashes.length === 0) schedule(0);
    },
    /** After a conflict: what stands on the server replaces what was typed. */
    takeStored: () => {
      take(stored, version);
    },
    /** After a conflict: what was typed is saved over what stands on the server, which the person has now seen. */
    keepTyped: () => {
      current.current = { ...current.current, version, saved: stored };
      setState({ kind: "typed" });
      schedule(0);
    },
  };
};
