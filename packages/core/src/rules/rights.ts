import { DomainError } from "./errors.ts";
import {
  type Role,
  roles,
  roleText,
  type Reach,
  type Authority,
  authorityText,
  policy,
  type Action,
  actionText,
  rolesThatMay,
  isOwnRole,
  authorityOf,
} from "./policy.ts";

/** A unit with its ancestors' ids, its own first and the root last, on the day one acts. */
export type UnitPlace = {
  readonly id: string;
  readonly path: readonly string[];
  /** The unit that carries on what this one left, where this one has ended and has a single heir. */
  readonly holderId?: string;
  /**
   * The units whose acts the steps of a thing are. `null`: nobody's yet, so that it is as with any other step; a step
   * whose unit is not said at all is nobody's.
   */
  readonly authorities?: Authorities;
};

/** Units by the authority that they have over a thing. */
export type Authorities = Readonly<Partial<Record<Authority, string | null>>>;

/** A post in force: a role at a unit. */
export type ActorPost = {
  readonly id: string;
  readonly role: Role;
  readonly unitId: string;
  readonly unitName: string;
  /** The body on which the role is held, where it is held on one. */
  readonly bodyId: string | null;
  /** The organ that has this duty at the unit, where the post names one. */
  readonly organName: string | null;
  /** The person in whose place the post is held for a time. */
  readonly inPlaceOf: string | null;
  /** The unit is the one root under which every other unit stands: below it is everywhere. */
  readonly isRoot: boolean;
};

/** In what capacity a post acts: the role, the organ that has it, in whose place, and at which unit. */
export const capacityOf = ({
  role,
  unitName,
  organName,
  inPlaceOf,
}: Omit<ActorPost, "id" | "unitId" | "bodyId" | "isRoot">) =>
  [
    roleText[role],
    ...(organName === null ? [] : [` (${organName})`]),
    ...(inPlaceOf === null ? [] : [`, thay ${inPlaceOf}`]),
    ` – ${unitName}`,
  ].join("");

/** The person who acts, with the posts they hold today. */
export type Actor = { readonly personId: string; readonly name: string; readonly posts: readonly ActorPost[] };

const reachOfPost = (post: ActorPost, action: Action): Reach | undefined => policy[action][post.role];

/** The person as far as a body is concerned: a secretary runs the sittings of their own body, and of no other. */
export const forBody = (actor: Actor, bodyId: string): Actor => ({
  ...actor,
  posts: actor.posts.filter((post) => post.role !== "secretary" || post.bodyId === bodyId),
});

/** One way in which an action reaches units: from the post's unit, this far, never into `except`. */
export type Grant = {
  readonly post: ActorPost;
  readonly reach: "own" | "below" | "all";
  readonly except: readonly string[];
};

/** Units in which the person holds a post of their own, and for which they judge nothing. */
export const ownUnits = (actor: Actor): readonly string[] =>
  actor.posts.filter(({ role }) => isOwnRole(role)).map((post) => post.unitId);

const grantOf = (actor: Actor, post: ActorPost, reach: Reach): Grant => ({
  post,
  reach: reach === "own" ? "own" : reach === "all" || post.isRoot ? "all" : "below",
  except: reach === "belowNotOwn" ? ownUnits(actor) : [],
});

/** Every way in which the actor's posts allow the action; lists turn them into a `where`. */
export const grantsOf = (actor: Actor, action: Action): readonly Grant[] =>
  actor.posts.flatMap((post) => {
    const reach = reachOfPost(post, action);
    return reach === undefined ? [] : [grantOf(actor, post, reach)];
  });

/** A unit at which somebody may do something, and how far beyond it. */
export type ActingUnit = { readonly id: string; readonly name: string; readonly reach: Grant["reach"] };

/** The units of the actor's own posts at which these allow the action, each once with its widest reach. */
export const unitsWhere = (actor: Actor, action: Action): readonly ActingUnit[] => {
  const widest = ["all", "below", "own"] as const;
  const grants = grantsOf(actor, action).filter(({ post, except }) => !except.includes(post.unitId));
  return [...Map.groupBy(grants, ({ post }) => post.unitId).values()].flatMap((ofUnit) =>
    ofUnit.slice(0, 1).map(({ post }) => ({
      id: post.unitId,
      name: post.unitName,
      reach: widest.find((reach) => ofUnit.some((grant) => grant.reach === reach)) ?? "own",
    })),
  );
};

export const reaches = (grant: Grant, unit: UnitPlace): boolean => {
  switch (grant.reach) {
    case "all":
      return true;
    case "own":
      return (unit.holderId ?? unit.id) === grant.post.unitId;
    case "below":
      return unit.path.includes(grant.post.unitId);
  }
};

const covers = (grant: Grant, unit: UnitPlace): boolean =>
  reaches(grant, unit) && !grant.except.includes(unit.holderId ?? unit.id);

/** The post by which the actor may do this to a thing of that unit, or `undefined`. */
export const grantFor = (actor: Actor, action: Action, unit: UnitPlace): Grant | undefined => {
  const authority = authorityOf(action);
  const actsAt = authority === undefined ? null : unit.authorities?.[authority];
  return grantsOf(actor, action).find((grant) =>
    actsAt === null ? covers(grant, unit) : grant.post.unitId === actsAt,
  );
};

/**
 * The posts by which one may do this to a thing of that unit, by role and the unit at which it is held, the nearest
 * first; none where it is nobody's.
 * @param apart Leaves out the unit itself, where it may not do this to its own.
 */
export const postsFor = (
  action: Action,
  unit: UnitPlace,
  apart = false,
): readonly { readonly role: Role; readonly unitId: string; readonly distance: number }[] => {
  const authority = authorityOf(action);
  const actsAt = authority === undefined ? null : unit.authorities?.[authority];
  if (actsAt === undefined) return [];
  const holder = unit.holderId ?? unit.id;
  const ways = roles.flatMap((role) => {
    const reach = policy[action][role];
    if (reach === undefined) return [];
    const units = actsAt !== null ? [actsAt] : reach === "own" ? [holder] : [...new Set([holder, ...unit.path])];
    return units.map((unitId, distance) => ({ role, unitId, distance }));
  });
  const others = apart ? ways.filter(({ unitId }) => unitId !== holder) : ways;
  return others.toSorted((one, other) => one.distance - other.distance);
};

/** Whether the actor may do this to a thing of that unit. */
export const can = (actor: Actor, action: Action, unit: UnitPlace): boolean =>
  grantFor(actor, action, unit) !== undefined;

/** The refusal of an action that the actor's posts do not allow: it names whose the action is. */
export const refusal = (action: Action): DomainError => {
  const authority = authorityOf(action);
  return new DomainError("policy.denied", {
    action: actionText(action),
    roles: rolesThatMay(action),
    where: authority === undefined ? null : authorityText[authority],
  });
};

/**
 * The capacity in which the actor does this.
 * @throws `policy.ownUnit` where only the actor's own post at the unit stands in the way, else `policy.denied`.
 */
export const authorize = (actor: Actor, action: Action, unit: UnitPlace): ActorPost => {
  const grant = grantFor(actor, action, unit);
  if (grant) return grant.post;
  const kept = authorityOf(action) === undefined && grantsOf(actor, action).some((one) => reaches(one, unit));
  throw kept ? new DomainError("policy.ownUnit", { action: actionText(action) }) : refusal(action);
};
