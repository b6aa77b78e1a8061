import type { Day } from "../ground/days.ts";
import { type Fields, schemaOf, type ValuesOf } from "../ground/fields.ts";
import type { Share } from "../ground/shares.ts";
import type { Role } from "../rules/policy.ts";

/** How a body votes. A secret ballot is the default for recognition. */
export const ballotKindText = { secret: "Bỏ phiếu kín", open: "Biểu quyết công khai" } as const;
export type BallotKind = keyof typeof ballotKindText;

/** The bodies a unit founds: the council judges and votes, a panel prepares, a committee steers. */
export const bodyKindText = {
  council: "Hội đồng thẩm định",
  panel: "Tổ thẩm định",
  steeringCommittee: "Ban chỉ đạo",
} as const;
export type BodyKind = keyof typeof bodyKindText;
export const bodyKinds = Object.keys(bodyKindText) as [BodyKind, ...BodyKind[]];

/** The role that a member of a body holds; its secretary holds the role `secretary` besides or instead. */
export const memberRole = {
  council: "councilMember",
  panel: "panelMember",
  steeringCommittee: "steeringMember",
} as const satisfies Record<BodyKind, Role>;

/** The kinds of body on which a role is held; none for a role of the unit itself. */
export const bodyKindsOf = (role: Role): readonly BodyKind[] =>
  role === "secretary" ? bodyKinds : bodyKinds.filter((kind) => memberRole[kind] === role);

/** Seats of the members of a body. */
export const bodySeats = ["chair", "viceChair", "member"] as const;
export type BodySeat = (typeof bodySeats)[number];

/** What a seat is called on each kind of body. */
export const bodySeatText: Readonly<Record<BodyKind, Readonly<Record<BodySeat, string>>>> = {
  council: { chair: "Chủ tịch hội đồng", viceChair: "Phó chủ tịch hội đồng", member: "Ủy viên" },
  panel: { chair: "Tổ trưởng", viceChair: "Tổ phó", member: "Tổ viên" },
  steeringCommittee: { chair: "Trưởng ban", viceChair: "Phó trưởng ban", member: "Thành viên ban" },
};

/** What a ratio of agreement is taken of: all members, or the ballots cast. */
export const ratioBaseText = { members: "Tổng số thành viên", cast: "Số phiếu thu về" } as const;
export type RatioBase = keyof typeof ratioBaseText;

/** The rules a body votes by. Each meeting keeps the rules of the day it was called together. */
export type BodyRules = {
  readonly quorum: Share;
  /** An item passes when its agreeing share is above this (`strict`) or reaches it. */
  readonly threshold: Share & { readonly strict: boolean };
  readonly base: RatioBase;
  /** How the body votes when nothing else is said. */
  readonly ballot: BallotKind;
};

/** Quorum two thirds of the members; recognition by more than half of all members, by secret ballot. */
export const defaultBodyRules: BodyRules = {
  quorum: { part: 2, of: 3 },
  threshold: { part: 1, of: 2, strict: true },
  base: "members",
  ballot: "secret",
};

/** Members who must have voted before the vote can end. */
export const quorumOf = (rules: BodyRules, members: number): number =>
  Math.ceil((members * rules.quorum.part) / rules.quorum.of);

/** A body as it stands. */
export type Body = {
  readonly id: string;
  readonly unitId: string;
  readonly kind: BodyKind;
  readonly name: string;
  readonly rules: BodyRules;
  /** The decision that founded it; empty where none is recorded. */
  readonly document: string;
  readonly foundedOn: Day | null;
  readonly dissolvedOn: Day | null;
  readonly version: number;
};

/** Whether a share is at least another. */
const reaches = (one: Share, other: Share): boolean => one.part * other.of >= other.part * one.of;

/** The smallest quorum that a body may have, and what its agreement must be above. */
const smallestQuorum: Share = { part: 2, of: 3 };
const half: Share = { part: 1, of: 2 };

/** What is typed to edit a body. */
export const bodyFields = {
  name: {
    kind: "line",
    label: "Tên hội đồng, tổ, ban",
    min: 5,
    max: 200,
    hint: "Ví dụ: Hội đồng thẩm định phường Trà Câu",
  },
  document: {
    kind: "line",
    label: "Quyết định thành lập",
    max: 100,
    optional: true,
    hint: "Ví dụ: Quyết định số 15-QĐ/ĐU",
  },
  quorum: {
    kind: "share",
    label: "Số thành viên phải bỏ phiếu",
    hint: "Phần của tổng số thành viên. Ví dụ: 2/3",
  },
  threshold: { kind: "share", label: "Tỷ lệ đồng ý để thông qua", hint: "Ví dụ: 1/2 hoặc 70/100" },
  base: { kind: "choice", label: "Tỷ lệ đồng ý tính trên", options: ratioBaseText },
  ballot: { kind: "choice", label: "Hình thức thường dùng", options: ballotKindText },
  strict: { kind: "yesNo", label: "Phải quá tỷ lệ này mới thông qua (bằng tỷ lệ thì chưa đạt)" },
} as const satisfies Fields;
type BodyValues = ValuesOf<typeof bodyFields>;

/** What is said once, when a body is founded, with all the rest. */
export const foundBodyFields = {
  kind: { kind: "choice", label: "Loại", options: bodyKindText },
  foundedOn: { kind: "day", label: "Ngày thành lập", hint: "Ví dụ: 15/01/2026" },
  ...bodyFields,
} as const satisfies Fields;

/** The rules in what was typed. */
export const rulesFrom = ({ quorum, threshold, strict, base, ballot }: BodyValues): BodyRules => ({
  quorum,
  threshold: { ...threshold, strict },
  base,
  ballot,
});

/** Rules as their form shows them. */
export const ruleValues = ({ quorum, threshold: { part, of, strict }, base, ballot }: BodyRules) => ({
  quorum,
  threshold: { part, of },
  base,
  ballot,
  strict,
});

/** A body as its form shows it. */
export const bodyValues = ({ name, document, rules }: Pick<Body, "name" | "document" | "rules">): BodyValues => ({
  name,
  document,
  ...ruleValues(rules),
});

const quorumIsEnough = ({ quorum }: BodyValues): boolean => reaches(quorum, smallestQuorum);
const tooSmall = { path: ["quorum"], error: "Số thành viên phải bỏ phiếu: không được dưới 2/3 tổng số thành viên." };

const isMoreThanHalf = ({ threshold, strict }: BodyValues): boolean =>
  !reaches(half, threshold) || (strict && reaches(threshold, half));
const notMore = { path: ["threshold"], error: "Tỷ lệ đồng ý để thông qua: phải quá một nửa." };

export const bodyInput = schemaOf(bodyFields).refine(quorumIsEnough, tooSmall).refine(isMoreThanHalf, notMore);
export const foundBodyInput = schemaOf(foundBodyFields)
  .refine(quorumIsEnough, tooSmall)
  .refine(isMoreThanHalf, notMore);

/** The day on which a body ends. */
export const dissolutionFields = {
  dissolvedOn: { kind: "day", label: "Ngày giải thể", hint: "Ví dụ: 31/12/2026" },
} as const satisfies Fields;
