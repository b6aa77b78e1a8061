import type { Day } from "@kheo/core/ground/days";

/** `78,061`: a quantity as people write it, with a comma before decimals and dots between thousands. */
export const numberText = (value: number): string => value.toLocaleString("vi-VN", { maximumFractionDigits: 6 });

/** A quantity as typed; `NaN` where it is no number, so that the field's own rule says so. */
export const numberFrom = (typed: string): number => {
  const text = typed.replaceAll(/\s/gu, "");
  const grouped = /^-?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/u.test(text);
  const plain = /^-?\d+(?:,\d+)?$/u.test(text);
  return grouped || plain ? Number(text.replaceAll(".", "").replace(",", ".")) : Number.NaN;
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
