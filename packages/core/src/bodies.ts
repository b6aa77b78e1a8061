/** Seats on a council. */
export const bodySeatText = {
  chair: "Chủ tịch hội đồng",
  viceChair: "Phó chủ tịch hội đồng",
  member: "Ủy viên",
  secretary: "Thư ký hội đồng",
} as const;
export type BodySeat = keyof typeof bodySeatText;
export const bodySeats = Object.keys(bodySeatText) as [BodySeat, ...BodySeat[]];

/** A share as a fraction, so that 2/3 is not 0.67. */
export type Share = { readonly of: number; readonly part: number };

/** The rules a body votes by. The base is all members unless the body's own rules say otherwise. */
export type BodyRules = {
  readonly quorum: Share;
  /** An item passes when its agreeing share is above this (`strict`) or reaches it. */
  readonly threshold: Share & { readonly strict: boolean };
};

/** Quorum two thirds of the members; recognition by more than half of all members. */
export const defaultBodyRules: BodyRules = {
  quorum: { part: 2, of: 3 },
  threshold: { part: 1, of: 2, strict: true },
};

/** Members who must have voted before the vote can end. */
export const quorumOf = (rules: BodyRules, members: number): number =>
  Math.ceil((members * rules.quorum.part) / rules.quorum.of);
