import { z } from "zod";
import type { Day } from "../ground/days.ts";
import { DomainError } from "../rules/errors.ts";
import { type Period, requireOpen } from "./periods.ts";
import type { RegistrationForm } from "./models.ts";
import { promiseOf, targetOfEach } from "./targets.ts";
import type { AdjustmentKind, Edition, EditionId, FigureValues, TargetFigure } from "../criteria/edition.ts";
import { paragraph } from "../ground/text.ts";
import { advance } from "../rules/workflow.ts";
import type { StateOf } from "../rules/states.ts";
import type { StepOf } from "../rules/steps.ts";

export type AssessmentState = StateOf<"assessment">;
export type AssessmentStep = StepOf<"assessment">;

/** One assessor's marks for the judged criteria, by criterion code. A code that is absent is not marked yet. */
export type Marks = Readonly<Record<string, number>>;
/** Which items of each checklist are ticked, by criterion code. */
export type Ticks = Readonly<Record<string, readonly boolean[]>>;
/** Why nothing of the kind arose ("không phát sinh"), by criterion code. */
export type Claims = Readonly<Record<string, string>>;
/** What the standing office decided on ticks and claims. */
export type Decisions = {
  readonly ticks?: Ticks;
  readonly claims?: Readonly<Record<string, "approved" | "refused">>;
};

/** How often each adjustment of the edition applies, by its code; an absent code applies not at all. */
export type Adjustments = Readonly<Record<string, number>>;

/** The sum of the bonus or of the penalty in points, before its cap. */
export const adjustmentPoints = (
  { adjustments }: Pick<Edition, "adjustments">,
  applied: Adjustments,
  kind: AdjustmentKind,
): number =>
  adjustments
    .filter((adjustment) => adjustment.kind === kind)
    .reduce((sum, { code, pointsEach }) => sum + pointsEach * (applied[code] ?? 0), 0);

/**
 * The assessment of a model or of a unit in a period: what the unit declared and what the office decided on it. That of
 * a model has the model's id.
 */
export type Assessment = {
  readonly id: string;
  /** `null` where the unit itself is assessed. */
  readonly modelId: string | null;
  readonly periodId: string;
  readonly editionId: EditionId;
  readonly state: AssessmentState;
  readonly figures: FigureValues;
  readonly ticks: Ticks;
  readonly claims: Claims;
  readonly decisions: Decisions;
  readonly adjustments: Adjustments;
  /** The council that marks it, from the day the office passed it on. */
  readonly bodyId: string | null;
  /** Since when it has it; who joined the council later has no sheet. */
  readonly appraisedOn: Day | null;
  readonly reason: string | null;
  readonly verifiedOn: Day | null;
  readonly version: number;
};

/** A score sheet (phiếu chấm điểm) of one council member. */
export type ScoreSheet = {
  readonly personId: string;
  readonly marks: Marks;
  readonly comment: string;
  readonly handedIn: boolean;
};

const checklistsOf = (edition: Edition) => edition.criteria.filter(({ rule }) => rule.kind === "checklist");
const judgedOf = (edition: Edition) => edition.criteria.filter(({ rule }) => rule.kind === "judged");

/** Codes of the criteria that assessors mark, in the set's order. */
export const judgedCodes = (edition: Edition): readonly string[] => judgedOf(edition).map(({ code }) => code);

/** What the office has not decided yet, in words: every checklist and every claim needs its word. */
export const undecided = (
  edition: Edition,
  assessment: Pick<Assessment, "claims" | "decisions">,
): readonly string[] => [
  ...checklistsOf(edition)
    .filter(({ code }) => assessment.decisions.ticks?.[code] === undefined)
    .map(({ code, title }) => `${code} ${title}`),
  ...Object.keys(assessment.claims)
    .filter((code) => assessment.decisions.claims?.[code] === undefined)
    .map((code) => `${code} không phát sinh`),
];

/** The claims the office approved. */
export const approvedClaims = (assessment: Pick<Assessment, "claims" | "decisions">): readonly string[] =>
  Object.keys(assessment.claims).filter((code) => assessment.decisions.claims?.[code] === "approved");

/** Marks that are outside 0…m, off the step, or for a criterion that is not judged. */
export const problemsOfMarks = (edition: Edition, marks: Marks): readonly { path: string; message: string }[] =>
  Object.entries(marks).flatMap(([code, mark]) => {
    const criterion = judgedOf(edition).find((judged) => judged.code === code);
    if (!criterion || criterion.rule.kind !== "judged") {
      return [{ path: `marks.${code}`, message: `Tiêu chí ${code} không do thành viên hội đồng cho điểm.` }];
    }
    const { step } = criterion.rule;
    const steps = mark / step;
    return mark >= 0 && mark <= criterion.maxPoints && Number.isInteger(steps)
      ? []
      : [
          {
            path: `marks.${code}`,
            message: `Tiêu chí ${code}: điểm từ 0 đến ${criterion.maxPoints}, mỗi nấc ${String(step).replace(".", ",")}.`,
          },
        ];
  });

