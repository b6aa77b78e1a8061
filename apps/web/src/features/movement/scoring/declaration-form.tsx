import type { Criterion, Edition } from "@kheo/core/criteria";
import { preview } from "@kheo/core/criteria/preview";
import { figuresOf } from "@kheo/core/criteria/readings";
import { judgedCodes } from "@kheo/core/movement/scoring";
import { Button, Grid, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useSession } from "../../../lib/session.ts";
import { trpc } from "../../../lib/trpc.ts";
import { useChange } from "../../../lib/use-change.ts";
import { keptName } from "../../../lib/kept.ts";
import { useDraft } from "../../../lib/draft/use-draft.ts";
import { DraftLine } from "../../../kit/draft-line.tsx";
import { DraftNotices } from "../../../kit/draft-notices.tsx";
import { ErrorList } from "../../../kit/error-list.tsx";
import { Section } from "../../../kit/section.tsx";
import { StepButtons } from "../../rules/step-buttons.tsx";
import { CriterionEvidence } from "../evidence/evidence-part.tsx";
import { ChecklistField } from "./checklist-field.tsx";
import { ClaimField } from "./claim-field.tsx";
import { CriterionLine } from "./criterion-line.tsx";
import { fieldLabel, fieldWords } from "./field-words.ts";
import { FigureField } from "./figure-field.tsx";
import { declarationShape, figuresOfDraft, malformedIn, targetsKey } from "./declaration-draft.ts";
import { claimId, figureId, problemsOfDeclaration, ticksId, wrongTargets } from "./declaration-problems.ts";
import { RunningTotal } from "./running-total.tsx";
import type { ScoringData } from "./scoring-data.ts";
import { sentencesSoFar } from "./sentences.ts";
import { TargetsField } from "./targets-field.tsx";

type DeclarationFormProps = { readonly data: ScoringData; readonly edition: Edition };

const without = (state: "scored" | "missing" | "notApplicable"): string =>
  state === "notApplicable" ? "không tính" : "chưa đủ số liệu";

