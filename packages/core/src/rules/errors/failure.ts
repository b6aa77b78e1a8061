/** What went wrong, in terms a caller can act on. `api` maps each kind to one transport code. */
export type ErrorKind =
  | "unauthenticated"
  | "forbidden"
  | "notFound"
  | "conflict"
  | "invalid"
  | "tooMany"
  | "unavailable";

/** A failure: its kind, and the sentence that a person reads, made from its details. */
export const failure = <Details = void>(kind: ErrorKind, message: (details: Details) => string) => ({ kind, message });
