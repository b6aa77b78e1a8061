import { type Thing, things } from "@kheo/core/rules/things";

/** The forms by which a thing is made. */
type Made = { [T in Thing]: (typeof things)[T]["form"] extends true ? T : never }[Thing];
const ofThings = (Object.keys(things) as Thing[]).filter((thing): thing is Made => things[thing].form);

/** The forms for whatever else is typed. */
const others = [
  "registration",
  "declaration",
  "officeDecision",
  "mark",
  "recognitionDecision",
  "replicationResult",
  "dissolution",
  "advisoryEnd",
  "receivedDocument",
  "documentIssue",
  "reportIssue",
  "postEnd",
  "substitute",
  "handOver",
  "unitProfile",
  "superior",
  "clusterMembers",
  "placing",
  "merge",
  "lock",
  "extension",
  "evidenceTitle",
  "evidenceRemoval",
  "step",
] as const;
export type FormName = Made | (typeof others)[number];

/**
 * Every form in which somebody may type something they would not want to lose. What is typed into one is kept on the
 * device under its name; the table of hostile moments is run against each of them.
 */
export const forms: readonly FormName[] = [...ofThings, ...others];
