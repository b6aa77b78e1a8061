import { formatDay } from "@kheo/core/ground/days";

/** `31/03/2026`, or a dash for no day. */
export const dayText = (day: string | null | undefined): string => (day ? formatDay(day) : "—");

/** `78,06`: points as papers print them. */
export const pointsText = (points: number | string | null | undefined): string =>
  points === null || points === undefined
    ? "—"
    : Number(points).toLocaleString("vi-VN", { minimumFractionDigits: 0, maximumFractionDigits: 2 });

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
