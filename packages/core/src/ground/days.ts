import { z } from "zod";

/** A day in Viet Nam, `YYYY-MM-DD`. Text order is day order. */
export type Day = string;

/** A day as it enters the system; `label` names the field in the refusal. */
export const day = (label: string) => {
  const error = `${label}: cần một ngày có thật, ví dụ 31/03/2026.`;
  return z.iso.date({ error, abort: true }).refine((value) => value >= "1900" && value < "2200", { error });
};

/** `31/03/2026`, as papers and screens print it. */
export const formatDay = (value: Day): string => {
  const [year, month, date] = value.split("-");
  return `${date}/${month}/${year}`;
};

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

/** The day after. */
export const nextDay = (value: Day): Day => daysLater(value, 1);

/** The day before. */
export const dayBefore = (value: Day): Day => daysLater(value, -1);

/** The same day so many years later; 29 February becomes the 28th where there is none. */
export const yearsLater = (from: Day, years: number): Day => {
  const [year = "", month = "", date = ""] = from.split("-");
  const later = String(Number(year) + years).padStart(4, "0");
  const lastOfMonth = new Date(Date.UTC(Number(later), Number(month), 0)).getUTCDate();
  return `${later}-${month}-${String(Math.min(Number(date), lastOfMonth)).padStart(2, "0")}`;
};

/** The day so many days later, or earlier where `days` is negative. */
export const daysLater = (from: Day, days: number): Day =>
  new Date(Date.parse(`${from}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The day of an instant in Viet Nam (UTC+7, no summer time). */
export const dayOf = (instant: Date): Day => new Date(instant.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);

/** `14:05 ngày 23/11/2026`, in Viet Nam's time wherever the browser stands. */
export const instantText = (instant: Date | string): string => {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: "Asia/Ho_Chi_Minh",
    hour: "2-digit",
    minute: "2-digit",
    day: "2-digit",
    month: "2-digit",
    year: "numeric",
  }).formatToParts(new Date(instant));
  const part = (type: string) => parts.find((found) => found.type === type)?.value ?? "";
  return `${part("hour")}:${part("minute")} ngày ${part("day")}/${part("month")}/${part("year")}`;
};
