import { withField } from "@kheo/core/ground/changes";
import type { Edition, FigureValue, FigureValues, TargetFigure } from "@kheo/core/criteria";
import type { Target } from "@kheo/core/movement/models";
import type { Claims, Ticks } from "@kheo/core/movement/scoring";
import type { TypedNumber } from "../../../kit/number-box.tsx";
import { isTargets } from "./figure-text.ts";
import type { ScoringData } from "./scoring-data.ts";

/** A target while it is being declared: what is not typed yet is `null`, never 0; text is what is no number. */
export type TargetRow = {
  readonly name: string;
  readonly unit: string;
  readonly planned: number;
  readonly done: TypedNumber;
};

/** What the unit types. Targets stand apart, because a target without a result is no figure yet. */
export type DeclarationDraft = {
  readonly figures: Readonly<Record<string, FigureValue>>;
  readonly targets: readonly TargetRow[];
  readonly ticks: Ticks;
  readonly claims: Claims;
};

/** The key of the figure that holds the registered targets, where the set has one. */
export const targetsKey = (edition: Edition): string | undefined =>
  Object.entries(edition.figures).find(([, { kind }]) => kind === "targets")?.[0];

/** The registered targets with what was declared of each, and what was declared beside them. */
const rowsOf = (registered: readonly Target[], declared: readonly TargetFigure[]): readonly TargetRow[] => [
  ...registered.map(({ name, unit, goal }): TargetRow => {
    const found = declared.find((row) => row.name === name);
    return { name, unit, planned: found?.planned ?? goal, done: found?.done ?? null };
  }),
  ...declared
    .filter(({ name }) => !registered.some((row) => row.name === name))
    .map((row): TargetRow => ({ ...row, unit: "" })),
];

/** The form as it opens: what was saved, the targets of the registration, and the days the register itself counts. */
export const draftOf = ({ assessment, model, daysLate }: ScoringData, edition: Edition): DeclarationDraft => {
  const key = targetsKey(edition);
  const { figures, ticks, claims } = assessment;
  const saved = key === undefined ? undefined : figures[key];
  return {
    figures: {
      ...("daysLate" in edition.figures && { daysLate }),
      ...Object.fromEntries(Object.entries(figures).filter(([name]) => name !== key)),
    },
    targets: key === undefined ? [] : rowsOf(model.form.targets, isTargets(saved) ? saved : []),
    ticks,
    claims,
  };
};

/** The draft with one field of the declaration in its place, as somebody else has saved it. */
export const withDeclared = (
  draft: DeclarationDraft,
  edition: Edition,
  registered: readonly Target[],
  path: readonly string[],
  value: unknown,
): DeclarationDraft =>
  path[0] === "figures" && path[1] === targetsKey(edition)
    ? { ...draft, targets: rowsOf(registered, (value ?? []) as readonly TargetFigure[]) }
    : withField(draft, path, value);

const isDone = (row: TargetRow): row is TargetRow & { done: number } => typeof row.done === "number";
const figureOf = ({ name, planned, done }: TargetRow & { done: number }): TargetFigure => ({ name, planned, done });

/** What is sent to be kept: targets without a result yet are left out and come back from the registration. */
export const declarationOf = (edition: Edition, { figures, targets, ticks, claims }: DeclarationDraft) => {
  const key = targetsKey(edition);
  const rows = targets.filter(isDone).map(figureOf);
  return { figures: { ...figures, ...(key !== undefined && rows.length > 0 && { [key]: rows }) }, ticks, claims };
};

/** What points are computed from: half-declared targets count as missing. */
export const figuresOfDraft = (edition: Edition, { figures, targets }: DeclarationDraft): FigureValues => {
  const key = targetsKey(edition);
  if (key === undefined) return figures;
  const rows = targets.filter(isDone);
  return { ...figures, [key]: rows.length === targets.length && rows.length > 0 ? rows.map(figureOf) : null };
};
