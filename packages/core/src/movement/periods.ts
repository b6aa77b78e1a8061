import { formatNumber } from "../ground/exact.ts";
import { daysBetween, formatDay, type Day } from "../ground/days.ts";
import { type Fields, schemaOf } from "../ground/fields.ts";
import { DomainError, type ErrorCode, errorMessage, isDomainError } from "../rules/errors.ts";
import type { EditionId } from "../criteria/edition.ts";

/** The last day of registration moved by a decision: for every unit, or for one and those below it. */
export type Extension = {
  /** `null` for every unit. */
  readonly unitId: string | null;
  /** That unit and those below it; empty where it is every unit. */
  readonly holdsFor: readonly string[];
  readonly until: Day;
  readonly reason: string;
  readonly number: string;
  readonly signedOn: Day;
  readonly recordedOn: Day;
};

/**
 * One round of the movement, with its own dates: not always a calendar year. Opening it pins each criteria set's
 * edition, so that rules published later do not move this period's models.
 */
export type Period = {
  readonly id: string;
  readonly title: string;
  readonly opensOn: Day;
  /** As the period was opened; `deadlineOf` tells which day holds for a unit. */
  readonly registrationClosesOn: Day;
  readonly extensions: readonly Extension[];
  readonly endsOn: Day;
  /** The day the office locked the period; until then late registrations are accepted and counted as late. */
  readonly closedOn: Day | null;
  /** Criteria set code → pinned edition. */
  readonly editions: Readonly<Record<string, EditionId>>;
};

/** @throws `period.closed` once the period is locked. */
export const requireOpen = (period: Pick<Period, "title" | "closedOn">): void => {
  if (period.closedOn !== null) {
    throw new DomainError("period.closed", { title: period.title, closedOn: formatDay(period.closedOn) });
  }
};

/** @throws `period.notBegun` before the first day of the period. */
export const requireBegun = ({ title, opensOn }: Period, today: Day): void => {
  if (opensOn > today) throw new DomainError("period.notBegun", { title, opensOn: formatDay(opensOn) });
};

type Registration = Pick<Period, "registrationClosesOn" | "extensions">;

/** The extension that holds for a unit (`null`: for whichever unit), as far as it was recorded by a day. */
const extensionOf = ({ extensions }: Registration, unitId: string | null, asOf?: Day): Extension | undefined =>
  extensions
    .filter((one) => one.unitId === null || (unitId !== null && one.holdsFor.includes(unitId)))
    .filter(({ recordedOn }) => asOf === undefined || recordedOn <= asOf)
    .toSorted((one, other) => daysBetween(one.until, other.until))[0];

/** The last day on which a unit registers in time; `null` asks for every unit, `asOf` for what was known on a day. */
export const deadlineOf = (period: Registration, unitId: string | null, asOf?: Day): Day =>
  extensionOf(period, unitId, asOf)?.until ?? period.registrationClosesOn;

/** The paper by which a deadline was moved, in words. */
export const paperText = ({ number, signedOn }: Pick<Extension, "number" | "signedOn">): string =>
  `văn bản số ${number} ngày ${formatDay(signedOn)}`;

/** The deadline that holds for a unit, and by what decision it was moved. */
export const deadlineText = (period: Registration, unitId: string | null): string => {
  const extension = extensionOf(period, unitId);
  if (!extension) return formatDay(period.registrationClosesOn);
  return `${formatDay(extension.until)} (gia hạn theo ${paperText(extension)})`;
};

/** Days by which a registration of a unit missed the deadline that holds for it, 0 when it was in time. */
export const daysLate = (period: Registration, unitId: string | null, submittedOn: Day): number =>
  Math.max(0, daysBetween(deadlineOf(period, unitId), submittedOn));

/** What whoever registers a unit on a day is to know before: that they are late, and what that costs; `null` in time. */
export const latenessText = (period: Registration, unitId: string | null, today: Day): string | null => {
  const late = daysLate(period, unitId, today);
  if (late === 0) return null;
  return (
    `Hạn đăng ký của kỳ là ${deadlineText(period, unitId)}, đã qua ${formatNumber(late)} ngày. ` +
    "Phiếu gửi hôm nay vẫn được nhận nhưng ghi là trễ hạn; bộ tiêu chí có chấm thời hạn đăng ký sẽ trừ hoặc không cho điểm ở tiêu chí đó."
  );
};

