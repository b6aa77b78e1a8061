import type { FormName } from "./forms.ts";

/** Several people may use one machine: each has their own. */
export const keptName = (personId: string, form: FormName, ...of: readonly string[]): string =>
  ["kheo.form", personId, form, ...of].join(".");

/** What was kept; the caller knows what it had put there. */
export const readKept = (name: string): unknown => {
  try {
    const text = localStorage.getItem(name);
    return text === null ? null : (JSON.parse(text) as unknown);
  } catch {
    return null;
  }
};

/** Whether the device could keep it: its store may be full or forbidden. */
export const keep = (name: string, kept: unknown): boolean => {
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

/** Everything that was kept under names that begin so. */
export const keptBelow = (beginning: string): readonly (readonly [name: string, kept: unknown])[] => {
  try {
    return Object.keys(localStorage)
      .filter((name) => name.startsWith(beginning))
      .flatMap((name) => {
        const kept = readKept(name);
        return kept === null ? [] : [[name, kept] as const];
      });
  } catch {
    return [];
  }
};
