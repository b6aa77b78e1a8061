import type { RegistrationForm } from "@kheo/core/movement/models";
import { useRef, useState } from "react";
import type { FieldErrors } from "../../../kit/field.ts";
import { useDraft } from "../../../lib/draft/use-draft.ts";
import { fieldErrors } from "../../../lib/trpc.ts";
import { isUnanswered } from "../../../lib/unanswered.ts";
import { malformedIn, refusedErrors, registrationShape, submissionErrors, type TypedForm } from "./typed-form.ts";

type Wanted = "draft" | "submission" | null;

type Options = Pick<
  Parameters<typeof useDraft<TypedForm, RegistrationForm>>[0],
  "name" | "stored" | "version" | "autosaves" | "send"
> & {
  /** Everything is on the server; what the person pressed for it to get there. */
  readonly onSaved: (version: number, wanted: Wanted) => Promise<unknown>;
};

/** What the person asked for last decides which errors are named. */
const problemsFor: Readonly<Record<"nothing" | "wellFormed" | "complete", (typed: TypedForm) => FieldErrors>> = {
  nothing: () => ({}),
  wellFormed: malformedIn,
  complete: submissionErrors,
};

/** The registration form as a draft, with its two buttons: without a network what was pressed waits with the text. */
export const useRegistration = ({ onSaved, ...options }: Options) => {
  const [demanded, demand] = useState<keyof typeof problemsFor>("nothing");
  const [refusals, setRefusals] = useState(0);
  const [wanted, show] = useState<Wanted>(null);
  const latest = useRef<Wanted>(null);
  const want = (next: Wanted) => {
    latest.current = next;
    show(next);
  };
  const refuse = () => {
    setRefusals((count) => count + 1);
  };

  const draft = useDraft({
    ...options,
    shape: registrationShape,
    onSaved: async (version) => {
      try {
        await onSaved(version, latest.current);
        want(null);
      } catch (error) {
        draft.refuse(error);
        if (isUnanswered(error)) return;
        want(null);
        refuse();
      }
    },
    onStopped: () => {
      want(null);
    },
  });
  const { typed, standing } = draft;
  const change = (next: (before: TypedForm) => TypedForm) => {
    // Who goes on typing has not finished: it is saved when there is a network again, and sent when they press anew.
    if (latest.current === "submission" && standing.kind === "waiting") want("draft");
    draft.change(next);
  };
  const refused = standing.kind === "refused" ? refusedErrors(fieldErrors(standing.error)) : {};

  return {
    ...draft,
    refusals,
    wanted,
    errors: { ...problemsFor[demanded](typed), ...refused } satisfies FieldErrors,
    update: (name: string, next: (before: unknown) => unknown) => {
      change((before) => ({ ...before, [name]: next(before[name as keyof TypedForm]) }));
    },
    /** "Lưu nháp": what is malformed is named; what is missing may stay missing. */
    saveDraft: () => {
      demand("wellFormed");
      if (Object.keys(malformedIn(typed)).length > 0) refuse();
      want("draft");
      draft.saveNow();
    },
    /** "Gửi đăng ký": everything missing is named as well. */
    submit: () => {
      demand("complete");
      if (Object.keys(submissionErrors(typed)).length > 0) {
        refuse();
        if (options.autosaves) draft.saveNow();
        return;
      }
      want("submission");
      draft.saveNow();
    },
  };
};
export type Registration = ReturnType<typeof useRegistration>;
