import { DomainError } from "@kheo/core/rules/errors";
import type { Edition } from "@kheo/core/criteria/edition";
import { deriveIndicators, scoringInput } from "@kheo/core/criteria/derive";
import { evaluate, UnscorableInput } from "@kheo/core/criteria/evaluate";
import {
  adjustmentPoints,
  approvedClaims,
  type Assessment,
  judgedCodes,
  type ScoreSheet,
} from "@kheo/core/movement/scoring";
import { stateText } from "@kheo/core/rules/states";
import type { AssessmentOfSubject } from "@kheo/db/movement/scoring";

/** A model that is suspended or stopped is not scored until it is resumed; a unit is never either. */
export const requireRunning = ({ modelState }: AssessmentOfSubject, action: string): void => {
  if (modelState !== null && modelState !== "accepted") {
    throw new DomainError("workflow.wrongState", { what: "Mô hình", state: stateText.model[modelState], action });
  }
};

export const requireState = (subject: Assessment, allowed: readonly Assessment["state"][], action: string): void => {
  if (!allowed.includes(subject.state)) {
    throw new DomainError("workflow.wrongState", {
      what: "Bảng điểm",
      state: stateText.assessment[subject.state],
      action,
    });
  }
};

/** Everything that keeps a declaration from being submitted, in the order of the form. */
export const requireComplete = (edition: Edition, subject: Assessment): void => {
  const derivation = deriveIndicators(edition, subject.figures, Object.keys(subject.claims));
  if (derivation.refusedClaims.length > 0) {
    throw new DomainError("scoring.notClaimable", { codes: derivation.refusedClaims });
  }
  const labels = (keys: readonly string[]) => keys.map((key) => `“${edition.figures[key]?.label ?? key}”`).join(", ");
  const fields = [
    ...derivation.problems.map((problem) => ({
      path: `figures.${problem.figures[0] ?? ""}`,
      message: problem.message,
    })),
    ...derivation.missing.map((missing) => ({
      path: `figures.${missing.figures[0] ?? missing.criterion}`,
      message:
        missing.figures.length > 0
          ? `Tiêu chí ${missing.criterion}: chưa nhập ${labels(missing.figures)}.`
          : `Tiêu chí ${missing.criterion}: tổng số đối tượng bằng 0, cần đề nghị “không phát sinh” hoặc sửa số liệu.`,
    })),
    ...edition.criteria.flatMap(({ code, title, rule }) =>
      rule.kind === "checklist" && subject.ticks[code]?.length !== rule.items.length
        ? [
            {
              path: `ticks.${code}`,
              message: `Tiêu chí ${code} ${title}: chưa đánh dấu nội dung nào có, nội dung nào không.`,
            },
          ]
        : [],
    ),
  ];
  if (fields.length > 0) throw new DomainError("scoring.figuresMissing", { fields });
};

/** Refused claims that leave a criterion without figures: the council would mark what can never be closed. */
export const requireScorable = (edition: Edition, subject: Assessment): void => {
  const { missing } = deriveIndicators(edition, subject.figures, approvedClaims(subject));
  const codes = missing.map(({ criterion }) => criterion).filter((code) => subject.claims[code] !== undefined);
  if (codes.length > 0) throw new DomainError("scoring.claimRefused", { codes });
};

/** The verdict of what was declared, decided and marked. */
export const verdictOf = (edition: Edition, subject: Assessment, sheets: readonly ScoreSheet[]) => {
  const marks = Object.fromEntries(
    judgedCodes(edition).map((code) => [code, sheets.flatMap((sheet) => sheet.marks[code] ?? [])]),
  );
  const input = scoringInput(
    edition,
    {
      figures: subject.figures,
      ticks: subject.decisions.ticks ?? {},
      claims: approvedClaims(subject),
      marks,
    },
    {
      bonus: adjustmentPoints(edition, subject.adjustments, "bonus"),
      penalty: adjustmentPoints(edition, subject.adjustments, "penalty"),
    },
  );
  try {
    return { input, result: evaluate(edition, input) };
  } catch (error) {
    if (error instanceof UnscorableInput) {
      throw new DomainError("scoring.figuresMissing", {
        fields: [{ path: error.problem.fields[0] ?? "", message: error.problem.message }],
      });
    }
    throw error;
  }
};
