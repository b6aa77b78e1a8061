import { formatNumber } from "@kheo/core/ground/exact";
import type { FigureDescription, FigureValue, TargetFigure } from "@kheo/core/criteria";

export const isTargets = (value: FigureValue | undefined): value is readonly TargetFigure[] => Array.isArray(value);

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
