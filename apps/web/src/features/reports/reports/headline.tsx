import { acceptedStates } from "@kheo/core/movement/models";
import { type AnnualReport, figureText } from "@kheo/core/reports/reports";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import "./headline.css";

type Records = (text: string, unitId: string) => ReactNode;

const registered: Records = (text, unitId) => (
  <Link to="/mo-hinh" search={{ unitId, states: [...acceptedStates] }}>
    {text}
  </Link>
);

/** Where the records behind a figure are listed: the register of models, or an appendix of the same report. */
const places: Readonly<Record<string, Records>> = {
  total: registered,
  discontinued: (text, unitId) => (
    <Link to="/mo-hinh" search={{ unitId, states: ["discontinued"] }}>
      {text}
    </Link>
  ),
  recognized: (text) => <a href="#bieu-06">{text}</a>,
  replicated: (text) => <a href="#bieu-07">{text}</a>,
  coverage: (text) => <a href="#bieu-08">{text}</a>,
};

type HeadlineProps = { readonly report: Pick<AnnualReport, "figures" | "unitId"> };

/** The headline figures, each with its one definition, and a way to the records behind it where a list exists. */
export const Headline = ({ report }: HeadlineProps) => (
  <ul className="headline" aria-label="Số liệu chính">
    {report.figures.map((figure) => (
      <li key={figure.name}>
        <span className="headline-title">{figure.title}</span>
        <span className="headline-value">
          {places[figure.name]?.(figureText(figure), report.unitId) ?? figureText(figure)}
        </span>
        <details>
          <summary aria-label={`Cách tính: ${figure.title}`}>Cách tính</summary>
          <p>{figure.definition}</p>
        </details>
      </li>
    ))}
  </ul>
);
