import { formatNumber } from "@kheo/core/ground/exact";
import type { Edition } from "@kheo/core/criteria";
import { preview } from "@kheo/core/criteria/preview";
import { approvedClaims, type Claims, type Decisions, type Adjustments, undecided } from "@kheo/core/movement/scoring";
import { Button, Group, Radio, Stack, Text } from "@mantine/core";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import type { Shape } from "../../../lib/draft/draft.ts";
import { useDraft } from "../../../lib/draft/use-draft.ts";
import { keptName } from "../../../lib/kept.ts";
import { DraftLine } from "../../../kit/draft-line.tsx";
import { DraftNotices } from "../../../kit/draft-notices.tsx";
import { Section } from "../../../kit/section.tsx";
import { AdjustmentTable } from "./adjustment-table.tsx";
import { ChecklistDecision } from "./checklist-decision.tsx";
import { ComputedPoints } from "./computed-points.tsx";
import { Dossier } from "./dossier.tsx";
import { fieldLabel, fieldWords } from "./field-words.ts";
import { DeclaredFigures } from "./declared-figures.tsx";
import { RunningTotal } from "./running-total.tsx";
import type { ScoringData } from "./scoring-data.ts";
import { ScoringSteps } from "./scoring-steps.tsx";
import { sentencesSoFar } from "./sentences.ts";
import "./side-by-side.css";

type Decided = {
  readonly ticks: NonNullable<Decisions["ticks"]>;
  readonly claims: NonNullable<Decisions["claims"]>;
  readonly adjustments: Adjustments;
};

const decidedShape: Shape<Decided, Decided> = {
  contentOf: (decided) => decided,
  boxesOf: (decided) => decided,
  malformed: () => [],
};

type ClaimDecisionsProps = {
  readonly edition: Edition;
  readonly claims: Claims;
  readonly decided: Decided["claims"];
  readonly onChange: (decided: Decided["claims"]) => void;
};

const ClaimDecisions = ({ edition, claims, decided, onChange }: ClaimDecisionsProps) => (
  <Section title="Đề nghị “không phát sinh”">
    {Object.keys(claims).length === 0 && <Text c="warm.7">Đơn vị không đề nghị nội dung nào.</Text>}
    {Object.entries(claims).map(([code, reason]) => (
      <Radio.Group
        key={code}
        label={`${code} ${edition.criteria.find((criterion) => criterion.code === code)?.title ?? ""}`}
        description={`Lý do của đơn vị: ${reason}`}
        value={decided[code] ?? null}
        onChange={(value) => {
          onChange({ ...decided, [code]: value === "approved" ? "approved" : "refused" });
        }}
      >
        <Group gap="lg" mt="xs">
          <Radio value="approved" label="Chấp thuận" />
          <Radio value="refused" label="Không chấp thuận" />
        </Group>
      </Radio.Group>
    ))}
  </Section>
);

/** The office's part: every tick and claim decided, points outside the hundred, and the steps. */
export const DecisionForm = ({ data, edition }: { readonly data: ScoringData; readonly edition: Edition }) => {
  const { assessment } = data;
  const { personId } = useSession();
  const decide = useChange(trpc.scoring.decide.mutationOptions());
  const draft = useDraft({
    name: keptName(personId, "officeDecision", assessment.id, assessment.state),
    shape: decidedShape,
    stored: {
      ticks: assessment.decisions.ticks ?? {},
      claims: assessment.decisions.claims ?? {},
      adjustments: assessment.adjustments,
    },
    version: assessment.version,
    autosaves: true,
    send: async ({ key, changes }) => {
      const saved = await decide.sendAsync({ id: assessment.id, data: { changes } }, key);
      const { version, ticks, claims, adjustments } = saved;
      return { version, content: { ticks, claims, adjustments } };
    },
  });
  const { typed: value, change, save } = draft;
  const decisions = { claims: assessment.claims, decisions: value };
  const open = undecided(edition, decisions);
  const sheet = {
    figures: assessment.figures,
    ticks: value.ticks,
    marks: {},
    claims: approvedClaims(decisions),
  };
  const sofar = preview(edition, sheet);
  const sentences = sentencesSoFar(edition, sheet, sofar, assessment.figures);
  const allAsDeclared = () => {
    const declared = Object.fromEntries(
      edition.criteria
        .filter(({ rule }) => rule.kind === "checklist")
        .map(({ code }) => [code, value.ticks[code] ?? assessment.ticks[code] ?? []]),
    );
    change({ ...value, ticks: declared });
  };

  return (
    <Stack gap="lg">
      <DraftNotices draft={draft} labelOf={fieldLabel(edition)} textOf={fieldWords(edition)} />
      <div className="side-by-side">
        <Dossier data={data} foldsOnPhone />
        <Stack gap="lg">
          <Section
            title="Xác nhận nội dung đơn vị đánh dấu"
            lead={
              open.length === 0
                ? "Mọi nội dung và đề nghị đã được xác nhận."
                : `Còn ${open.length} việc chưa xác nhận: ${open.join("; ")}.`
            }
          >
            <Group className="step-buttons">
              <Button variant="default" onClick={allAsDeclared}>
                Xác nhận tất cả như đơn vị
              </Button>
            </Group>
            {edition.criteria.map((criterion) =>
              criterion.rule.kind === "checklist" ? (
                <ChecklistDecision
                  key={criterion.code}
                  criterion={criterion}
                  items={criterion.rule.items}
                  declared={assessment.ticks[criterion.code] ?? []}
                  decided={value.ticks[criterion.code]}
                  onChange={(ticks) => {
                    change({ ...value, ticks: { ...value.ticks, [criterion.code]: ticks } });
                  }}
                />
              ) : null,
            )}
          </Section>
          <ClaimDecisions
            edition={edition}
            claims={assessment.claims}
            decided={value.claims}
            onChange={(claims) => {
              change({ ...value, claims });
            }}
          />
        </Stack>
      </div>
      <Section
        title="Điểm cộng, điểm trừ"
        lead={`Ngoài 100 điểm; điểm cộng tính tối đa ${formatNumber(edition.adjustmentCaps.bonus)} điểm, điểm trừ tối đa ${formatNumber(edition.adjustmentCaps.penalty)} điểm.`}
      >
        {(["bonus", "penalty"] as const).map((kind) => (
          <AdjustmentTable
            key={kind}
            edition={edition}
            kind={kind}
            applied={value.adjustments}
            onChange={(adjustments) => {
              change({ ...value, adjustments });
            }}
          />
        ))}
      </Section>
      <Section title="Điểm tính từ số liệu" lead="Chạm vào từng tiêu chí để xem cách tính.">
        <ComputedPoints
          criteria={edition.criteria.filter(({ rule }) => rule.kind !== "judged")}
          sofar={sofar}
          sentences={sentences}
          shownElsewhere={({ rule }) => rule.kind === "checklist"}
          missing={({ rule }) => (rule.kind === "checklist" ? "chưa xác nhận" : "chưa đủ số liệu")}
        />
      </Section>
      <DeclaredFigures edition={edition} figures={assessment.figures} />
      <ScoringSteps show="others" data={data} undecided={open} flush={save} />
      <div className="action-bar">
        <div>
          <RunningTotal label="Điểm tính từ số liệu" points={sofar.points} possible={sofar.pointsPossible} />
          <DraftLine standing={draft.standing} />
        </div>
        <ScoringSteps show="main" data={data} undecided={open} flush={save} />
      </div>
    </Stack>
  );
};
