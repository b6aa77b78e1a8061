import { type NounOf, type Thing, things } from "./things.ts";
import type { Right } from "./things/thing.ts";

/**
 * What a post lets a person do. A role is held at a unit, from a day to a day. `standingOffice` is the duty of running
 * the movement at a unit, whichever organ the unit has given it to: the post says which.
 */
export const roles = [
  "unitOfficer",
  "standingOffice",
  "councilMember",
  "secretary",
  "panelMember",
  "steeringMember",
  "leader",
  "administrator",
  "viewer",
] as const;
export type Role = (typeof roles)[number];

/** The words of a role, as posts, pages and papers name it. */
export const roleText: Readonly<Record<Role, string>> = {
  unitOfficer: "Cán bộ đơn vị",
  standingOffice: "Cơ quan thường trực",
  councilMember: "Thành viên hội đồng",
  secretary: "Thư ký hội đồng",
  panelMember: "Thành viên tổ thẩm định",
  steeringMember: "Thành viên ban chỉ đạo",
  leader: "Lãnh đạo",
  administrator: "Quản trị",
  viewer: "Người xem",
};

/**
 * How far a grant reaches from the unit at which the post is held: that unit; it and all below it; the same without
 * the units in which the person holds another post (nobody judges their own); everywhere.
 */
export type Reach = "own" | "below" | "belowNotOwn" | "all";

/** How far a grant reaches, in words. */
export const reachText: Readonly<Record<Reach, string>> = {
  own: "đơn vị mình",
  below: "đơn vị mình và cấp dưới",
  belowNotOwn: "đơn vị mình và cấp dưới, trừ nơi mình đang công tác",
  all: "mọi đơn vị",
};

/**
 * Whose act a step is, where that is not simply a matter of whose thing it is. Such a step is taken by a post held at
 * that very unit, neither above nor below it.
 */
export type Authority = "council" | "decider" | "giver";

/** Where such a step is taken, in words. */
export const authorityText: Readonly<Record<Authority, string>> = {
  council: "ở đơn vị có hội đồng đang thẩm định",
  decider: "ở cấp ra quyết định",
  giver: "ở đơn vị đã giao nhiệm vụ",
};

type ActionOn<T extends Thing> = `${NounOf<T>}.${keyof (typeof things)[T]["rights"] & string}`;
export type Action = { [T in Thing]: ActionOn<T> }[Thing];

/** Who may do what, and how far: the rights to everything that there is. What is not written there nobody may do. */
export const policy = Object.fromEntries(
  Object.values(things).flatMap(({ noun, rights }) =>
    Object.entries<Right>(rights).map(([right, row]) => [`${noun}.${right}`, row]),
  ),
) as Readonly<Record<Action, Right>>;

/** The words of an action, as buttons and refusals use them. */
export const actionText = (action: Action): string => policy[action].text;

/** Who may do this anywhere at all, in words: whom to turn to when one may not. */
export const rolesThatMay = (action: Action): readonly string[] =>
  roles.filter((role) => role in policy[action]).map((role) => roleText[role]);

/** Roles that are held on a body of the unit, not in the unit itself. */
export const seatedRoles: readonly Role[] = ["councilMember", "secretary", "panelMember", "steeringMember"];

/** Roles that make a unit one's own: not a seat on a body, and not merely looking on. */
export const isOwnRole = (role: Role): boolean => !seatedRoles.includes(role) && role !== "viewer";

/** Where whoever has a role may do this, in words; `undefined` where they may not. */
export const whereText = (action: Action, role: Role): string | undefined => {
  const row = policy[action];
  const reach = row[role];
  if (reach === undefined || row.at === undefined) return reach && reachText[reach];
  return row.at === "council"
    ? `${reachText[reach]}; sau khi chuyển hội đồng: ${authorityText[row.at]}`
    : authorityText[row.at];
};

/** Whether whoever does this must just have shown again who they are. */
export const needsProof = (action: Action): boolean => policy[action].proof === true;

/** Whose act an action is, or `undefined` where that follows from whose the thing is. */
export const authorityOf = (action: Action): Authority | undefined => policy[action].at;
