import { z } from "zod";
import { day, daysBetween, formatDay, type Day } from "../ground/days.ts";
import { DomainError } from "../rules/errors.ts";
import type { EditionId } from "../criteria/edition.ts";
import { line } from "../ground/text.ts";

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

/** Days by which a registration missed the period's deadline, 0 when it was in time. */
export const daysLate = (period: Period, submittedOn: Day): number =>
  Math.max(0, daysBetween(period.registrationClosesOn, submittedOn));

export const openPeriodInput = z
  .object({
    title: line("Tên kỳ", { min: 3, max: 120 }),
    opensOn: day("Ngày mở"),
    registrationClosesOn: day("Hạn đăng ký"),
    endsOn: day("Ngày kết thúc"),
  })
  .refine((period) => period.opensOn <= period.registrationClosesOn, {
    path: ["registrationClosesOn"],
    error: "Hạn đăng ký: phải từ ngày mở trở đi.",
  })
  .refine((period) => period.registrationClosesOn <= period.endsOn, {
    path: ["endsOn"],
    error: "Ngày kết thúc: phải từ hạn đăng ký trở đi.",
  });
