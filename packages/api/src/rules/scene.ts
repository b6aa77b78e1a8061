import type { PluginCatalog } from "@kheo/core/criteria/catalog";
import type { Day } from "@kheo/core/ground/days";
import { DomainError } from "@kheo/core/rules/errors";
import { viewRight } from "@kheo/core/rules/events";
import type { Action } from "@kheo/core/rules/policy";
import { type Actor, type ActorPost, type Authorities, authorize, can, type UnitPlace } from "@kheo/core/rules/rights";
import { type Thing, things } from "@kheo/core/rules/things";
import type { Db } from "@kheo/db/ground/connect";
import type { RecordKind } from "@kheo/db/rules/records";
import { placeOf } from "@kheo/db/territory/units";
import type { Context } from "./context.ts";

/** What procedures have to know of whatever they are about: the unit that it belongs to, and where changes stand. */
export type Loaded = { readonly unitId: string; readonly version: number };

/** A thing that procedures are about, and how it is loaded. What one may not see is not there. */
export type Subject<T extends Loaded> = {
  /** Nobody asks for one event. */
  readonly thing: Exclude<Thing, "event">;
  readonly load: (db: Db, id: string, lock: "none" | "shared" | "alone") => Promise<T>;
  /** What seeing it takes as long as it is not ready for everybody who may see such things. */
  readonly viewNow?: (loaded: T) => Action;
  /** The units whose acts its steps are, where they are not simply those of whoever has it. */
  readonly authoritiesOf?: (loaded: T) => Authorities;
  /** A second unit whose people may see the thing too, and do no more than see it. */
  readonly alsoSeenFrom?: (loaded: T) => string;
  /** Who changed it, for the sentence that refuses an outdated version. */
  readonly changedBy?: (db: Db, loaded: T) => Promise<string | null>;
};

export type Scene<T> = {
  readonly db: Db;
  readonly actor: Actor;
  /** The post by which the actor may do this. */
  readonly post: ActorPost;
  readonly place: UnitPlace;
  /** By which the thing was named. */
  readonly id: string;
  readonly subject: T;
  readonly catalog: PluginCatalog;
  readonly today: Day;
  readonly codeOfInvitation: Context["codeOfInvitation"];
  readonly needsTwo: boolean;
  /** Says which rows the act wrote besides that of the thing its event is about; the event records them as they are. */
  readonly wrote: (kind: RecordKind, ...ids: readonly string[]) => void;
};

/** What a procedure works with: the context once somebody is known, on the database or in a transaction. */
export type Known = Pick<Context, "catalog" | "today" | "codeOfInvitation" | "needsTwo"> & {
  readonly db: Db;
  readonly actor: Actor;
  readonly wrote?: Scene<unknown>["wrote"];
};

/** What a procedure finds: the thing, its place, and the post by which the actor may do this. @throws what refuses. */
export const sceneOf = async <T extends Loaded>(
  context: Known,
  action: Action,
  subject: Subject<T>,
  id: string,
  lock: "none" | "shared" | "alone",
): Promise<Scene<T>> => {
  const { db, actor, catalog, today, codeOfInvitation, needsTwo } = context;
  const loaded = await subject.load(db, id, lock);
  const seeing = viewRight(subject.thing);
  const own = await placeOf(db, loaded.unitId, today, subject.authoritiesOf?.(loaded));
  const other = subject.alsoSeenFrom && action === seeing ? subject.alsoSeenFrom(loaded) : null;
  const place = other !== null && !can(actor, action, own) ? await placeOf(db, other, today) : own;
  const view = subject.viewNow?.(loaded) ?? seeing;
  const asked = action === seeing ? view : action;
  if (!can(actor, view, place) && !can(actor, asked, place)) {
    throw new DomainError(`${things[subject.thing].noun}.notFound`);
  }
  const post = authorize(actor, asked, place);
  const { wrote = () => undefined } = context;
  return { db, actor, post, place, id, subject: loaded, catalog, today, codeOfInvitation, needsTwo, wrote };
};
