import { formatNumber } from "@kheo/core/ground/exact";
import type { Criterion } from "@kheo/core/criteria";
import type { ReactNode } from "react";
import { ruleText } from "./rule-text.ts";
import "./criterion-line.css";

type CriterionLineProps = {
  readonly criterion: Criterion;
  /** `null` while something is missing, or when the criterion is left out. */
  readonly points: number | null;
  /** Said instead of points where there are none. */
  readonly without?: string;
  /** Why the points are what they are. */
  readonly sentence?: string | undefined;
  readonly children?: ReactNode;
};

/** One criterion with the points it makes; opening it tells why, and by which rule. */
export const CriterionLine = ({ criterion, points, without, sentence, children }: CriterionLineProps) => (
  <div className="criterion">
    <details>
      <summary>
        <span className="criterion-title">
          <strong>{criterion.code}</strong> {criterion.title}
        </span>
        <span className="criterion-points">
          {points === null ? (
            <>
              {without ?? "chưa có điểm"}
              <span className="of-maximum"> (tối đa {formatNumber(criterion.maxPoints)})</span>
            </>
          ) : (
            <>
              {formatNumber(points)}
              <span className="of-maximum">/{formatNumber(criterion.maxPoints)} điểm</span>
            </>
          )}
        </span>
      </summary>
      {sentence !== undefined && <p>{sentence}</p>}
      <p className="quiet">{ruleText(criterion)}</p>
    </details>
    {children}
  </div>
);