/** The self-scoring of a unit: figures, checklists and claims, with the points they make. */
export const DeclarationForm = ({ data, edition }: DeclarationFormProps) => {
  const { assessment } = data;
  const { personId } = useSession();
  const declare = useChange(trpc.scoring.declare.mutationOptions(), "stay");
  const submit = useChange(trpc.scoring.submit.mutationOptions());
  const [refusals, setRefusals] = useState(0);
  const checked = refusals > 0;
  const shape = declarationShape(data, edition);
  const draft = useDraft({
    name: keptName(personId, "declaration", assessment.id),
    shape,
    stored: shape.boxesOf(assessment),
    version: assessment.version,
    autosaves: true,
    send: async ({ key, changes }) => {
      const saved = await declare.sendAsync({ id: assessment.id, data: { changes } }, key);
      return { version: saved.version, content: saved };
    },
  });
  const { typed: value, change, save, saveNow } = draft;

  const figures = figuresOfDraft(edition, value);
  const sheet = { figures, ticks: value.ticks, marks: {}, claims: Object.keys(value.claims) };
  const sofar = preview(edition, sheet);
  const { derivation } = sofar;
  const sentences = sentencesSoFar(edition, sheet, sofar, figures);
  const problems = problemsOfDeclaration(edition, value, derivation);
  const wrong = new Set(
    [...derivation.problems, ...wrongTargets(value), ...malformedIn(edition, value)].map(({ message }) => message),
  );
  // What is wrong is said at once; what is only missing, when one wants to send.
  const shown = checked ? problems : problems.filter(({ message }) => wrong.has(message));
  const errorOf = (field: string) => shown.find((problem) => problem.field === field)?.message;

  const targets = targetsKey(edition);
  const previewed = (code: string) => sofar.criteria.find((each) => each.code === code);
  const readFrom = (keys: readonly string[]) =>
    edition.criteria.filter(({ rule }) => "reading" in rule && keys.includes(figuresOf(rule.reading)[0] ?? ""));
  const claim = (code: string, reason: string | undefined) => {
    const { [code]: _, ...others } = value.claims;
    change({ ...value, claims: reason === undefined ? others : { ...others, [code]: reason } });
  };
  const line = (criterion: Criterion) => {
    const { code } = criterion;
    const found = previewed(code);
    const mayClaim = derivation.claimable.includes(code) || value.claims[code] !== undefined;
    return (
      <CriterionLine
        key={code}
        criterion={criterion}
        points={found?.points ?? null}
        without={without(found?.state ?? "missing")}
        sentence={sentences[code]}
      >
        {mayClaim && (
          <ClaimField
            code={code}
            reason={value.claims[code]}
            error={errorOf(claimId(code))}
            onChange={(reason) => {
              claim(code, reason);
            }}
          />
        )}
        <CriterionEvidence code={code} adds />
      </CriterionLine>
    );
  };

  return (
    <Stack gap="lg">
      <DraftNotices draft={draft} labelOf={fieldLabel(edition)} textOf={fieldWords(edition)} />
      {checked && (
        <ErrorList
          title={`Còn ${problems.length} nội dung cần bổ sung trước khi gửi`}
          problems={problems}
          refusals={refusals}
        />
      )}
      {edition.sections.map(({ title, figures: keys }) => (
        <Section key={title} title={title}>
          <Grid gap="xl">
            <Grid.Col span={{ base: 12, md: 6 }}>
              <Stack gap="md">
                {keys.map((key) => {
                  const description = edition.figures[key];
                  if (description === undefined || key === targets) return null;
                  return (
                    <FigureField
                      key={key}
                      name={key}
                      description={description}
                      value={value.figures[key]}
                      error={errorOf(figureId(key))}
                      onChange={(next) => {
                        change({ ...value, figures: { ...value.figures, [key]: next } });
                      }}
                    />
                  );
                })}
                {targets !== undefined && keys.includes(targets) && (
                  <TargetsField
                    rows={value.targets}
                    hint={edition.figures[targets]?.hint}
                    errorOf={errorOf}
                    onChange={(rows) => {
                      change({ ...value, targets: rows });
                    }}
                  />
                )}
              </Stack>
            </Grid.Col>
            <Grid.Col span={{ base: 12, md: 6 }}>{readFrom(keys).map(line)}</Grid.Col>
          </Grid>
        </Section>
      ))}
      <Section
        title="Nội dung đánh dấu"
        lead="Đánh dấu những nội dung có và có minh chứng. Cơ quan thường trực xác nhận từng nội dung."
      >
        {edition.criteria.map((criterion) =>
          criterion.rule.kind === "checklist" ? (
            <ChecklistField
              key={criterion.code}
              criterion={criterion}
              items={criterion.rule.items}
              ticks={value.ticks[criterion.code]}
              error={errorOf(ticksId(criterion.code))}
              onChange={(ticks) => {
                change({ ...value, ticks: { ...value.ticks, [criterion.code]: ticks } });
              }}
            />
          ) : null,
        )}
      </Section>
      <Section
        title="Tiêu chí do hội đồng cho điểm"
        lead="Đơn vị không tự cho điểm các tiêu chí này; hội đồng cho điểm sau khi nhận bảng tự chấm."
      >
        <div>
          {edition.criteria
            .filter(({ code }) => judgedCodes(edition).includes(code))
            .map((criterion) => (
              <CriterionLine key={criterion.code} criterion={criterion} points={null} without="hội đồng cho điểm">
                <CriterionEvidence code={criterion.code} adds />
              </CriterionLine>
            ))}
        </div>
      </Section>
      <div className="action-bar">
        <div>
          <RunningTotal label="Tạm tính" points={sofar.points} possible={sofar.pointsPossible} />
          <DraftLine standing={draft.standing} />
        </div>
        {problems.length > 0 ? (
          <Button
            onClick={() => {
              setRefusals(refusals + 1);
              saveNow();
            }}
          >
            Gửi bảng tự chấm
          </Button>
        ) : (
          <StepButtons
            steps={[
              {
                action: "scoring.submit",
                main: true,
                needsReason: false,
                consequence: `Bảng tự chấm ${assessment.title} được gửi cơ quan thường trực với ${Object.keys(edition.figures).length} số liệu. Sau khi gửi, đơn vị chỉ sửa được khi bảng bị trả lại.`,
                take: async () => {
                  const version = await save();
                  return submit.sendAsync({ id: assessment.id, version, data: { reason: "" } });
                },
              },
            ]}
          />
        )}
      </div>
      <Text size="sm" c="warm.7">
        Điểm tạm tính chỉ để tham khảo; điểm chính thức có khi đóng chấm điểm.
      </Text>
    </Stack>
  );
};
