import type { Edition, FigureValue, FigureValues, TargetFigure } from "@kheo/core/criteria";
import type { Target } from "@kheo/core/movement/models";
import { promiseOf, targetOfEach } from "@kheo/core/movement/targets";
import { type Claims, declarationInput, type Ticks } from "@kheo/core/movement/scoring";
import type { z } from "zod";
import type { TypedNumber } from "../../../kit/number-box.tsx";
import type { Shape } from "../../../lib/draft/draft.ts";
import { isTargets } from "./figure-text.ts";
import type { ScoringData } from "./scoring-data.ts";

/** A target while it is being declared: what is not typed yet is `null`, never 0; text is what is no number. */
export type TargetRow = {
  readonly name: string;
  readonly unit: string;
  readonly planned: number;
  readonly baseline?: number | undefined;
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
const rowsOf = (registered: readonly Target[], declared: readonly TargetFigure[]): readonly TargetRow[] => {
  const targets = targetOfEach(registered, declared);
  const figures = new Map([...targets].map(([row, target]) => [target, row]));
  return [
    ...registered.map((target): TargetRow => {
      const figure = figures.get(target);
      return { ...(figure ?? promiseOf(target)), unit: target.unit, done: figure?.done ?? null };
    }),
    ...declared.filter((row) => !targets.has(row)).map((row): TargetRow => ({ ...row, unit: "" })),
  ];
};

/** What of a declaration the server keeps. */
type Declaration = Readonly<z.output<typeof declarationInput>>;

/** The form as it opens: what was saved, the targets of the registration, and the days the register itself counts. */
export const draftOf = (
  { model, daysLate }: Pick<ScoringData, "model" | "daysLate">,
  edition: Edition,
  { figures, ticks, claims }: Declaration,
): DeclarationDraft => {
  const key = targetsKey(edition);
  const saved = key === undefined ? undefined : figures[key];
  return {
    figures: {
      ...("daysLate" in edition.figures && { daysLate }),
      ...Object.fromEntries(Object.entries(figures).filter(([name]) => name !== key)),
    },
    targets: key === undefined ? [] : rowsOf(model?.form.targets ?? [], isTargets(saved) ? saved : []),
    ticks,
    claims,
  };
};

const isDone = (row: TargetRow): row is TargetRow & { done: number } => typeof row.done === "number";
const figureOf = ({ unit: _, ...figure }: TargetRow & { done: number }): TargetFigure => figure;

/** What is sent to be kept: targets without a result yet are left out and come back from the registration. */
const declarationOf = (edition: Edition, { figures, targets, ticks, claims }: DeclarationDraft): Declaration => {
  const key = targetsKey(edition);
  const rows = targets.filter(isDone).map(figureOf);
  const declared = {
    figures: { ...figures, ...(key !== undefined && rows.length > 0 && { [key]: rows }) },
    ticks,
    claims,
  };
  return declarationInput.safeParse(declared).data ?? declared;
};

/** What the server would not take of a draft, by where it stands in it. */
export const malformedIn = (edition: Edition, draft: DeclarationDraft): readonly MalformedField[] => {
  const key = targetsKey(edition);
  const { figures, targets, ticks, claims } = draft;
  const rows = { ...(key !== undefined && { [key]: targets.filter(({ done }) => done !== null) }) };
  const { error } = declarationInput.safeParse({ figures: { ...figures, ...rows }, ticks, claims });
  return (error?.issues ?? []).map(({ path: [part, name], message }) => ({
    path: part === "figures" && name === key ? ["targets"] : [String(part), String(name)],
    message,
  }));
};
type MalformedField = { readonly path: readonly string[]; readonly message: string };

export const declarationShape = (
  data: Pick<ScoringData, "model" | "daysLate">,
  edition: Edition,
): Shape<DeclarationDraft, Declaration> => ({
  contentOf: (draft) => declarationOf(edition, draft),
  boxesOf: (declared) => draftOf(data, edition, declared),
  malformed: (draft) => malformedIn(edition, draft).map(({ path }) => path),
});

/** What points are computed from: half-declared targets count as missing. */
export const figuresOfDraft = (edition: Edition, { figures, targets }: DeclarationDraft): FigureValues => {
  const key = targetsKey(edition);
  if (key === undefined) return figures;
  const rows = targets.filter(isDone);
  return { ...figures, [key]: rows.length === targets.length && rows.length > 0 ? rows.map(figureOf) : null };
};
