import { type Exact, isInputNumber } from "../ground/exact.ts";
import { type Class, type Rule, classes } from "./edition.ts";

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

/**
 * How several assessors' marks become one: the mean; the mean without one highest and one lowest (from seven marks on);
 * or the middle one (of an even number, the mean of the middle two).
 */
export const consolidations = ["mean", "trimmedMean", "median"] as const;
export type Consolidation = (typeof consolidations)[number];

/** From this many marks on the trimmed mean leaves out one highest and one lowest. */
export const trimmedFrom = 7;

/** The classes that have a lower limit, best first. */
export const limitedClasses = ["excellent", "good", "completed"] as const satisfies readonly Class[];

/** Lower limits of the classes. One that is not given is 90, 80, or the edition's pass threshold. */
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
  /** At most this much bonus counts; 5 unless given. */
  readonly bonusCap?: number;
  /** At most this much penalty counts; 5 unless given. */
  readonly penaltyCap?: number;
  /** The mean unless given. */
  readonly consolidation?: Consolidation;
  readonly classes?: ClassLimits;
  /** No better class than this one (a head under discipline). It does not touch `passed`. */
  readonly classCap?: Class;
};

/** What an evaluation takes where the input says nothing. */
export const defaultCaps = { bonusCap: 5, penaltyCap: 5 } as const;

/** The lower limits in force: the given ones, else 90, 80 and the edition's pass threshold. */
export const classLimits = (passThreshold: number, given: ClassLimits = {}): Required<ClassLimits> => ({
  excellent: given.excellent ?? 90,
  good: given.good ?? 80,
  completed: given.completed ?? passThreshold,
});

/** Whether limits are numbers, none above the one before it. Equal ones are allowed: the better class then wins. */
export const areDescending = ({ excellent, good, completed }: Required<ClassLimits>): boolean =>
  isInputNumber(excellent) && isInputNumber(good) && isInputNumber(completed) && excellent >= good && good >= completed;

/** Best is 0. */
export const classRank: Readonly<Record<Class, number>> = { excellent: 0, good: 1, completed: 2, notCompleted: 3 };

/** Whether a value names a class. */
export const isClass = (value: unknown): value is Class => classes.some((name) => name === value);
