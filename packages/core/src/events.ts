import type { Action } from "./policy.ts";

/**
 * What an event keeps of an action's input. `full`: all of it. `redacted`: only which thing it was done to.
 * `sealed`: kept, but shown to nobody until the scoring is closed. `none`: no event, for autosaved drafts.
 */
export type EventPolicy = "full" | "redacted" | "sealed" | "none";

const exceptions: Partial<Record<Action, EventPolicy>> = {
  "model.edit": "none",
  "scoring.report": "none",
  "scoring.mark": "none",
  "scoring.handIn": "sealed",
  "meeting.vote": "redacted",
  "person.create": "redacted",
  "person.resetPassword": "redacted",
};

/** The event policy of an action; what is not excepted is kept in full. */
export const eventPolicy = (action: Action): EventPolicy => exceptions[action] ?? "full";
