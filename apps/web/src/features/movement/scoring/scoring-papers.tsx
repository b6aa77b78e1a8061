import { PapersSection } from "../../../kit/papers-section.tsx";
import { useSession } from "../../../lib/session.ts";
import type { ScoringData } from "./scoring-data.ts";

/** The papers of a scoring; what a unit is still typing is nobody else's to print. */
export const ScoringPapers = ({
  data: { assessment, members, mayDeclare, mayMark },
}: {
  readonly data: ScoringData;
}) => {
  const { personId: own } = useSession();
  if (assessment.state === "open" && !mayDeclare) return null;
  const query = { id: assessment.id };
  const seat = members.find(({ personId }) => personId === own);
  const ownSheet = mayMark || (seat?.recused === false && seat.handedIn);
  return (
    <PapersSection
      papers={[
        { name: "Bảng tự chấm điểm", file: "self-score", query },
        ...(ownSheet ? [{ name: "Phiếu chấm điểm của tôi", file: "score-sheet", query }] : []),
        ...(members.some(({ recused }) => !recused)
          ? [{ name: "Phiếu chấm điểm của mọi thành viên", file: "score-sheets", query, formats: ["zip"] as const }]
          : []),
      ]}
    />
  );
};
