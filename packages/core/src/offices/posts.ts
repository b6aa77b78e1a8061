import { z } from "zod";
import { bodyKindsOf, type BodySeat, bodySeats, bodySeatText } from "./bodies.ts";
import { type Day, formatDay } from "../ground/days.ts";
import { DomainError } from "../rules/errors.ts";
import { type Role, roleText, seatedRoles } from "../rules/policy.ts";
import { type Fields, schemaOf } from "../ground/fields.ts";

/** The decision or notice by which a post was given or ended; empty where nobody recorded one. */
const documentCalled = (label: string) =>
  ({ kind: "line", label, max: 200, optional: true, hint: "Ví dụ: Quyết định số 20-QĐ/ĐU" }) as const;
const document = documentCalled("Văn bản (nếu có)");

const seatText = Object.fromEntries(bodySeats.map((seat) => [seat, bodySeatText.council[seat]])) as Record<
  BodySeat,
  string
>;

/** What is typed to give somebody a post. Seats name their body, and none names the unit's council. */
export const postFields = {
  role: { kind: "choice", label: "Vai trò", options: roleText },
  bodyId: { kind: "body", label: "Hội đồng, tổ, ban", optional: true },
  seat: { kind: "choice", label: "Chức danh", options: seatText, optional: true },
  /** The organ of the unit that carries this duty, as its office for the movement does. */
  organUnitId: {
    kind: "unit",
    label: "Cơ quan được giao (nếu có)",
    optional: true,
    hint: "Ví dụ: Ủy ban MTTQ Việt Nam phường",
  },
  validFrom: { kind: "day", label: "Giữ chức vụ từ ngày", hint: "Ví dụ: 01/07/2025" },
  validTo: { kind: "day", label: "Đến ngày (nếu đã biết)", optional: true, hint: "Để trống khi chưa biết." },
  document: documentCalled("Văn bản giao (nếu có)"),
} as const satisfies Fields;
export const postInput = schemaOf(postFields);

/** Posts that decide, and those that give posts. */
export const decidingRoles: readonly Role[] = ["leader", "administrator"];
export const isDeciding = (role: Role): boolean => decidingRoles.includes(role);

/** Posts that wait for a second person: those that decide, and seats of those who judge. */
export const needsConfirmation = (role: Role): boolean => isDeciding(role) || role === "councilMember";

/** Posts that decide, judge or keep the office: nobody gives them to themselves. */
export const isWeighty = (role: Role): boolean =>
  ["leader", "councilMember", "secretary", "panelMember", "standingOffice"].includes(role);

/** What is typed to let somebody stand in for the holder of a post, for a time that has an end. */
export const substituteFields = {
  personId: { kind: "person", label: "Người làm thay" },
  validFrom: { kind: "day", label: "Làm thay từ ngày", hint: "Ví dụ: 01/12/2026" },
  validTo: { kind: "day", label: "Làm thay đến hết ngày", hint: "Ví dụ: 31/12/2026" },
  document,
} as const satisfies Fields;
export const substituteInput = schemaOf(substituteFields);

/** What is typed to end a post. */
export const endPostFields = {
  validTo: { kind: "day", label: "Ngày cuối giữ chức vụ", hint: "Ví dụ: 31/03/2026" },
  document,
} as const satisfies Fields;
export const endPostInput = schemaOf(endPostFields);

/** What is typed once for all posts that pass to others on one day. */
export const handOverFields = {
  lastDay: { kind: "day", label: "Ngày cuối giữ chức vụ", hint: "Ví dụ: 31/03/2026" },
  document,
} as const satisfies Fields;

/** `to` is the successor's person, `null` where nobody follows. */
export const handOverInput = schemaOf(handOverFields).extend({
  posts: z
    .array(z.object({ postId: z.uuid(), to: z.string().max(100).nullable() }))
    .min(1, { error: "Chức vụ: cần chọn ít nhất một chức vụ để bàn giao." })
    .max(200, { error: "Chức vụ: mỗi lần bàn giao tối đa 200 chức vụ." }),
});

/** Whether a post may be held in somebody's place: a seat is a person's own, and its vote cannot be lent. */
export const isSubstitutable = (role: Role): boolean => !seatedRoles.includes(role);

/** Whether a seat of a body belongs to a role: the secretary has none among the members. */
export const needsSeat = (role: Role): boolean => bodyKindsOf(role).length > 0 && role !== "secretary";

/**
 * When the last holder of a role may leave without a successor. `work`: while nothing at the unit waits for the role;
 * `above`: while somebody holds the role at a unit above; `free`: always.
 */
const duty: Readonly<Record<Role, "work" | "above" | "free">> = {
  unitOfficer: "work",
  standingOffice: "work",
  leader: "work",
  administrator: "above",
  councilMember: "free",
  secretary: "free",
  panelMember: "free",
  steeringMember: "free",
  viewer: "free",
};

/** What decides whether a post may be left without a successor. */
export type Leaving = {
  readonly role: Role;
  readonly unitName: string;
  /** People who hold the same role at the unit after the last day, those who hand over now not among them. */
  readonly others: number;
  /** The same at the units above. */
  readonly othersAbove: number;
  /** Models and replication tasks of the unit (for an office or a leader: and of those below) that are not ended. */
  readonly openWork: number;
  /** The unit itself has ended by then: its duties have passed on with it. */
  readonly unitHasEnded: boolean;
};

/** Whether somebody must follow in a post. */
export const needsSuccessor = ({ role, others, othersAbove, openWork, unitHasEnded }: Leaving): boolean => {
  if (unitHasEnded || others > 0) return false;
  return { work: openWork > 0, above: othersAbove === 0, free: false }[duty[role]];
};

/** @throws `post.leavesUnattended` when somebody must follow and nobody does. */
export const requireSuccessor = (leaving: Leaving): void => {
  if (!needsSuccessor(leaving)) return;
  const { role, unitName, openWork } = leaving;
  throw new DomainError("post.leavesUnattended", { role: roleText[role], unit: unitName, openWork });
};

/** @throws `post.endsBeforeStart` for a post that would end before it begins. */
export const requireOrder = (from: Day, to: Day): void => {
  if (to < from) throw new DomainError("post.endsBeforeStart", { from: formatDay(from) });
};
