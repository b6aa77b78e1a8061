import { type Day, yearsLater } from "../ground/days.ts";
import { type Action, policy } from "./policy.ts";
import { type Thing, things } from "./things.ts";

/**
 * What an event keeps of an action's input. `full`: all of it. `redacted`: only which thing it was done to.
 * `sealed`: kept, but shown to nobody until the scoring is closed. `none`: no event, for autosaved drafts.
 */
export type EventPolicy = "full" | "redacted" | "sealed" | "none";

const exceptions: Partial<Record<Action, EventPolicy>> = {
  "model.edit": "none",
  "model.forgetContact": "redacted",
  "scoring.declare": "none",
  "scoring.mark": "none",
  "scoring.handIn": "sealed",
  "meeting.vote": "redacted",
  "person.create": "redacted",
  "session.changePassword": "redacted",
  "session.prove": "redacted",
  "session.end": "redacted",
  "session.prepareSecondFactor": "redacted",
  "session.enableSecondFactor": "redacted",
  "session.renewRecoveryCodes": "redacted",
  "session.disableSecondFactor": "redacted",
};

/** The event policy of an action; what is not excepted is kept in full. */
export const eventPolicy = (action: Action): EventPolicy => exceptions[action] ?? "full";

/** Actions whose events are shown to nobody before the scoring they belong to is closed. */
export const sealedActions: readonly Action[] = (Object.keys(exceptions) as Action[]).filter(
  (action) => exceptions[action] === "sealed",
);

/** Acts that count for nothing before somebody else confirms them: until then their reason is in no history. */
export const draftActions: readonly string[] = ["recognition.draft"] satisfies readonly Action[];

/** Acts on accounts and posts of which the person is told, their unit's leader and the administrators above. */
export const toldActions: readonly Action[] = [
  "person.create",
  "person.invite",
  "person.confirmInvite",
  "person.disable",
  "person.enable",
  "post.appoint",
  "post.substitute",
  "post.handOver",
  "post.confirm",
  "post.end",
  "post.release",
];

/** What it takes to read of which thing an event is, and why it was done: the right to see the thing itself. */
export const viewRight = (thing: Thing): Action => {
  const { noun, view } = things[thing];
  return (view ?? `${noun}.view`) as Action;
};

/** How long the payload of an event is kept beside it, and why. The event itself and its hash stay for good. */
export type Retention = { readonly years: number | "forGood"; readonly reason: string };

const ofRecord =
  "Là căn cứ của quyết định công nhận, của số liệu đã báo cáo: hồ sơ thuộc phạm vi Luật Lưu trữ 33/2024/QH15. Mức giữ mãi do Khéo tự chọn, chưa phải định mức của văn bản nào.";
const ofScoring =
  "Điểm và ý kiến khi chấm từng đơn vị, cá nhân; kết quả đã lưu ở bảng điểm. Mức 10 năm do Khéo tự chọn, để còn đối chiếu khi có khiếu nại.";
const ofForm =
  "Phiếu đăng ký có họ tên, điện thoại người liên hệ; bản đang dùng nằm ở chính mô hình. Theo nguyên tắc chỉ lưu có thời hạn của Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15; mức 5 năm do Khéo tự chọn.";

/** For every action that no row below names. */
export const defaultRetention: Retention = {
  years: 20,
  reason: "Lý do, ý kiến, số liệu của từng bước. Mức 20 năm do Khéo tự chọn.",
};

/** Where the default does not fit. All years are the product's own choice, and the reasons say so. */
export const retentionExceptions: Partial<Record<Action, Retention>> = {
  "model.create": { years: 5, reason: ofForm },
  "scoring.submit": { years: 10, reason: ofScoring },
  "scoring.return": { years: 10, reason: ofScoring },
  "scoring.decide": { years: 10, reason: ofScoring },
  "scoring.handIn": { years: 10, reason: ofScoring },
  "recognition.recognize": { years: "forGood", reason: ofRecord },
  "recognition.publish": { years: "forGood", reason: ofRecord },
  "recognition.revoke": { years: "forGood", reason: ofRecord },
  "report.freeze": { years: "forGood", reason: ofRecord },
  "unit.manage": { years: "forGood", reason: ofRecord },
  "reorganisation.carryOut": { years: "forGood", reason: ofRecord },
  "reorganisation.undo": { years: "forGood", reason: ofRecord },
  "period.extend": { years: "forGood", reason: ofRecord },
  "period.manage": { years: "forGood", reason: ofRecord },
};

/** How long after the end of its period a form tells how to reach its contact and when a person was born. */
export const contactRetention = {
  years: 5,
  reason:
    "Người liên hệ, điện thoại và năm sinh trong phiếu đăng ký chỉ cần khi đang thực hiện. Theo nguyên tắc chỉ lưu có thời hạn của Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15; mức 5 năm do Khéo tự chọn.",
} as const satisfies Retention;

/** The retention of an action's payload. */
export const retentionOf = (action: Action): Retention => retentionExceptions[action] ?? defaultRetention;

/** The actions whose payloads are removed one day. What is no action of the policy (any more) has no rule and stays. */
export const retentionYears: ReadonlyMap<string, number> = new Map(
  (Object.keys(policy) as Action[]).flatMap((action) => {
    const { years } = retentionOf(action);
    return years === "forGood" ? [] : [[action, years] as const];
  }),
);

/** The last day on which the payload of an event of that day must be there; `null` is for good. */
export const keptThrough = (action: string, on: Day): Day | null => {
  const years = retentionYears.get(action);
  return years === undefined ? null : yearsLater(on, years);
};

/** The last link of the event chain: whoever knows it can tell later whether the chain still leads through it. */
export type Head = { readonly position: number; readonly hash: string };

const headDigits = 16;

/** A head as papers print it: `208-9f3a-12bc-77de-0a41`. */
export const headText = ({ position, hash }: Head): string =>
  `${position}-${(hash.slice(0, headDigits).match(/.{4}/gu) ?? []).join("-")}`;

/** A head as somebody typed it from a paper, with its hash as far as it was given; `null` when it is none. */
export const parseHead = (text: string): Head | null => {
  const [, position, digits] = /^\s*(\d{1,15})\s*-([\s\da-f-]+)$/iu.exec(text) ?? [];
  const hash = digits?.replaceAll(/[\s-]/gu, "").toLowerCase() ?? "";
  return position === undefined || hash.length < headDigits || hash.length > 64
    ? null
    : { position: Number(position), hash };
};
