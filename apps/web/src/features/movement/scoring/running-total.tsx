import { formatNumber } from "@kheo/core/ground/exact";
import "./running-total.css";

type RunningTotalProps = {
  readonly label: string;
  readonly points: number;
  readonly possible: number;
};

/** The total so far, with what it is out of. */
export const RunningTotal = ({ label, points, possible }: RunningTotalProps) => (
  <p className="running-total">
    {label}{" "}
    <strong>
      {formatNumber(points)}/{formatNumber(possible)}
    </strong>{" "}
    điểm
    {possible < 100 && <span className="of-maximum out-of"> (bộ tiêu chí có 100 điểm)</span>}
  </p>
);
