import type { Edition, FigureDescription, FigureValue } from "@kheo/core/criteria";
import { Section } from "../../../kit/section.tsx";
import { type Fact, Facts } from "../../../kit/facts.tsx";
import { figureText, isTargets, targetText } from "./figure-text.ts";
import "./declared-figures.css";

/** One line a figure; the registered targets have a line each. */
const factsOf = (description: FigureDescription, value: FigureValue | undefined): readonly Fact[] =>
  isTargets(value)
    ? value.map((target) => ({ label: target.name, value: targetText(target) }))
    : [{ label: description.label, value: figureText(description, value) }];

type DeclaredFiguresProps = {
  readonly edition: Edition;
  readonly figures: Readonly<Record<string, FigureValue>>;
};

/** The figures as the unit declared them, part by part of its form. */
export const DeclaredFigures = ({ edition, figures }: DeclaredFiguresProps) => (
  <Section title="Số liệu đơn vị báo cáo">
    {edition.sections.map(({ title, figures: keys }) => (
      <div key={title} className="figures">
        <h3 className="small-heading">{title}</h3>
        <Facts
          facts={keys.flatMap((key) => {
            const description = edition.figures[key];
            return description ? factsOf(description, figures[key]) : [];
          })}
        />
      </div>
    ))}
  </Section>
);
