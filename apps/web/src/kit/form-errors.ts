import type { ReactNode } from "react";
import type { z } from "zod";

/** A form's rules from the schema the server reads too: the first sentence of each field that is wrong. */
export const formErrors =
  (schema: z.ZodType) =>
  (values: unknown): Record<string, string> => {
    const found = schema.safeParse(values);
    if (found.success) return {};
    const first = new Map<string, string>();
    for (const { path, message } of found.error.issues) {
      const field = path.map(String).join(".");
      if (!first.has(field)) first.set(field, message);
    }
    return Object.fromEntries(first);
  };

/** The sentences among a form's errors, by field. */
export const textErrors = (errors: Readonly<Record<string, ReactNode>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(errors).flatMap(([path, message]) => (typeof message === "string" ? [[path, message]] : [])),
  );
