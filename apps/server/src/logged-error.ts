/** Of what PostgreSQL says of a failure: its number and where it was, never whose values they were. */
const kept = ["code", "schema", "table", "column", "constraint"] as const;

/**
 * An error as the log keeps it. PostgreSQL repeats values of a row in `detail` and `where`, and in the sentence itself
 * where a value could not be read (its errors of class 22); those are left out.
 */
export const loggedError = (error: unknown): object => {
  if (!(error instanceof Error)) return { type: typeof error };
  const given = error as Error & Readonly<Record<string, unknown>>;
  const { code } = given;
  const isAboutValue = typeof code === "string" && code.startsWith("22");
  const message = isAboutValue ? error.message.replace(/:.*$/su, "") : error.message;
  return {
    type: error.name,
    message,
    stack: error.stack?.replace(error.message, () => message),
    ...Object.fromEntries(kept.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]]))),
    ...(error.cause !== undefined && { cause: loggedError(error.cause) }),
  };
};
