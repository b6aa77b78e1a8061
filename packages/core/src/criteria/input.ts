import { type Exact, isInputNumber } from "../ground/exact.ts";
import { type Class, type Consolidation, type Edition, type Rule, classes } from "./edition.ts";

/**
 * An indicator's value: an exact number, the condition of a threshold, or the code of a chosen option. Shares are in
 * percent and are not rounded before use.
 */
export type IndicatorValue = Exact | boolean | string;

/** Where a criterion's value stands in the input. */
export type Place = "values" | "checklists" | "judged";

/** Each kind of rule takes its value from one place. */
export const placeOf: Readonly<Record<Rule["kind"], Place>> = {
  linear: "values",
  stepped: "values",
  choice: "values",
  threshold: "values",
  perUnit: "values",
  deduct: "values",
  checklist: "checklists",
  judged: "judged",
};

/** From this many marks on the trimmed mean leaves out one highest and one lowest. */
export const trimmedFrom = 7;

/** The classes that have a lower limit, best first. */
export const limitedClasses = ["excellent", "good", "completed"] as const satisfies readonly Class[];

/** Lower limits of the classes. One that is not given is the edition's. */
export type ClassLimits = Readonly<Partial<Record<(typeof limitedClasses)[number], number>>>;

/** Everything that points come from. It is plain data: stored beside a verdict, it gives the same verdict again. */
export type ScoringInput = {
  /** Indicators by criterion code. */
  readonly values: Readonly<Record<string, IndicatorValue>>;
  /** Which items of a checklist hold, in the order of the rule's items. */
  readonly checklists: Readonly<Record<string, readonly boolean[]>>;
  /** The assessors' marks; their order has no meaning. */
  readonly judged: Readonly<Record<string, readonly number[]>>;
  /** Criteria of whose kind nothing arose ("không phát sinh"), as the office approved. */
  readonly notApplicable?: readonly string[];
  /** Survey criteria that had too few answers. */
  readonly capped?: readonly string[];
  readonly bonus?: number;
  readonly penalty?: number;
  /** At most this much bonus counts; the edition's cap unless given. */
  readonly bonusCap?: number;
  /** At most this much penalty counts; the edition's cap unless given. */
  readonly penaltyCap?: number;
  /** The edition's unless given. */
  readonly consolidation?: Consolidation;
  readonly classes?: ClassLimits;
  /** No better class than this one (a head under discipline). It does not touch `passed`. */
  readonly classCap?: Class;
};

/** The lower limits in force: the given ones, else those of the edition, whose last one is its pass threshold. */
export const limitsInForce = (
  { classLimits, passThreshold }: Pick<Edition, "classLimits" | "passThreshold">,
  given: ClassLimits = {},
): Required<ClassLimits> => ({
  excellent: given.excellent ?? classLimits.excellent,
  good: given.good ?? classLimits.good,
  completed: given.completed ?? passThreshold,
});

/** Whether limits are numbers, none above the one before it. Equal ones are allowed: the better class then wins. */
export const areDescending = ({ excellent, good, completed }: Required<ClassLimits>): boolean =>
  isInputNumber(excellent) && isInputNumber(good) && isInputNumber(completed) && excellent >= good && good >= completed;

/** Best is 0. */
export const classRank: Readonly<Record<Class, number>> = { excellent: 0, good: 1, completed: 2, notCompleted: 3 };

/** Whether a value names a class. */
export const isClass = (value: unknown): value is Class => classes.some((name) => name === value);
