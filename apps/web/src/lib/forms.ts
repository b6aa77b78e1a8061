/**
 * Every form in which somebody may type something they would not want to lose. What is typed into one is kept on the
 * device under its name; the table of hostile moments is run against each of them.
 */
export const forms = [
  "registration",
  "declaration",
  "officeDecision",
  "mark",
  "meeting",
  "recognitionDecision",
  "replication",
  "replicationResult",
  "body",
  "dissolution",
  "person",
  "post",
  "postEnd",
  "substitute",
  "handOver",
  "period",
  "unit",
  "unitProfile",
  "superior",
  "cluster",
  "clusterMembers",
  "reorganisation",
  "placing",
  "merge",
  "lock",
  "step",
] as const;
export type FormName = (typeof forms)[number];
