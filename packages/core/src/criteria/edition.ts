/**
 * The plugin contract: what an edition of a criteria set is.
 *
 * An edition is plain, serialisable data, so that a form can be drawn from it, a table printed from it, and a
 * verdict explained by it. The arithmetic lives in `evaluate.ts`; nothing here computes.
 */

import type { Described } from "../ground/field-descriptions.ts";

/** What a model (mô hình) is registered for: a group, a person or a household. */
export type ModelKind = "collective" | "individual" | "household";
/** What is assessed: a model of some kind, or a unit itself. */
export type SubjectKind = ModelKind | "unit";

/** One raw figure that a unit types (số liệu gốc). Indicators are derived from figures, never typed. */
export type FigureDescription =
  /** A whole number of things, 0 or more. */
  | (Described<"count"> & { readonly kind: "count"; readonly unit: string })
  /** A measured quantity with at most 6 decimals, 0 or more unless `signed`. */
  | (Described<"amount"> & { readonly kind: "amount"; readonly unit: string; readonly signed?: true })
  | Described<"yesNo">
  /** One of the listed options; the key is the short code that is stored. */
  | Described<"choice">
  /** The registered targets (chỉ tiêu), each with what was planned and what was done. */
  | { readonly kind: "targets"; readonly label: string; readonly hint?: string };

/** The figures of an edition by their key. A key is camelCase and never changes its meaning. */
export type Figures = Readonly<Record<string, FigureDescription>>;

/** A value typed for one target (chỉ tiêu) of the model. */
export type TargetFigure = {
  readonly name: string;
  /** What it is to come to: above 0, or below the baseline. */
  readonly planned: number;
  readonly done: number;
  /** From where it is to fall, where fewer is better; it is above what is planned. */
  readonly baseline?: number | undefined;
};

/** What a unit has typed, by figure key. A key that is absent or `null` is missing, which is never zero. */
export type FigureValue = number | boolean | string | readonly TargetFigure[] | null;
export type FigureValues = Readonly<Record<string, FigureValue>>;

/** A sum whose terms are figures or products of figures (labour days × day rate). */
export type Sum<K extends string = string> = K | readonly (K | { readonly product: readonly [K, K] })[];

/** How an indicator's value comes from the figures, exactly. Shares are in percent. */
export type Reading<K extends string = string> =
  /** The figure itself. */
  | { readonly figure: K }
  /** 100 × part / of. A whole of 0 has no share: it is missing unless "không phát sinh" is claimed. */
  | { readonly part: Sum<K>; readonly of: Sum<K> }
  /** 100 × (now − before) / before. */
  | { readonly growthOf: K; readonly since: K }
  /** before − now. */
  | { readonly dropOf: K; readonly since: K }
  /**
   * Mean over the targets of how far each has come, from 0 to 100: 100 × done / planned; where fewer is better,
   * 100 × (baseline − done) / (baseline − planned). No targets is a whole of 0.
   */
  | { readonly meanShareOf: K }
  /** True when every named yes/no figure is yes and every named amount is zero. */
  | { readonly yes: readonly K[]; readonly zero: readonly K[] };

/** First band that fits wins; the last has neither limit. */
export type Band = { readonly min?: number; readonly max?: number; readonly points: number };

/** How points come about. `v` is the indicator, `m` the maximum of the criterion. */
export type Rule<K extends string = string> =
  /** A straight line from 0 points at `at0` to all at `atMax`; `atMax < at0` means lower is better. */
  | { readonly kind: "linear"; readonly at0: number; readonly atMax: number; readonly reading: Reading<K> }
  | { readonly kind: "stepped"; readonly bands: readonly Band[]; readonly reading: Reading<K> }
  | {
      readonly kind: "choice";
      readonly options: readonly { readonly value: string; readonly points: number; readonly label: string }[];
      readonly reading: Reading<K>;
    }
  /** All points when the condition holds, else none. */
  | { readonly kind: "threshold"; readonly value: true; readonly reading: Reading<K> }
  | { readonly kind: "threshold"; readonly min: number; readonly reading: Reading<K> }
  | { readonly kind: "perUnit"; readonly pointsEach: number; readonly reading: Reading<K> }
  | { readonly kind: "deduct"; readonly pointsEach: number; readonly floor: number; readonly reading: Reading<K> }
  | { readonly kind: "checklist"; readonly items: readonly { readonly label: string; readonly points: number }[] }
  /** Each assessor gives a multiple of `step`; `anchors` say what a mark means. */
  | { readonly kind: "judged"; readonly step: number; readonly anchors: readonly string[] };

/** What happens to a criterion when nothing of the kind arose ("không phát sinh"). */
export type NotApplicablePolicy = "full" | "zero" | "exclude";

export type Criterion<K extends string = string> = {
  /** Group letter and number, unique in the edition: `B2`. */
  readonly code: string;
  readonly group: string;
  readonly title: string;
  readonly maxPoints: number;
  /** What is measured, in words, with its unit. Absent for judged criteria. */
  readonly indicator?: { readonly title: string; readonly unit: string };
  readonly rule: Rule<K>;
  readonly notApplicable?: NotApplicablePolicy;
  /**
   * The set's own condition for a claim beside "the whole is 0": the figure is below the limit
   * (multidimensional poverty under 0,5 %).
   */
  readonly claimableBelow?: { readonly figure: K; readonly limit: number };
  /** The indicator comes from a survey, so the survey guard may limit it to half its points. */
  readonly survey?: true;
  readonly note?: string;
};

