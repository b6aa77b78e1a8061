import type { Edition } from "@kheo/core/criteria";
import { preview } from "@kheo/core/criteria/preview";
import { judgedCodes } from "@kheo/core/movement/scoring";
import { Section } from "../../../kit/section.tsx";
import { ComputedPoints } from "./computed-points.tsx";
import { RunningTotal } from "./running-total.tsx";
import type { ScoringData } from "./scoring-data.ts";
import { sentencesSoFar } from "./sentences.ts";

type DeclaredPointsProps = {
  readonly edition: Edition;
  readonly assessment: Pick<ScoringData["assessment"], "figures" | "ticks" | "claims">;
};

/** The points that the rule makes of what the unit declared, as its own form showed them while it declared. */
export const DeclaredPoints = ({ edition, assessment: { figures, ticks, claims } }: DeclaredPointsProps) => {
  const sheet = { figures, ticks, marks: {}, claims: Object.keys(claims) };
  const sofar = preview(edition, sheet);
  const sentences = sentencesSoFar(edition, sheet, sofar, figures);
  const judged = judgedCodes(edition);
  return (
    <Section
      title="Điểm theo bảng tự chấm"
      lead="Tính từ những gì đơn vị đã gửi, chỉ để tham khảo; điểm chính thức có khi đóng chấm điểm. Chạm vào từng tiêu chí để xem cách tính."
    >
      <ComputedPoints
        criteria={edition.criteria}
        sofar={sofar}
        sentences={sentences}
        missing={({ code }) => (judged.includes(code) ? "hội đồng cho điểm" : "chưa đủ số liệu")}
      />
      <RunningTotal label="Tạm tính" points={sofar.points} possible={sofar.pointsPossible} />
    </Section>
  );
};
