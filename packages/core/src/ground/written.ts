import type { Day } from "./days.ts";

/** `78,061`: a quantity as people write it, with a comma before decimals and dots between thousands. */
export const numberText = (value: number): string => value.toLocaleString("vi-VN", { maximumFractionDigits: 6 });

/**
 * A quantity as typed; `NaN` where it is no number, so that the field's own rule says so. A dot before three digits
 * stands between thousands, any other is the comma of a telephone that has none: `3.5` is `3,5` and `1.234` is `1234`.
 */
export const numberFrom = (typed: string): number => {
  const text = typed.replaceAll(/\s/gu, "").replace(/^−/u, "-");
  if (/^-?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?$/u.test(text)) return Number(text.replaceAll(".", "").replace(",", "."));
  return /^-?\d+(?:[.,]\d+)?$/u.test(text) && !/^-?[1-9]\d*\.\d{3}$/u.test(text)
    ? Number(text.replace(",", "."))
    : Number.NaN;
};

/** `31/03/2026` for a day, and nothing for none. */
export const dayTyped = (value: Day | null | undefined): string => (value ?? "").split("-").toReversed().join("/");

/** Whether `YYYY-MM-DD` is a day of the calendar. */
export const isDay = (value: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/u.test(value) && (new Date(`${value}T00:00:00Z`).toJSON()?.startsWith(value) ?? false);

/** A day as typed (`31/3/2026`, `31-03-2026`, `31032026`); what is no day stays as it is, for the field's rule to refuse. */
export const dayFrom = (typed: string): Day => {
  const text = typed.trim();
  const parts = /^(?<date>\d{1,2})\s*[/.\s-]\s*(?<month>\d{1,2})\s*[/.\s-]\s*(?<year>\d{4})$/u.exec(text)?.groups;
  const run = /^(?<date>\d{2})(?<month>\d{2})(?<year>\d{4})$/u.exec(text)?.groups;
  const { date = "", month = "", year = "" } = parts ?? run ?? {};
  const day = `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  return isDay(day) ? day : text;
};
