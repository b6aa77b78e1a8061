import { formatNumber } from "@kheo/core/ground/exact";
import { useId } from "react";
import "./mark-field.css";

type MarkFieldProps = {
  readonly legend: string;
  readonly maxPoints: number;
  readonly step: number;
  readonly mark: number | undefined;
  readonly onChange: (mark: number) => void;
};

/** One mark as a row of steps: a radio group, so the arrow keys walk through it. */
export const MarkField = ({ legend, maxPoints, step, mark, onChange }: MarkFieldProps) => {
  const name = useId();
  // Counted in steps, because 0.1 added ten times is not 1.
  const marks = Array.from({ length: Math.round(maxPoints / step) + 1 }, (_, count) =>
    Number((count * step).toFixed(6)),
  );
  return (
    <fieldset className="marks">
      <legend>{legend}</legend>
      {marks.map((value) => (
        <label key={value}>
          <input
            type="radio"
            name={name}
            checked={mark === value}
            onChange={() => {
              onChange(value);
            }}
          />
          <span>{formatNumber(value)}</span>
        </label>
      ))}
    </fieldset>
  );
};
