/** All that a plugin may see: the contract's types and the two functions that check them. */
export { defineEdition, defineScoringPlugin } from "./edition.ts";
export type {
  Adjustment,
  AdjustmentKind,
  Band,
  Class,
  Consolidation,
  Criterion,
  Edition,
  EditionId,
  FigureDescription,
  Figures,
  FigureValue,
  FigureValues,
  Floor,
  NotApplicablePolicy,
  Reading,
  Rule,
  ScoringPlugin,
  SubjectKind,
  Sum,
  TargetFigure,
} from "./edition.ts";