/** What is typed to open a period. */
export const periodFields = {
  title: { kind: "line", label: "Tên kỳ", min: 3, max: 120, hint: "Ví dụ: Năm 2027" },
  opensOn: { kind: "day", label: "Ngày mở", hint: "Ví dụ: 01/01/2027" },
  registrationClosesOn: {
    kind: "day",
    label: "Hạn đăng ký",
    hint: "Ví dụ: 31/03/2027. Đăng ký sau ngày này vẫn nhận, ghi là trễ hạn.",
  },
  endsOn: { kind: "day", label: "Ngày kết thúc", hint: "Ví dụ: 31/12/2027" },
} as const satisfies Fields;
export const openPeriodInput = schemaOf(periodFields)
  .refine((period) => period.opensOn <= period.registrationClosesOn, {
    path: ["registrationClosesOn"],
    error: "Hạn đăng ký: phải từ ngày mở trở đi.",
  })
  .refine((period) => period.registrationClosesOn <= period.endsOn, {
    path: ["endsOn"],
    error: "Ngày kết thúc: phải từ hạn đăng ký trở đi.",
  });

/** What is typed to extend the registration. */
export const extensionFields = {
  unitId: {
    kind: "unit",
    label: "Đơn vị được gia hạn",
    optional: true,
    hint: "Bỏ trống để gia hạn cho mọi đơn vị. Chọn một xã, phường là gia hạn cho cả các đơn vị trực thuộc.",
  },
  until: { kind: "day", label: "Hạn đăng ký mới", hint: "Sau hạn đang áp dụng, không sau ngày kết thúc kỳ." },
  reason: { kind: "paragraph", label: "Lý do gia hạn", min: 3, max: 2000 },
  number: { kind: "line", label: "Số, ký hiệu văn bản", min: 3, max: 60, hint: "Ví dụ: 12-CV/ĐU" },
  signedOn: { kind: "day", label: "Ngày ký văn bản", hint: "Từ hôm nay trở về trước." },
} as const satisfies Fields;
/** What is accepted of it. */
export const extensionInput = schemaOf(extensionFields);

/**
 * Whether a deadline can be moved so.
 * @throws `period.closed`, `period.extensionNotLater`, `period.extensionAfterEnd`, `decision.signedInFuture`.
 */
export const requireExtensible = (
  period: Period,
  { unitId, until, signedOn }: Pick<Extension, "unitId" | "until" | "signedOn">,
  today: Day,
): void => {
  requireOpen(period);
  const present = deadlineOf(period, unitId);
  if (until <= present) throw new DomainError("period.extensionNotLater", { present: formatDay(present) });
  if (until > period.endsOn) throw new DomainError("period.extensionAfterEnd", { endsOn: formatDay(period.endsOn) });
  if (signedOn > today) throw new DomainError("decision.signedInFuture", { today: formatDay(today) });
};

/** Of which box of the form each refusal of `requireExtensible` speaks. */
export const extensionRefusedAt = {
  "period.extensionNotLater": "until",
  "period.extensionAfterEnd": "until",
  "decision.signedInFuture": "signedOn",
} as const satisfies Partial<Record<ErrorCode, keyof typeof extensionFields>>;

/** What is accepted for a period on a day, so that it is refused before anything is asked. */
export const extensionInputFor = (period: Period, today: Day) =>
  extensionInput.superRefine((extension, problems) => {
    try {
      requireExtensible(period, extension, today);
    } catch (error) {
      if (!isDomainError(error)) throw error;
      const { code, details } = error;
      const at = (extensionRefusedAt as Partial<Record<ErrorCode, string>>)[code];
      problems.addIssue({ code: "custom", path: at === undefined ? [] : [at], message: errorMessage(code, details) });
    }
  });
