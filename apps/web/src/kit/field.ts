import type { FieldProblem } from "./error-list.tsx";

/** The errors of a form by the path of the field (`items.situation`, `targets.0.name`). */
export type FieldErrors = Readonly<Record<string, string>>;

/** The id of a form's field on the page. */
export const fieldId = (path: string): string => `field-${path}`;

/** Label above, example below, the error at its place: what every field of a form is given. */
export const field = (path: string, errors: FieldErrors, example?: string) => ({
  id: fieldId(path),
  error: errors[path],
  inputWrapperOrder: ["label", "input", "description", "error"] as ("label" | "input" | "description" | "error")[],
  ...(example !== undefined && { description: example }),
});

/** The same errors for the list above the form. */
export const problemsOf = (errors: FieldErrors): readonly FieldProblem[] =>
  Object.entries(errors).map(([path, message]) => ({ field: fieldId(path), message }));