/** Whether others' marks may be seen: never before closing, so that nobody is led by another. */
export const sheetsAreOpen = (state: AssessmentState): boolean => state === "closed";

/** States in which council members mark. */
export const markingStates: readonly AssessmentState[] = ["underAppraisal", "verified"];

/** States in which the unit types its figures. */
export const declaringStates: readonly AssessmentState[] = ["open"];

/** States in which the office decides on ticks, claims and adjustments. */
export const decidingStates: readonly AssessmentState[] = ["selfScored", "underAppraisal", "verified", "reopened"];

/** What a step of an assessment may look at. */
export type AssessmentFacts = {
  readonly period: Period;
  readonly undecided?: readonly string[] | undefined;
  readonly handedIn?: number | undefined;
  readonly reason?: string | undefined;
};

/**
 * The state a step leads to.
 * @throws `workflow.wrongState`, `period.closed`, `workflow.reasonRequired`, `scoring.undecided`, `scoring.noSheets`.
 */
export const advanceAssessment = (
  state: AssessmentState,
  step: AssessmentStep,
  facts: AssessmentFacts,
): AssessmentState => {
  const next = advance("assessment", state, step, facts.reason);
  requireOpen(facts.period);
  if ((step === "appraise" || step === "close") && (facts.undecided ?? []).length > 0) {
    throw new DomainError("scoring.undecided", { items: facts.undecided ?? [] });
  }
  if (step === "close" && (facts.handedIn ?? 0) === 0) throw new DomainError("scoring.noSheets");
  return next;
};

/** Figures that the register counts itself, each with how: nobody types them. */
export const countedFigures: Readonly<Record<string, string>> = {
  daysLate:
    "Hệ thống tính từ ngày gửi phiếu đăng ký so với hạn đăng ký của đơn vị, kể cả khi được gia hạn; không sửa ở đây.",
};

/**
 * What the register knows better than who declares: the days by which the registration was late, and what was promised
 * for each registered target. The unit says what was done.
 */
export const registeredFigures =
  (edition: Edition, form: Pick<RegistrationForm, "targets">, lateness: number) =>
  (figures: FigureValues): FigureValues => {
    const promised = (rows: readonly TargetFigure[]): readonly TargetFigure[] => {
      const targets = targetOfEach(form.targets, rows);
      return rows.map((row) => {
        const target = targets.get(row);
        return target ? { ...promiseOf(target), done: row.done } : row;
      });
    };
    return Object.fromEntries([
      ...Object.entries(figures).map(([key, value]) => [
        key,
        Array.isArray(value) ? promised(value as readonly TargetFigure[]) : value,
      ]),
      ...(edition.figures["daysLate"] ? [["daysLate", lateness]] : []),
    ]) as FigureValues;
  };

const ticks = z.record(z.string().max(10), z.array(z.boolean()).max(50).readonly());

const target = z.object({
  name: z.string().max(200),
  planned: z.number().min(0).max(1e12),
  baseline: z.number().min(0).max(1e12).optional(),
  done: z.number().min(0).max(1e12),
});

/**
 * What a unit declares, in outline; the edition's own schema says whether the figures are right. A draft may be
 * incomplete and even wrong: nothing a person typed is refused before they submit.
 */
export const declarationInput = z.object({
  figures: z.record(
    z.string().max(60),
    z.union([z.number(), z.boolean(), z.string().max(200), z.array(target).max(20).readonly(), z.null()]),
  ),
  ticks,
  claims: z.record(z.string().max(10), paragraph("Lý do không phát sinh", { max: 500 })),
});

/** What the office decides, with the adjustments of the edition and no more of each than it allows. */
export const decisionsInput = ({ adjustments }: Pick<Edition, "adjustments">) => {
  const most = new Map(adjustments.map((adjustment) => [adjustment.code, adjustment.most]));
  return z.object({
    ticks,
    claims: z.record(z.string().max(10), z.enum(["approved", "refused"])),
    adjustments: z
      .record(z.string().max(60), z.int().min(0))
      .refine((applied) => Object.keys(applied).every((code) => most.has(code)), {
        error: "Điểm cộng, điểm trừ: có nội dung không thuộc bộ tiêu chí.",
        abort: true,
      })
      .refine((applied) => Object.entries(applied).every(([code, times]) => times <= (most.get(code) ?? 0)), {
        error: "Điểm cộng, điểm trừ: số lần vượt mức tối đa của nội dung.",
      }),
  });
};

export const marksInput = z.object({
  marks: z.record(z.string().max(10), z.number()),
  comment: paragraph("Nhận xét", { max: 2000 }),
});
