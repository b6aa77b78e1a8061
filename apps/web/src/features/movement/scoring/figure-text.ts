import { formatNumber } from "@kheo/core/ground/exact";
import type { FigureDescription, FigureValue, TargetFigure } from "@kheo/core/criteria";

export const isTargets = (value: FigureValue | undefined): value is readonly TargetFigure[] => Array.isArray(value);

/** What a target promised: so many, or from so many down to so many. */
export const promiseText = ({ planned, baseline }: Pick<TargetFigure, "planned" | "baseline">): string =>
  baseline === undefined
    ? formatNumber(planned, 6)
    : `giảm từ ${formatNumber(baseline, 6)} còn ${formatNumber(planned, 6)}`;

/** What was done of what was promised. */
export const targetText = (target: TargetFigure): string =>
  target.baseline === undefined
    ? `${formatNumber(target.done, 6)}/${promiseText(target)}`
    : `còn ${formatNumber(target.done, 6)} (đăng ký ${promiseText(target)})`;

/** A declared figure in words. */
export const figureText = (
  description: FigureDescription,
  value: Exclude<FigureValue, readonly TargetFigure[]> | undefined,
): string => {
  if (value === undefined || value === null) return "chưa báo cáo";
  if (typeof value === "boolean") return value ? "Có" : "Không";
  if (typeof value === "number") {
    return `${formatNumber(value, 6)} ${"unit" in description ? description.unit : ""}`.trim();
  }
  return description.kind === "choice" ? (description.options[value] ?? value) : value;
};
