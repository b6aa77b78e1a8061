import type { Criterion, Edition, FigureDescription, Reading, Rule } from "@kheo/core/criteria";
import { add, isInputNumber, rational, rationalOf, roundHalfUp } from "@kheo/core/ground/exact";
import { consolidations } from "@kheo/core/criteria/edition";
import { areDescending, limitsInForce } from "@kheo/core/criteria/input";
import { figuresOf, figuresOfSum } from "@kheo/core/criteria/readings";
import { repeated } from "./repeated.ts";

type Kind = FigureDescription["kind"];

const measurable: readonly Kind[] = ["count", "amount"];

const total = (points: readonly number[]): number =>
  Number(roundHalfUp(points.map(rationalOf).reduce(add, rational(0n)))) / 100;

/** Every string in a plain value, with the path to it. */
const stringsIn = (value: unknown, path: string): readonly (readonly [string, string])[] => {
  if (typeof value === "string") return [[path, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => stringsIn(inner, `${path}.${key}`));
};

const readingOf = (rule: Rule): Reading | null => ("reading" in rule ? rule.reading : null);

/** Which kinds of figures a reading needs, figure by figure. */
const demands = (reading: Reading, rule: Rule): readonly (readonly [key: string, kinds: readonly Kind[]])[] => {
  if ("figure" in reading) {
    const kinds: readonly Kind[] =
      rule.kind === "choice" ? ["choice"] : rule.kind === "threshold" && "value" in rule ? ["yesNo"] : measurable;
    return [[reading.figure, kinds]];
  }
  if ("meanShareOf" in reading) return [[reading.meanShareOf, ["targets"]]];
  if ("yes" in reading)
    return [
      ...reading.yes.map((key): readonly [string, readonly Kind[]] => [key, ["yesNo"]]),
      ...reading.zero.map((key): readonly [string, readonly Kind[]] => [key, measurable]),
    ];
  return figuresOf(reading).map((key) => [key, measurable]);
};

/** The most a rule can give. */
const top = (rule: Rule, maxPoints: number): number => {
  if (rule.kind === "stepped") return Math.max(...rule.bands.map(({ points }) => points));
  if (rule.kind === "choice") return Math.max(...rule.options.map(({ points }) => points));
  return rule.kind === "checklist" ? total(rule.items.map(({ points }) => points)) : maxPoints;
};

const isOrdered = (limits: readonly number[]): boolean =>
  limits.every((limit, position) => position === 0 || limit > (limits[position - 1] ?? limit));

const problemsOfBands = ({ bands }: Extract<Rule, { kind: "stepped" }>): readonly string[] => {
  const last = bands.at(-1);
  const limited = bands.slice(0, -1);
  const rising = limited.every(({ min, max }) => min === undefined && max !== undefined);
  const falling = limited.every(({ min, max }) => min !== undefined && max === undefined);
  const limits = limited.map(({ min, max }) => (rising ? (max ?? 0) : -(min ?? 0)));
  return [
    ...(last && last.min === undefined && last.max === undefined ? [] : ["the last band must be open"]),
    ...(rising || falling ? [] : ["bands must all have an upper limit, or all a lower one"]),
    ...(isOrdered(limits) ? [] : ["bands must not overlap: each takes the values the ones before have left"]),
  ];
};

const problemsOfRule = ({ rule, maxPoints }: Criterion): readonly string[] => {
  const most = top(rule, maxPoints);
  const problems = most === maxPoints ? [] : [`gives at most ${most} of ${maxPoints} points`];
  switch (rule.kind) {
    case "linear":
      return rule.at0 === rule.atMax ? [...problems, "a line needs two different ends"] : problems;
    case "stepped":
      return [...problems, ...problemsOfBands(rule)];
    case "choice":
      return [...problems, ...repeated(rule.options.map(({ value }) => value)).map((value) => `option ${value} twice`)];
    case "perUnit":
      return rule.pointsEach > 0 ? problems : [...problems, "a unit must earn something"];
    case "deduct":
      return rule.pointsEach > 0 && rule.floor < maxPoints ? problems : [...problems, "a case must cost something"];
    case "judged":
      return rule.step > 0 && Number.isInteger(maxPoints / rule.step)
        ? problems
        : [...problems, "the maximum must be a multiple of the step"];
    default:
      return problems;
  }
};

/** "Không phát sinh" can only ever be claimed of something that can be nothing. */
const canBeNothing = ({ rule, claimableBelow }: Criterion): boolean => {
  const reading = readingOf(rule);
  return (
    claimableBelow !== undefined ||
    (reading !== null && ("part" in reading || "growthOf" in reading || "meanShareOf" in reading))
  );
};

const problemsOfCriterion = (edition: Edition, criterion: Criterion): readonly string[] => {
  const { code, group, rule, indicator, notApplicable, survey, claimableBelow } = criterion;
  const reading = readingOf(rule);
  const chosen = reading && "figure" in reading ? edition.figures[reading.figure] : undefined;
  const options = rule.kind === "choice" ? rule.options.map(({ value }) => value) : [];
  const asked = chosen?.kind === "choice" ? Object.keys(chosen.options) : options;
  const needed = [
    ...(reading ? demands(reading, rule) : []),
    ...(claimableBelow ? [[claimableBelow.figure, measurable] as const] : []),
  ];
  return [
    ...problemsOfRule(criterion),
    ...(code.startsWith(group) ? [] : [`must begin with its group ${group}`]),
    ...(edition.groups.some((each) => each.code === group) ? [] : [`group ${group} does not exist`]),
    ...(rule.kind === "judged" || indicator ? [] : ["says in no words what is measured"]),
    ...(notApplicable === undefined || canBeNothing(criterion) ? [] : ["can never be claimed as not applicable"]),
    ...(survey && !edition.surveyGuard ? ["is a survey without a guard"] : []),
    ...(asked.toSorted().join() === options.toSorted().join() ? [] : ["asks for other options than it scores"]),
    ...needed.flatMap(([key, kinds]) => {
      const figure = edition.figures[key];
      if (!figure) return [`reads the figure ${key}, which does not exist`];
      return kinds.includes(figure.kind) ? [] : [`cannot read ${key}, a figure of kind ${figure.kind}`];
    }),
  ].map((problem) => `${code} ${problem}`);
};

/** Every figure that something reads. */
const figuresInUse = ({ criteria, surveyGuard }: Edition): ReadonlySet<string> =>
  new Set([
    ...criteria.flatMap(({ rule }) => {
      const reading = readingOf(rule);
      return reading ? figuresOf(reading) : [];
    }),
    ...criteria.flatMap(({ claimableBelow }) => (claimableBelow ? [claimableBelow.figure] : [])),
    ...(surveyGuard ? [surveyGuard.valid, surveyGuard.targetHouseholds] : []),
  ]);

const problemsOfFigures = (edition: Edition): readonly string[] => {
  const keys = Object.keys(edition.figures);
  const placed = edition.sections.flatMap(({ figures }) => figures);
  const used = figuresInUse(edition);
  const named = [...placed, ...edition.atMost.flatMap(([part, whole]) => [...figuresOfSum(part), whole])];
  return [
    ...keys.filter((key) => !/^[a-z][a-zA-Z0-9]*$/.test(key)).map((key) => `figure ${key} is not camelCase`),
    ...keys.filter((key) => !placed.includes(key)).map((key) => `figure ${key} stands in no section`),
    ...keys.filter((key) => !used.has(key)).map((key) => `figure ${key} is read by nothing`),
    ...repeated(placed).map((key) => `figure ${key} stands in two sections`),
    ...[...new Set(named)].filter((key) => !keys.includes(key)).map((key) => `figure ${key} does not exist`),
  ];
};

const problemsOfFloors = ({ criteria, groups, floors }: Edition): readonly string[] =>
  floors.flatMap((floor) => {
    const code = "group" in floor ? floor.group : floor.criterion;
    const known: readonly { readonly code: string }[] = "group" in floor ? groups : criteria;
    const share = "minShare" in floor ? floor.minShare : 1;
    return [
      ...(known.some((each) => each.code === code) ? [] : [`a floor names ${code}, which does not exist`]),
      ...(share > 0 && share <= 1 ? [] : [`the floor of ${code} must be a share above 0 and up to 1`]),
    ];
  });

const problemsOfAdjustments = ({ adjustments, adjustmentCaps }: Edition): readonly string[] => [
  ...repeated(adjustments.map(({ code }) => code)).map((code) => `adjustment ${code} appears twice`),
  ...adjustments.flatMap(({ code, pointsEach, most }) => [
    ...(/^[a-z][a-zA-Z0-9]*$/.test(code) ? [] : [`adjustment ${code} is not camelCase`]),
    ...(pointsEach > 0 ? [] : [`adjustment ${code} must be of points above 0`]),
    ...(isInputNumber(pointsEach) ? [] : [`adjustment ${code} has points of more than six decimals`]),
    ...(Number.isInteger(most) && most >= 1 ? [] : [`adjustment ${code} must be possible once or more`]),
  ]),
  ...(["bonus", "penalty"] as const)
    .filter((kind) => !isInputNumber(adjustmentCaps[kind]) || adjustmentCaps[kind] < 0)
    .map((kind) => `the cap of the ${kind} must be 0 or more, with six decimals at the most`),
];

/**
 * What is wrong with an edition as data, one English sentence each; empty when it is sound. It says nothing about whether
 * the rules are wise.
 */
export const editionProblems = (edition: Edition): readonly string[] => {
  const { criteria, groups, ties } = edition;
  const sum = total(criteria.map(({ maxPoints }) => maxPoints));
  return [
    ...(/^\d{4}\.[1-9]\d*$/.test(edition.edition) ? [] : ["the edition must be a year and a sequence: 2026.1"]),
    ...(/^\d{4}-\d{2}-\d{2}$/.test(edition.effectiveFrom) ? [] : ["effectiveFrom must be a day: 2026-01-01"]),
    ...(sum === 100 ? [] : [`points add up to ${sum}, not to 100`]),
    ...(edition.passThreshold > 0 && edition.passThreshold <= 100
      ? []
      : ["the pass threshold must be within the scale"]),
    ...(areDescending(limitsInForce(edition)) ? [] : ["the limits of the classes must not rise from one to the next"]),
    ...(consolidations.includes(edition.consolidation) ? [] : [`marks cannot become one by ${edition.consolidation}`]),
    ...repeated(criteria.map(({ code }) => code)).map((code) => `criterion ${code} appears twice`),
    ...repeated(groups.map(({ code }) => code)).map((code) => `group ${code} appears twice`),
    ...groups
      .filter(({ code }) => !criteria.some(({ group }) => group === code))
      .map(({ code }) => `group ${code} is empty`),
    ...criteria.flatMap((criterion) => problemsOfCriterion(edition, criterion)),
    ...problemsOfFigures(edition),
    ...problemsOfFloors(edition),
    ...problemsOfAdjustments(edition),
    ...(groups.some(({ code }) => code === ties.resultGroup) ? [] : [`ties name the group ${ties.resultGroup}`]),
    ...(criteria.some(({ code }) => code === ties.satisfaction)
      ? []
      : [`ties name the criterion ${ties.satisfaction}`]),
    ...stringsIn(edition, "edition").flatMap(([path, text]) => [
      ...(text.trim() === text && text !== "" ? [] : [`${path} must be filled, without spaces at its ends`]),
      ...(text.normalize("NFC") === text ? [] : [`${path} must be NFC`]),
    ]),
  ];
};
