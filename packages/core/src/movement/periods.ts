import { formatNumber } from "../ground/exact.ts";
import { daysBetween, formatDay, type Day } from "../ground/days.ts";
import { type Fields, schemaOf } from "../ground/fields.ts";
import { DomainError } from "../rules/errors.ts";
import type { EditionId } from "../criteria/edition.ts";

/**
 * One round of the movement, with its own dates: not always a calendar year. Opening it pins each criteria set's
 * edition, so that rules published later do not move this period's models.
 */
export type Period = {
  readonly id: string;
  readonly title: string;
  readonly opensOn: Day;
  readonly registrationClosesOn: Day;
  readonly endsOn: Day;
  /** The day the office locked the period; until then late registrations are accepted and counted as late. */
  readonly closedOn: Day | null;
  /** Criteria set code → pinned edition. */
  readonly editions: Readonly<Record<string, EditionId>>;
};

/** @throws `period.closed` once the period is locked. */
export const requireOpen = (period: Period): void => {
  if (period.closedOn !== null) {
    throw new DomainError("period.closed", { title: period.title, closedOn: formatDay(period.closedOn) });
  }
};

/** @throws `period.notBegun` before the first day of the period. */
export const requireBegun = ({ title, opensOn }: Period, today: Day): void => {
  if (opensOn > today) throw new DomainError("period.notBegun", { title, opensOn: formatDay(opensOn) });
};

/** Days by which a registration missed the period's deadline, 0 when it was in time. */
export const daysLate = (period: Period, submittedOn: Day): number =>
  Math.max(0, daysBetween(period.registrationClosesOn, submittedOn));

/** What whoever registers on a day is to know before: that they are late, and what that costs; `null` in time. */
export const latenessText = (period: Period, today: Day): string | null => {
  const late = daysLate(period, today);
  if (late === 0) return null;
  return (
    `Hạn đăng ký của kỳ là ${formatDay(period.registrationClosesOn)}, đã qua ${formatNumber(late)} ngày. ` +
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
