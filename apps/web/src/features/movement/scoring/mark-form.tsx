import { formatNumber } from "@kheo/core/ground/exact";
import type { Edition } from "@kheo/core/criteria";
import { preview } from "@kheo/core/criteria/preview";
import { approvedClaims, judgedCodes } from "@kheo/core/movement/scoring";
import { Button, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { Notice } from "../../../kit/notice.tsx";
import { useDraft } from "../../../lib/draft/use-draft.ts";
import { keptName } from "../../../lib/kept.ts";
import { DraftLine } from "../../../kit/draft-line.tsx";
import { DraftNotices } from "../../../kit/draft-notices.tsx";
import { ErrorList } from "../../../kit/error-list.tsx";
import { Section } from "../../../kit/section.tsx";
import { StepButtons } from "../../rules/step-buttons.tsx";
import { CriterionEvidence } from "../evidence/evidence-part.tsx";
import { ComputedPoints } from "./computed-points.tsx";
import { Dossier } from "./dossier.tsx";
import { MarkField } from "./mark-field.tsx";
import { DeclaredFigures } from "./declared-figures.tsx";
import { RunningTotal } from "./running-total.tsx";
import type { ScoringData } from "./scoring-data.ts";
import { sentencesSoFar } from "./sentences.ts";
import { malformedIn, sheetLabel, sheetOf, sheetShape, sheetWords, writeSheet } from "./own-sheet.ts";
import "./mark-form.css";
import "./side-by-side.css";

const commentId = "nhan-xet";
const markId = (code: string): string => `cham-${code}`;

/** A council member's own sheet: the dossier, the rule in words, the marks, and the total as it grows. */
export const MarkForm = ({ data, edition }: { readonly data: ScoringData; readonly edition: Edition }) => {
  const { assessment, own } = data;
  const { personId } = useSession();
  const mark = useChange(trpc.scoring.mark.mutationOptions(), "stay");
  const handIn = useChange(trpc.scoring.handIn.mutationOptions());
  const [refusals, setRefusals] = useState(0);
  const checked = refusals > 0;
  const handedIn = own !== null && own.handedInAt !== null;
  const draft = useDraft({
    name: keptName(personId, "mark", assessment.id),
    shape: sheetShape,
    stored: sheetOf(own),
    version: own?.version ?? 0,
    autosaves: true,
    send: ({ changes, content, version }) =>
      writeSheet(
        (sheet, sheetVersion) => mark.sendAsync({ id: assessment.id, data: { ...sheet, sheetVersion } }),
        assessment.id,
        { changes, content, version: version ?? 0 },
      ),
  });
  const { typed: value, change, save, saveNow } = draft;
  const tooLong = malformedIn(value);

  const codes = judgedCodes(edition);
  const judged = edition.criteria.filter(({ code }) => codes.includes(code));
  const sheet = {
    figures: assessment.figures,
    ticks: assessment.decisions.ticks ?? {},
    marks: Object.fromEntries(Object.entries(value.marks).map(([code, points]) => [code, [points]])),
    claims: approvedClaims(assessment),
  };
  const sofar = preview(edition, sheet);
  const sentences = sentencesSoFar(edition, sheet, sofar, assessment.figures);
  const missing = codes.filter((code) => value.marks[code] === undefined);
  const problems = [
    ...missing.map((code) => ({ field: markId(code), message: `Chưa cho điểm tiêu chí ${code}.` })),
    ...(tooLong === undefined ? [] : [{ field: commentId, message: tooLong }]),
  ];
  const given = codes.length - missing.length;

  return (
    <Stack gap="lg">
      {handedIn && (
        <Notice title="Đồng chí đã nộp phiếu chấm">
          Phiếu đã nộp không sửa được. Điểm của các thành viên khác được mở khi đóng chấm điểm.
        </Notice>
      )}
      <DraftNotices draft={draft} labelOf={sheetLabel} textOf={sheetWords} />
      {checked && !handedIn && (
        <ErrorList title="Cần cho điểm đủ trước khi nộp phiếu" problems={problems} refusals={refusals} />
      )}
      <div className="side-by-side">
        <Section
          title="Phần đồng chí cho điểm"
          lead={`Đã cho điểm ${given}/${codes.length} tiêu chí. Chọn điểm theo mức mô tả của từng tiêu chí.`}
        >
          {judged.map(({ code, title, maxPoints, rule, note }) =>
            rule.kind === "judged" ? (
              <div key={code} className="judged" id={markId(code)} tabIndex={-1}>
                <h3 className="small-heading">
                  {code} {title}
                </h3>
                <ul className="anchors">
                  {rule.anchors.map((anchor) => (
                    <li key={anchor}>{anchor}</li>
                  ))}
                </ul>
                {note !== undefined && <Text c="warm.7">Ghi chú: {note}</Text>}
                <CriterionEvidence code={code} />
                {handedIn ? (
                  <p>
                    Điểm đã cho: <strong>{formatNumber(value.marks[code] ?? 0)}</strong>/{formatNumber(maxPoints)}
                  </p>
                ) : (
                  <MarkField
                    legend={`Điểm của đồng chí cho ${code}, tối đa ${formatNumber(maxPoints)}`}
                    maxPoints={maxPoints}
                    step={rule.step}
                    mark={value.marks[code]}
                    onChange={(points) => {
                      change({ ...value, marks: { ...value.marks, [code]: points } });
                    }}
                  />
                )}
                {checked && missing.includes(code) && !handedIn && (
                  <Text c="red.8" size="sm">
                    Chưa cho điểm tiêu chí {code}.
                  </Text>
                )}
              </div>
            ) : null,
          )}
          {handedIn ? (
            <Text>Nhận xét: {value.comment === "" ? "không có" : value.comment}</Text>
          ) : (
            <Textarea
              id={commentId}
              label="Nhận xét (không bắt buộc)"
              error={tooLong}
              value={value.comment}
              onChange={(event) => {
                change({ ...value, comment: event.currentTarget.value });
              }}
            />
          )}
        </Section>
        <Stack gap="lg">
          <Section title="Điểm tính từ số liệu" lead="Hệ thống tính sẵn; chạm vào từng tiêu chí để xem cách tính.">
            <ComputedPoints
              criteria={edition.criteria.filter(({ code }) => !codes.includes(code))}
              sofar={sofar}
              sentences={sentences}
            />
          </Section>
          <Dossier data={data} />
          <DeclaredFigures edition={edition} figures={assessment.figures} />
        </Stack>
      </div>
      <div className="action-bar">
        <div>
          <RunningTotal label="Tạm tính" points={sofar.points} possible={sofar.pointsPossible} />
          {!handedIn && <DraftLine standing={draft.standing} />}
        </div>
        {!handedIn &&
          (problems.length > 0 ? (
            <Button
              onClick={() => {
                setRefusals(refusals + 1);
                saveNow();
              }}
            >
              Nộp phiếu chấm
            </Button>
          ) : (
            <StepButtons
              steps={[
                {
                  action: "scoring.handIn",
                  main: true,
                  needsReason: false,
                  consequence: `Phiếu có điểm của ${codes.length}/${codes.length} tiêu chí. Sau khi nộp, đồng chí không sửa được phiếu nữa.`,
                  take: async () => {
                    const sheetVersion = await save();
                    return handIn.sendAsync({ id: assessment.id, data: { ...value, sheetVersion } });
                  },
                },
              ]}
            />
          ))}
      </div>
    </Stack>
  );
};
