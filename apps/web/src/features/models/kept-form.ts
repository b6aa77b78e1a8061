import type { RegistrationForm } from "@kheo/core/models";
import type { TypedForm } from "./typed-form.ts";

/** What was typed and has not reached the server, as this device keeps it. */
export type KeptForm = {
  readonly typed: TypedForm;
  /** What stood on the server when it was typed; `null` where there is no model yet. */
  readonly base: RegistrationForm | null;
  /** Content that was sent and never answered: if the server has just that, it did arrive. */
  readonly unanswered: RegistrationForm | null;
  readonly at: string;
};

/** Several people may use one machine: each has their own. */
export const keptName = (personId: string, ...thing: readonly string[]): string =>
  ["kheo.form", personId, ...thing].join(".");

export const readKept = (name: string): KeptForm | null => {
  try {
    const text = localStorage.getItem(name);
    return text === null ? null : (JSON.parse(text) as KeptForm);
  } catch {
    return null;
  }
};

/** Whether the device could keep it: its store may be full or forbidden. */
export const keep = (name: string, kept: KeptForm): boolean => {
  try {
    localStorage.setItem(name, JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
};

export const forget = (name: string): void => {
  try {
    localStorage.removeItem(name);
  } catch {
    // A store that may not be written to holds nothing to forget.
  }
};
