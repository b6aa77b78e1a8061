import { z } from "zod";
import { day, type Day } from "../ground/days.ts";
import type { Role } from "../rules/policy.ts";
import { line } from "../ground/text.ts";

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

/** A share as a fraction, so that 2/3 is not 0.67. */
export type Share = { readonly of: number; readonly part: number };

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

const share = (label: string) =>
  z
    .object({
      part: z.int({ error: `${label}: cần số nguyên.` }).min(1, { error: `${label}: tử số phải từ 1 trở lên.` }),
      of: z.int({ error: `${label}: cần số nguyên.` }).max(100, { error: `${label}: mẫu số không quá 100.` }),
    })
    .refine(({ part, of }) => part <= of, { error: `${label}: tử số không được lớn hơn mẫu số.`, path: ["part"] });

/** Whether a share is at least another. */
const reaches = (one: Share, other: Share): boolean => one.part * other.of >= other.part * one.of;

/** The smallest quorum that a body may have, and what its agreement must be above. */
const smallestQuorum: Share = { part: 2, of: 3 };
const half: Share = { part: 1, of: 2 };

/** What is typed to found or edit a body. Errors are sentences at the field. */
export const bodyInput = z.object({
  name: line("Tên hội đồng, tổ, ban", { min: 5, max: 200 }),
  document: line("Số quyết định thành lập", { max: 100 }).default(""),
  rules: z.object({
    quorum: share("Tỷ lệ có mặt tối thiểu").refine((quorum) => quorum.part < 1 || reaches(quorum, smallestQuorum), {
      error: "Tỷ lệ có mặt tối thiểu: không được dưới 2/3 tổng số thành viên.",
      path: ["part"],
    }),
    threshold: share("Tỷ lệ đồng ý")
      .safeExtend({ strict: z.boolean() })
      .refine(
        (threshold) =>
          threshold.part < 1 || !reaches(half, threshold) || (threshold.strict && reaches(threshold, half)),
        {
          error: "Tỷ lệ đồng ý: phải quá một nửa.",
          path: ["part"],
        },
      ),
    base: z.enum(["members", "cast"], { error: "Cách tính tỷ lệ: cần chọn trong danh sách." }),
    ballot: z.enum(["secret", "open"], { error: "Hình thức: cần chọn bỏ phiếu kín hoặc biểu quyết công khai." }),
  }),
});

/** The same with what is said once, when a body is founded. */
export const foundBodyInput = bodyInput.safeExtend({
  kind: z.enum(bodyKinds, { error: "Loại: cần chọn hội đồng, tổ hoặc ban." }),
  foundedOn: day("Ngày thành lập"),
});
