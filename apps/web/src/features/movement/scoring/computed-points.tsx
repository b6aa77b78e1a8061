import type { Criterion } from "@kheo/core/criteria";
import type { Preview } from "@kheo/core/criteria/preview";
import { CriterionEvidence } from "../evidence/evidence-part.tsx";
import { CriterionLine } from "./criterion-line.tsx";

type ComputedPointsProps = {
  readonly criteria: readonly Criterion[];
  readonly sofar: Preview;
  /** Why each has its points, by code. */
  readonly sentences: Readonly<Record<string, string>>;
  /** Why one has no points yet, where that is more than that figures are missing. */
  readonly missing?: (criterion: Criterion) => string;
  /** The criteria whose evidence stands elsewhere on the page. */
  readonly shownElsewhere?: (criterion: Criterion) => boolean;
};

/** What the rules make of what has been declared so far, criterion by criterion. */
export const ComputedPoints = ({
  criteria,
  sofar,
  sentences,
  missing = () => "chưa đủ số liệu",
  shownElsewhere = () => false,
}: ComputedPointsProps) => (
  <div>
    {criteria.map((criterion) => {
      const found = sofar.criteria.find(({ code }) => code === criterion.code);
      return (
        <CriterionLine
          key={criterion.code}
          criterion={criterion}
          points={found?.points ?? null}
          without={found?.state === "notApplicable" ? "không tính" : missing(criterion)}
          sentence={sentences[criterion.code]}
        >
          {!shownElsewhere(criterion) && <CriterionEvidence code={criterion.code} />}
        </CriterionLine>
      );
    })}
  </div>
);
