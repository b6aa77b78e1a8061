import { type BallotKind, ballotKindText, type BodyRules, quorumOf } from "../offices/bodies.ts";
import { type Day } from "../ground/days.ts";
import { type Fields, schemaOf } from "../ground/fields.ts";
import { DomainError } from "../rules/errors.ts";

/** What one may write on a ballot. */
export const choiceText = { agree: "Đồng ý", disagree: "Không đồng ý" } as const;
export type Choice = keyof typeof choiceText;
export const choices = ["agree", "disagree"] as const;

/** A secret ballot with fewer votes would tell who wrote what. */
export const fewestSecretBallots = 5;

/** What a vote on one item came to. `ratio` is a percentage of the base, two decimals, half up. */
export type Tally = {
  readonly members: number;
  readonly agree: number;
  readonly disagree: number;
  /** What the ratio is taken of; nothing agrees more often. */
  readonly base: number;
  readonly ratio: number;
  readonly passed: boolean;
};

/**
 * Counts one item. Where the ratio counts all members, an absent or recused member weighs like a "no". Without a
 * single ballot nothing passes.
 */
export const tallyOf = (rules: BodyRules, members: number, agree: number, disagree: number): Tally => {
  const { part, of, strict } = rules.threshold;
  const base = rules.base === "members" ? members : agree + disagree;
  const share = agree * of - base * part;
  return {
    members,
    agree,
    disagree,
    base,
    ratio: base === 0 ? 0 : Math.floor((agree * 20_000 + base) / (2 * base)) / 100,
    passed: base > 0 && (strict ? share > 0 : share >= 0),
  };
};

export type Meeting = {
  readonly id: string;
  readonly bodyId: string;
  readonly bodyName: string;
  readonly unitId: string;
  readonly periodId: string;
  readonly title: string;
  readonly heldOn: Day;
  readonly ballotKind: BallotKind;
  /** Members of the body when the meeting was called together, or its roster was last renewed. */
  readonly members: number;
  readonly openedOn: Day | null;
  readonly closedOn: Day | null;
  readonly rules: BodyRules;
  /** Where the event chain stood when the vote was ended, as minutes print it; empty before, and without a chain. */
  readonly logHead: string;
  readonly version: number;
};

/** @throws `meeting.notOpen` unless the vote is open. */
export const requireVoting = (meeting: Pick<Meeting, "openedOn" | "closedOn">): void => {
  if (meeting.openedOn === null || meeting.closedOn !== null) throw new DomainError("meeting.notOpen");
};

/** @throws `meeting.notOpen`, `meeting.noQuorum`. */
export const requireCountable = (meeting: Meeting, cast: number): void => {
  requireVoting(meeting);
  const { members } = meeting;
  const required = quorumOf(meeting.rules, members);
  if (cast < required) throw new DomainError("meeting.noQuorum", { cast, required, members });
};

/**
 * A secret ballot on an item needs so many papers of its own that none of them can be told: those of recused members
 * are none. `papers` are those there are, or can be at the most.
 * @throws `meeting.tooFewBallots` with the items that have too few.
 */
export const requireSecrecy = (
  ballotKind: BallotKind,
  items: readonly { readonly title: string; readonly papers: number }[],
): void => {
  const few = items.filter(({ papers }) => papers < fewestSecretBallots);
  if (ballotKind === "open" || few.length === 0) return;
  throw new DomainError("meeting.tooFewBallots", {
    minimum: fewestSecretBallots,
    titles: few.map(({ title }) => title),
  });
};

/** What is typed to call a meeting together. */
export const conveneFields = {
  title: { kind: "line", label: "Tên phiên họp", min: 5, max: 200 },
  heldOn: { kind: "day", label: "Ngày họp", hint: "Ví dụ: 25/11/2026" },
  ballotKind: {
    kind: "choice",
    label: "Hình thức",
    options: ballotKindText,
    hint: "Bỏ phiếu kín: hệ thống chỉ giữ số phiếu, không giữ ai bỏ phiếu nào.",
  },
  modelIds: { kind: "models", label: "Mô hình đưa ra biểu quyết", least: 1, most: 200 },
} as const satisfies Fields;
export const conveneInput = schemaOf(conveneFields);
