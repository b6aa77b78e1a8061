import { formatNumber } from "@kheo/core/ground/exact";
import type { Edition } from "@kheo/core/criteria";
import { explain } from "@kheo/core/criteria/explain";
import { Stack, Text } from "@mantine/core";
import { Section } from "../../../kit/section.tsx";
import { dayText, pointsText } from "../../../kit/words.ts";
import { AdjustmentTable } from "./adjustment-table.tsx";
import type { ScoringData } from "./scoring-data.ts";
import { VerdictTable } from "./verdict-table.tsx";
import "./verdict-view.css";

type VerdictViewProps = {
  readonly verdict: NonNullable<ScoringData["verdict"]>;
  readonly assessment: ScoringData["assessment"];
  readonly edition: Edition;
};

/** What the scoring came to: one sentence for the whole, then the reason of every point. */
export const VerdictView = ({ verdict, assessment, edition }: VerdictViewProps) => {
  const { result, input } = verdict;
  const { whole, criteria } = explain(edition, result, input, assessment.figures);
  const adjusted = Object.values(assessment.adjustments).some((times) => times > 0);
  return (
    <Stack gap="lg">
      <Section title="Kết quả" lead={`Đóng chấm điểm ngày ${dayText(verdict.closedOn)}.`}>
        <div className="verdict">
          <p className="verdict-total">
            {pointsText(verdict.total)} <span>điểm</span>
          </p>
          <p className="verdict-class">
            <strong>{edition.classLabels[verdict.class]}</strong>
            <span className={`state ${verdict.passed ? "state-good" : "state-bad"}`}>
              {verdict.passed ? "● Đạt mức công nhận" : "▲ Chưa đạt mức công nhận"}
            </span>
          </p>
        </div>
        <Text>{whole}</Text>
        <Text c="warm.7">
          Điểm các tiêu chí {formatNumber(result.raw)}/{formatNumber(result.applicableMax)}, quy về thang 100 là{" "}
          {formatNumber(result.base)}; cộng {formatNumber(result.bonus)}, trừ {formatNumber(result.penalty)}.
        </Text>
      </Section>
      <Section title="Điểm từng tiêu chí">
        <VerdictTable
          edition={edition}
          result={result}
          sentences={Object.fromEntries(criteria.map(({ code, sentence }) => [code, sentence]))}
        />
      </Section>
      {adjusted && (
        <Section title="Điểm cộng, điểm trừ">
          {(["bonus", "penalty"] as const).map((kind) => (
            <AdjustmentTable key={kind} edition={edition} kind={kind} applied={assessment.adjustments} />
          ))}
        </Section>
      )}
    </Stack>
  );
};
