import type { Edition, FigureValue } from "@kheo/core/criteria";
import { figureText, isTargets, targetText } from "./figure-text.ts";

const criterionWords = (edition: Edition, code: string): string =>
  `${code} ${edition.criteria.find((criterion) => criterion.code === code)?.title ?? ""}`.trim();

/** What a field of the declaration or of the office's decisions is called. */
export const fieldLabel =
  (edition: Edition) =>
  ([part, key = ""]: readonly string[]): string => {
    if (part === "figures") return edition.figures[key]?.label ?? key;
    if (part === "adjustments") return edition.adjustments.find(({ code }) => code === key)?.label ?? key;
    return part === "claims" ? `Không phát sinh: ${criterionWords(edition, key)}` : criterionWords(edition, key);
  };

const decisionWords: Readonly<Record<string, string>> = { approved: "Chấp thuận", refused: "Không chấp thuận" };

/** The value of such a field in words, to be compared with another. */
export const fieldWords =
  (edition: Edition) =>
  (value: unknown, [part, key = ""]: readonly string[]): string => {
    if (value === undefined) return "";
    if (part === "ticks") {
      const ticked = (value as readonly boolean[]).flatMap((yes, index) => (yes ? [String(index + 1)] : []));
      return ticked.length === 0 ? "Không có nội dung nào" : `Có nội dung ${ticked.join(", ")}`;
    }
    const figure = value as FigureValue;
    if (part === "claims" && typeof figure === "string") return decisionWords[figure] ?? figure;
    if (part === "adjustments" && typeof figure === "number") return `${figure} lần`;
    const description = edition.figures[key];
    if (isTargets(figure)) {
      return figure.map((target) => `${target.name}: ${targetText(target)}`).join("; ");
    }
    return description ? figureText(description, figure) : "";
  };
