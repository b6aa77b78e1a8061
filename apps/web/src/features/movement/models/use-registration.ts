import { type Clash, same, settled, valueAt, withField } from "@kheo/core/ground/changes";
import type { RegistrationForm } from "@kheo/core/movement/models";
import { useCallback, useEffect, useRef, useState } from "react";
import { forget, keep } from "../../../lib/kept.ts";
import { clashesOf, fieldErrors, sayError } from "../../../lib/trpc.ts";
import { isUnanswered } from "../../../lib/unanswered.ts";
import type { FieldErrors } from "../../../kit/field.ts";
import type { KeptForm } from "./kept-form.ts";
import { fieldFrom, readTyped, refusedErrors, submissionErrors, typedFrom, type TypedForm } from "./typed-form.ts";

/** How far what is typed has come. */
export type Saving =
  | { readonly kind: "untouched" }
  | { readonly kind: "kept" }
  | { readonly kind: "malformed" }
  | { readonly kind: "saving" }
  | { readonly kind: "saved"; readonly at: Date }
  | { readonly kind: "waiting" }
  /** Somebody else has changed the same fields: nothing is written before each is chosen. */
  | { readonly kind: "clash"; readonly sentence: string; readonly clashes: readonly Clash[] }
  | { readonly kind: "refused"; readonly error: unknown };

/** What the server has after a save: others may have changed other fields of the form since. */
export type Saved = { readonly id: string; readonly version: number; readonly form: RegistrationForm };

type Options = {
  readonly keptAs: string;
  readonly start: TypedForm;
  /** What stood on the server when `start` was typed over it; `null` where there is no model yet. */
  readonly base: RegistrationForm | null;
  /** Whether `start` is what was typed before and is not on the server. */
  readonly restored: boolean;
  /** Saves to the server by itself after a pause; a new model is first made by the person. */
  readonly autosaves: boolean;
  /** Sends what was changed between the two. */
  readonly send: (base: RegistrationForm | null, form: RegistrationForm) => Promise<Saved>;
};

const pause = 2500;
const patience = 15_000;

/** What the person asked for last decides which errors are named. */
const problemsFor: Readonly<Record<"nothing" | "wellFormed" | "complete", (typed: TypedForm) => FieldErrors>> = {
  nothing: () => ({}),
  wellFormed: (typed) => readTyped(typed).errors ?? {},
  complete: submissionErrors,
};

/** A form whose content is kept on the device at every stroke; what was changed in it is sent, field by field. */
export const useRegistration = ({ keptAs, start, base, restored, autosaves, send }: Options) => {
  const [typed, setTyped] = useState(start);
  const [saving, setSaving] = useState<Saving>({ kind: restored ? "kept" : "untouched" });
  const [demanded, demand] = useState<keyof typeof problemsFor>("nothing");
  const [refusals, setRefusals] = useState(0);
  const [refused, setRefused] = useState<FieldErrors>({});

  const latest = useRef(start);
  const over = useRef(base);
  const unanswered = useRef<RegistrationForm | null>(null);
  const running = useRef<Promise<unknown>>(Promise.resolve());

  const keepTyped = useCallback(() => {
    keep(keptAs, {
      typed: latest.current,
      base: over.current,
      unanswered: unanswered.current,
      at: new Date().toISOString(),
    } satisfies KeptForm);
  }, [keptAs]);

  const change = useCallback(
    (part: Partial<TypedForm>) => {
      latest.current = { ...latest.current, ...part };
      setTyped(latest.current);
      setRefused({});
      setSaving((now) => (now.kind === "clash" || now.kind === "saving" ? now : { kind: "kept" }));
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
          return saved;
        } catch (error) {
          if (!isUnanswered(error)) unanswered.current = null;
          throw error;
        }
      };
      const before = unanswered.current;
      if (!before || same(before, form)) return sendOne(form);
      const arrived = await sendOne(before);
      const typedSince = (path: readonly string[]) => !same(valueAt(before, path), valueAt(form, path));
      const { base, theirs } = settled(before, arrived.form, typedSince);
      over.current = base;
      return sendOne(theirs.reduce((content, { path, now }) => withField(content, path, now), form));
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
        const typedSince = (path: readonly string[]) => !same(fieldFrom(content, latest.current, path), content);
        const { base, theirs } = settled(form, saved.form, typedSince);
        over.current = base;
        const isSettled = latest.current === content;
        if (theirs.length > 0) {
          const shown = typedFrom(saved.form);
          latest.current = theirs.reduce((boxes, { path }) => fieldFrom(boxes, shown, path), latest.current);
          setTyped(latest.current);
        }
        if (isSettled) {
          forget(keptAs);
          setSaving({ kind: "saved", at: new Date() });
        } else {
          keepTyped();
          setSaving({ kind: "kept" });
        }
        return saved;
      } catch (error) {
        if (isUnanswered(error)) setSaving({ kind: "waiting" });
        else if (clashesOf(error).length > 0) {
          setSaving({ kind: "clash", sentence: sayError(error), clashes: clashesOf(error) });
        } else {
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
    /** Decides one field that two people have changed; after the last of them the form is saved. */
    choose: (clash: Clash, whose: "theirs" | "mine"): void => {
      if (saving.kind !== "clash" || over.current === null) return;
      over.current = withField(over.current, clash.path, clash.theirs);
      unanswered.current = null;
      if (whose === "theirs") {
        latest.current = fieldFrom(latest.current, typedFrom(over.current), clash.path);
        setTyped(latest.current);
      }
      keepTyped();
      const clashes = saving.clashes.filter((one) => one !== clash);
      setSaving({ ...saving, clashes });
      if (clashes.length === 0) void save();
    },
    refuse: (error: unknown) => {
      setRefused(refusedErrors(fieldErrors(error)));
      setSaving({ kind: "refused", error });
      setRefusals((count) => count + 1);
    },
  };
};
export type Registration = ReturnType<typeof useRegistration>;
