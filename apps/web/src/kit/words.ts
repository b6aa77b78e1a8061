import { formatDay } from "@kheo/core/ground/days";

/** `31/03/2026`, or a dash for no day. */
export const dayText = (day: string | null | undefined): string => (day ? formatDay(day) : "—");

/** `78,06`: points as papers print them. */
export const pointsText = (points: number | string | null | undefined): string =>
  points === null || points === undefined
    ? "—"
    : Number(points).toLocaleString("vi-VN", { minimumFractionDigits: 0, maximumFractionDigits: 2 });