/** Failing one (điểm liệt) bars recognition whatever the total. */
export type Floor =
  | { readonly criterion: string; readonly minShare: number }
  | { readonly criterion: string; readonly greaterThan: 0 }
  | { readonly group: string; readonly minShare: number };

/** The class of a verdict (xếp loại), best first. */
export const classes = ["excellent", "good", "completed", "notCompleted"] as const;
export type Class = (typeof classes)[number];

/**
 * How several assessors' marks become one: the mean; the mean without one highest and one lowest (from seven marks on);
 * or the middle one (of an even number, the mean of the middle two).
 */
export const consolidations = ["mean", "trimmedMean", "median"] as const;
export type Consolidation = (typeof consolidations)[number];

/** Points outside the hundred are earned (điểm cộng) or lost (điểm trừ). */
export type AdjustmentKind = "bonus" | "penalty";

/** What earns or costs points outside the hundred, each time it happened. */
export type Adjustment = {
  /** camelCase, unique in the edition; under it an assessment stores how often the adjustment applies. */
  readonly code: string;
  readonly kind: AdjustmentKind;
  readonly label: string;
  /** Points each time, above 0; those of a penalty are taken away. */
  readonly pointsEach: number;
  /** How often it can apply at the most, 1 or more. */
  readonly most: number;
};

/** A frozen version of a criteria set. */
export type Edition<F extends Figures = Figures> = {
  /** `2026.1`: year and sequence. */
  readonly edition: string;
  /** Can be seen and tried, not used: a set's bare code never names it. A published edition has no such mark. */
  readonly draft?: true;
  /** The first day (`YYYY-MM-DD`) on which it may be used. */
  readonly effectiveFrom: string;
  /** The document it rests on; a model set says "Bộ mẫu, chưa ban hành". */
  readonly basis: string;
  readonly figures: F;
  /** The parts of the form, in the order in which one fills it in; every figure stands in exactly one. */
  readonly sections: readonly { readonly title: string; readonly figures: readonly NoInfer<keyof F & string>[] }[];
  /** What cannot be greater than what: the households that signed than the households affected. */
  readonly atMost: readonly (readonly [part: Sum<NoInfer<keyof F & string>>, whole: NoInfer<keyof F & string>])[];
  readonly groups: readonly { readonly code: string; readonly title: string }[];
  readonly criteria: readonly Criterion<NoInfer<keyof F & string>>[];
  readonly floors: readonly Floor[];
  /** From this total on the model may be recognised. */
  readonly passThreshold: number;
  /** From which totals on the two best classes are given; the third is given from `passThreshold` on. */
  readonly classLimits: { readonly excellent: number; readonly good: number };
  /** Any counting criterion at 0 points lowers the two best classes to the third. */
  readonly topTwoClassesNeedNoZero?: true;
  readonly classLabels: Readonly<Record<Class, string>>;
  /** How the marks of several assessors for one criterion become one. */
  readonly consolidation: Consolidation;
  /** What earns or costs points outside the hundred, in the order in which the office is asked. */
  readonly adjustments: readonly Adjustment[];
  /** How many points of each kind of adjustment count at the most. */
  readonly adjustmentCaps: Readonly<Record<AdjustmentKind, number>>;
  /** What breaks a tie: the sum of a group, then the points of a criterion. */
  readonly ties: { readonly resultGroup: string; readonly satisfaction: string };
  /** Too few valid answers limit the survey criteria to half of their points. */
  readonly surveyGuard?: {
    readonly valid: NoInfer<keyof F & string>;
    readonly targetHouseholds: NoInfer<keyof F & string>;
  };
};

/** A topic (chủ đề) of the work; with the kind of subject it chooses the criteria set of a model. */
export type Topic = {
  /** camelCase; stored with every model of the topic, so it never changes its meaning. */
  readonly code: string;
  /** What people read: the Vietnamese name in the official list. */
  readonly label: string;
  /** Where it stands among the topics of all plugins, a whole number from 1 on; the official list counts in tens. */
  readonly position: number;
};

/** One topic's rules: a criteria set (bộ tiêu chí) with its editions. */
export type ScoringPlugin = {
  /** `DVK-GPMB`; part of every stored edition id, so it never changes. */
  readonly code: string;
  readonly title: string;
  readonly subjectKinds: readonly SubjectKind[];
  /**
   * The topics it brings along: those that its set is made for, and for a general set those that have none of their own.
   * Several plugins may declare one topic, word for word.
   */
  readonly topics: readonly Topic[];
  /**
   * Codes of the declared topics this set scores, or `any` for the set that scores what no other does. A set for units
   * scores no topic: it is chosen by whoever begins the assessment.
   */
  readonly scores: readonly string[] | "any";
  /** Newest first. */
  readonly editions: readonly [Edition, ...Edition[]];
};

/** `DVK-GPMB@2026.1`: what an assessment stores. */
export type EditionId = `${string}@${string}`;

/** Fixes the figure keys, so that a reading that names an unknown figure does not compile. */
export const defineEdition = <const F extends Figures>(edition: Edition<F>): Edition => edition as unknown as Edition;

/** Declares a plugin, so that a mistake shows where it is made. */
export const defineScoringPlugin = (plugin: ScoringPlugin): ScoringPlugin => plugin;
