import { advisoryAssignment } from "./things/advisory-assignment.ts";
import { assessment } from "./things/assessment.ts";
import { body } from "./things/body.ts";
import { cluster } from "./things/cluster.ts";
import { document } from "./things/document.ts";
import { event } from "./things/event.ts";
import { evidence } from "./things/evidence.ts";
import { meeting } from "./things/meeting.ts";
import { model } from "./things/model.ts";
import { period } from "./things/period.ts";
import { person } from "./things/person.ts";
import { post } from "./things/post.ts";
import { recognition } from "./things/recognition.ts";
import { reorganisation } from "./things/reorganisation.ts";
import { replication } from "./things/replication.ts";
import { report } from "./things/report.ts";
import { session } from "./things/session.ts";
import { unit } from "./things/unit.ts";
import type { Declaration } from "./things/thing.ts";

/**
 * Everything that people act on and that events are about, each from a file of its own, in the order in which rights
 * are shown. What else depends on which things there are is derived from these or must name each of them to be compiled.
 */
export const things = {
  model,
  assessment,
  evidence,
  meeting,
  recognition,
  replication,
  document,
  report,
  unit,
  reorganisation,
  cluster,
  person,
  post,
  body,
  advisoryAssignment,
  period,
  event,
  session,
} as const satisfies Readonly<Record<string, Declaration>>;

/** A kind of thing, as events name it. */
export type Thing = keyof typeof things;
/** The word before the dot in the actions on a thing. */
export type NounOf<T extends Thing> = (typeof things)[T]["noun"];

/** Whether something is the name of a kind of thing. */
export const isThing = (name: string): name is Thing => Object.hasOwn(things, name);

/** The address at which one of these things is read, or `null` where it has no page of its own. */
export const pageOf = (thing: Thing, id: string): string | null => {
  const { page, ownPage }: Declaration = things[thing];
  return ownPage ? `${page}/${id}` : null;
};
