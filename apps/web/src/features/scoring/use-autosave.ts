import { useEffect, useRef, useState } from "react";
import { errorCode, queryClient, sayError } from "../../lib/trpc.ts";
import { isUnanswered } from "../../lib/unanswered.ts";

export type SaveState =
  | { readonly kind: "clean"; readonly savedAt: Date | null }
  | { readonly kind: "typed" }
  | { readonly kind: "saving" }
  /** No network: what was typed waits on this machine. */
  | { readonly kind: "waiting" }
  /** Somebody else saved meanwhile. */
  | { readonly kind: "conflict"; readonly sentence: string }
  | { readonly kind: "refused"; readonly sentence: string };

type Options<Value> = {
  /** Names the draft on this machine: the person and the thing, so that nobody is shown another's draft. */
  readonly key: string;
  readonly stored: Value;
  readonly version: number;
  /** Writes over `version`; answers the new one. */
  readonly save: (value: Value, version: number) => Promise<number>;
};

const pause = 1500;
const retryAfter = 10_000;

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const remembered = (key: string): { value: unknown; version: number } | null => {
  try {
    const text = localStorage.getItem(key);
    return text === null ? null : (JSON.parse(text) as { value: unknown; version: number });
  } catch {
    return null;
  }
};

const remember = (key: string, value: unknown, version: number): void => {
  try {
    localStorage.setItem(key, JSON.stringify({ value, version }));
  } catch {
    // A full or forbidden store only means that what is typed lives as long as the page.
  }
};

/**
 * What a person types, saved by itself after a pause. It stays on this machine until the server has it, and nothing
 * that comes from the server replaces it while it is unsaved.
 */
export const useAutosave = <Value>({ key, stored, version, save }: Options<Value>) => {
  const [draft] = useState(() => {
    const found = remembered(key);
    return found && !same(found.value, stored) ? { value: found.value as Value, version: found.version } : null;
  });
  const [value, setValue] = useState<Value>(draft?.value ?? stored);
  const [state, setState] = useState<SaveState>(draft ? { kind: "typed" } : { kind: "clean", savedAt: null });
  const current = useRef({ value: draft?.value ?? stored, version: draft?.version ?? version, saved: stored });
  const running = useRef<Promise<unknown> | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const write = useRef(save);
  useEffect(() => {
    write.current = save;
  });

  const schedule = (delay: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(saveNow, delay);
  };

  const attempt = async (): Promise<void> => {
    const sent = current.current.value;
    // Without a network the call is held back until there is one again.
    setState({ kind: navigator.onLine ? "saving" : "waiting" });
    try {
      const next = await write.current(sent, current.current.version);
      current.current = { ...current.current, version: next, saved: sent };
      if (!same(current.current.value, sent)) {
        remember(key, current.current.value, next);
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
    remember(key, next, current.current.version);
    setState((before) => (before.kind === "conflict" ? before : { kind: "typed" }));
    if (state.kind !== "conflict") schedule(pause);
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
