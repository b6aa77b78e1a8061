import type { ReactNode } from "react";
import type { z } from "zod";

/** A form's rules from the schema the server reads too: the first sentence of each field that is wrong. */
export const formErrors =
  (schema: z.ZodType) =>
  (values: unknown): Record<string, string> => {
    const found = schema.safeParse(values);
    if (found.success) return {};
    return Object.fromEntries(
      found.error.issues.toReversed().map(({ path, message }) => [path.map(String).join("."), message]),
    );
  };

/** The sentences among a form's errors, by field. */
export const textErrors = (errors: Readonly<Record<string, ReactNode>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(errors).flatMap(([path, message]) => (typeof message === "string" ? [[path, message]] : [])),
  );
