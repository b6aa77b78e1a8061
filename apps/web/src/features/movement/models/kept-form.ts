import type { RegistrationForm } from "@kheo/core/movement/models";
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
