import type { FieldDescription } from "@kheo/core/ground/fields";
import { field, type FieldErrors } from "../field.ts";

export type Values = Readonly<Record<string, unknown>>;

/** What stands in one box, where, and what is wrong with it. */
export type BoxProps = {
  readonly path: string;
  readonly description: FieldDescription;
  readonly value: unknown;
  readonly errors: FieldErrors;
  /** From what stands there when it is changed: a box that is not drawn anew holds an old value. */
  readonly update: (next: (before: unknown) => unknown) => void;
};

/** Puts a value in the place of what stands there. */
export const put =
  ({ update }: Pick<BoxProps, "update">) =>
  (value: unknown): void => {
    update(() => value);
  };

/** A value that is shown as it is: a text, a number, or nothing yet. */
export const textIn = ({ value }: BoxProps): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : "";

type Update = BoxProps["update"];

/** Changes one field of what stands in a group. */
export const inside =
  (update: Update, name: string): Update =>
  (next) => {
    update((before) => ({ ...(before as Values), [name]: next((before as Values)[name]) }));
  };

/** What every input of a form is given. */
export const givenTo = ({ path, description: { label, hint }, errors }: BoxProps) => ({
  label,
  ...field(path, errors, hint),
});

/** What an input of text is given beside. */
export const textual = (props: BoxProps) => ({
  value: textIn(props),
  onChange: (event: { currentTarget: { value: string } }) => {
    put(props)(event.currentTarget.value);
  },
});
