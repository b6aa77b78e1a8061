import { canonical } from "@kheo/core/canonical";
import type { RegistrationForm } from "@kheo/core/models";
import { useCallback, useEffect, useRef, useState } from "react";
import { errorCode, fieldErrors } from "../../lib/trpc.ts";
import { isUnanswered } from "../../lib/unanswered.ts";
import type { FieldErrors } from "../../ui/field.ts";
import { forget, keep } from "./kept-form.ts";
import { readTyped, refusedErrors, submissionErrors, type TypedForm } from "./typed-form.ts";

/** How far what is typed has come. */
export type Saving =
  | { readonly kind: "untouched" }
  | { readonly kind: "kept" }
  | { readonly kind: "malformed" }
  | { readonly kind: "saving" }
  | { readonly kind: "saved"; readonly at: Date }
  | { readonly kind: "waiting" }
  | { readonly kind: "conflict"; readonly error: unknown }
  | { readonly kind: "refused"; readonly error: unknown };

export type Saved = { readonly id: string; readonly version: number };

type Options = {
  readonly keptAs: string;
  readonly start: TypedForm;
  /** The version that is typed over; 0 where there is no model yet. */
  readonly version: number;
  /** What was typed before and is not on the server, and whether somebody else has saved since. */
  readonly restored: "nothing" | "unsaved" | "outdated";
  /** Saves to the server by itself after a pause; a new model is first made by the person. */
  readonly autosaves: boolean;
  readonly send: (version: number, form: RegistrationForm) => Promise<Saved>;
};

const pause = 2500;
const patience = 15_000;

/** What the person asked for last decides which errors are named. */
const problemsFor: Readonly<Record<"nothing" | "wellFormed" | "complete", (typed: TypedForm) => FieldErrors>> = {
  nothing: () => ({}),
  wellFormed: (typed) => readTyped(typed).errors ?? {},
  complete: submissionErrors,
};

/** A form whose content is kept on the device at every stroke and sent to the server over the version it was read at. */
export const useRegistration = ({ keptAs, start, version, restored, autosaves, send }: Options) => {
  const [typed, setTyped] = useState(start);
  const [saving, setSaving] = useState<Saving>(
    restored === "outdated"
      ? { kind: "conflict", error: null }
      : { kind: restored === "unsaved" ? "kept" : "untouched" },
  );
  const [demanded, demand] = useState<keyof typeof problemsFor>("nothing");
  const [refusals, setRefusals] = useState(0);
  const [refused, setRefused] = useState<FieldErrors>({});

  const latest = useRef(start);
  const over = useRef(version);
  const unanswered = useRef<RegistrationForm | null>(null);
  const running = useRef<Promise<unknown>>(Promise.resolve());

  const keepTyped = useCallback(() => {
    keep(keptAs, {
      typed: latest.current,
      version: over.current,
      unanswered: unanswered.current,
      at: new Date().toISOString(),
    });
  }, [keptAs]);

  const change = useCallback(
    (part: Partial<TypedForm>) => {
      latest.current = { ...latest.current, ...part };
      setTyped(latest.current);
      setRefused({});
      setSaving((now) => (now.kind === "conflict" || now.kind === "saving" ? now : { kind: "kept" }));
      keepTyped();
    },
    [keepTyped],
  );

  /** Sends first what may already have arrived: sent once more with its key, it cannot be told apart from a copy. */
  const sendAll = useCallback(
    async (form: RegistrationForm): Promise<Saved> => {
      const sendOne = async (content: RegistrationForm): Promise<Saved> => {
        unanswered.current = content;
        keepTyped();
        try {
          const saved = await send(over.current, content);
          unanswered.current = null;
          over.current = saved.version;
          return saved;
        } catch (error) {
          if (!isUnanswered(error)) unanswered.current = null;
          throw error;
        }
      };
      const before = unanswered.current;
      if (before && canonical(before) !== canonical(form)) await sendOne(before);
      return sendOne(form);
    },
    [send, keepTyped],
  );

  /** Saves what is in the boxes; `null` where it could not, and why stands in `saving`. */
  const save = useCallback(async (): Promise<Saved | null> => {
    const before = running.current;
    const run = (async (): Promise<Saved | null> => {
      await before;
      const content = latest.current;
      const { form } = readTyped(content);
      if (!form) {
        setSaving({ kind: "malformed" });
        return null;
      }
      setSaving({ kind: "saving" });
      try {
        const saved = await sendAll(form);
        if (latest.current === content) {
          forget(keptAs);
          setSaving({ kind: "saved", at: new Date() });
        } else {
          keepTyped();
          setSaving({ kind: "kept" });
        }
        return saved;
      } catch (error) {
        if (isUnanswered(error)) setSaving({ kind: "waiting" });
        else if (errorCode(error) === "changedMeanwhile") setSaving({ kind: "conflict", error });
        else {
          setRefused(refusedErrors(fieldErrors(error)));
          setSaving({ kind: "refused", error });
        }
        return null;
      }
    })();
    running.current = run;
    return run;
  }, [sendAll, keptAs, keepTyped]);

  // Every stroke makes a new `saving`, and with it the pause begins anew.
  useEffect(() => {
    if (!autosaves || saving.kind !== "kept") return undefined;
    const timer = setTimeout(() => void save(), pause);
    return () => {
      clearTimeout(timer);
    };
  }, [autosaves, saving, save]);

  useEffect(() => {
    if (!autosaves || saving.kind !== "waiting") return undefined;
    const again = () => void save();
    const timer = setInterval(again, patience);
    globalThis.addEventListener("online", again);
    return () => {
      clearInterval(timer);
      globalThis.removeEventListener("online", again);
    };
  }, [autosaves, saving, save]);

  const shown: FieldErrors = { ...problemsFor[demanded](typed), ...refused };

  return {
    typed,
    change,
    saving,
    errors: shown,
    refusals,
    latest,
    /** "Lưu nháp": what is malformed is named; what is missing may stay missing. */
    saveDraft: async (): Promise<Saved | null> => {
      demand("wellFormed");
      if (readTyped(latest.current).errors) setRefusals((count) => count + 1);
      return save();
    },
    /** Before submitting: everything missing is named as well. */
    saveComplete: async (): Promise<Saved | null> => {
      demand("complete");
      if (Object.keys(submissionErrors(latest.current)).length > 0) {
        setRefusals((count) => count + 1);
        if (autosaves) void save();
        return null;
      }
      return save();
    },
    /** Goes on over the newer version with what is in the boxes. */
    overwrite: async (newer: number): Promise<void> => {
      over.current = newer;
      unanswered.current = null;
      await save();
    },
    refuse: (error: unknown) => {
      setRefused(refusedErrors(fieldErrors(error)));
      setSaving({ kind: "refused", error });
      setRefusals((count) => count + 1);
    },
  };
};
export type Registration = ReturnType<typeof useRegistration>;
