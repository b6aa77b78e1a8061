import { upperFirst } from "../ground/sentences.ts";
import {
  type Exact,
  type Rational,
  formatNumber,
  isFraction,
  multiply,
  rational,
  rationalOf,
  subtract,
  add,
} from "../ground/exact.ts";
import { fits } from "./compile.ts";
import {
  type Band,
  type Class,
  type Consolidation,
  type Criterion,
  type Edition,
  type FigureValues,
  type Floor,
  type Reading,
  type Rule,
  type Sum,
  classes,
} from "./edition.ts";
import type { Evaluation } from "./evaluate.ts";
import { type IndicatorValue, type ScoringInput, classRank, limitsInForce, trimmedFrom } from "./input.ts";
import { figuresOf, sumOf, targetsOf, typed } from "./readings.ts";

/** Why a criterion has its points, in one plain Vietnamese sentence. */
export type CriterionReason = { readonly code: string; readonly sentence: string };

/** A verdict in words. */
export type Explanation = {
  readonly criteria: readonly CriterionReason[];
  /** Passed or not and why, and how far it is to the next class. */
  readonly whole: string;
};

/** What a reason is told from; `figures` are the raw figures where they are known. */
type Told = {
  readonly edition: Edition;
  readonly criterion: Criterion;
  readonly input: ScoringInput;
  readonly figures: FigureValues | undefined;
};

/** What led to the points, and the scale they were measured on: `cause: được 8,06/10 điểm (scale)`. */
type Cause = { readonly cause: string; readonly scale?: string };

const isExactValue = (value: IndicatorValue | undefined): value is Exact =>
  typeof value === "number" || isFraction(value);

const quantity = (value: Exact | Rational, unit: string): string => `${formatNumber(value)} ${unit}`.trim();

const unitOf = ({ indicator }: Criterion): string => indicator?.unit ?? "";

const unitOfFigure = ({ figures }: Edition, key: string): string => {
  const figure = figures[key];
  return figure && "unit" in figure ? figure.unit : "";
};

const unitOfSum = (edition: Edition, sum: Sum, otherwise: string): string =>
  typeof sum === "string" ? unitOfFigure(edition, sum) : otherwise;

/** `81/86 hộ`, or `2 đơn/86 hộ` where the units differ. */
const shareInFigures = (edition: Edition, part: Sum, whole: Sum, figures: FigureValues): string => {
  const [firstOfWhole = ""] = figuresOf({ part: whole, of: whole });
  const wholeUnit = unitOfFigure(edition, firstOfWhole);
  const partUnit = unitOfSum(edition, part, wholeUnit);
  const parts = formatNumber(sumOf(figures, part));
  return `${partUnit === wholeUnit ? parts : `${parts} ${partUnit}`}/${quantity(sumOf(figures, whole), wholeUnit)}`;
};

/** `từ 62,5 thành 67 triệu đồng/người/năm, tăng 7,2 %`: `rise` is below 0 for a fall. */
const change = (
  { edition, criterion }: Told,
  [before, now]: readonly [string, string],
  figures: FigureValues,
  rise: Rational,
): string => {
  const direction = rise.numerator < 0n ? "giảm" : "tăng";
  const size = rise.numerator < 0n ? rational(-rise.numerator, rise.denominator) : rise;
  const from = formatNumber(sumOf(figures, before));
  const to = quantity(sumOf(figures, now), unitOfFigure(edition, now));
  return `từ ${from} thành ${to}, ${direction} ${quantity(size, unitOf(criterion))}`;
};

/** The indicator with its figures where they are known: `81/86 hộ = 94,19 %`. */
const measured = (told: Told, reading: Reading): string => {
  const { edition, criterion, input, figures } = told;
  const value = input.values[criterion.code];
  if (!isExactValue(value)) return "";
  const shown = quantity(value, unitOf(criterion));
  if (figures === undefined || figuresOf(reading).some((key) => typed(figures, key) === null)) return shown;
  if ("part" in reading) return `${shareInFigures(edition, reading.part, reading.of, figures)} = ${shown}`;
  if ("growthOf" in reading) return change(told, [reading.since, reading.growthOf], figures, rationalOf(value));
  if ("dropOf" in reading)
    return change(told, [reading.since, reading.dropOf], figures, subtract(rational(0n), rationalOf(value)));
  if ("meanShareOf" in reading)
    return `bình quân ${targetsOf(figures, reading.meanShareOf).length} chỉ tiêu = ${shown}`;
  return shown;
};

/** The values that fall into a band: `từ 6 đến dưới 12 tháng`. The band before it has already taken its own. */
const bandInWords = (band: Band, before: Band | undefined, unit: string): string => {
  const number = (limit: number) => formatNumber(limit, 6);
  const isLowest = band.min === undefined && before?.max === undefined;
  const isHighest = band.max === undefined && before?.min === undefined;
  const from = band.min === undefined ? `trên ${number(before?.max ?? 0)}` : `từ ${number(band.min)}`;
  const to = band.max === undefined ? `dưới ${number(before?.min ?? 0)}` : `đến ${number(band.max)}`;
  if (isLowest && isHighest) return "mọi giá trị";
  if (isLowest) return `${band.max === undefined ? to : `không quá ${number(band.max)}`} ${unit}`;
  if (isHighest) return band.min === undefined ? `${from} ${unit}` : `${from} ${unit} trở lên`;
  return `${from} ${band.max === undefined ? `đến ${to}` : to} ${unit}`;
};

const averages: Readonly<Record<Consolidation, string>> = {
  mean: "Trung bình",
  trimmedMean: "Trung bình",
  median: "Điểm ở giữa",
};

/** The reason by kind of rule. */
const causes: { readonly [Kind in Rule["kind"]]: (told: Told, rule: Extract<Rule, { kind: Kind }>) => Cause } = {
  linear: (told, { at0, atMax, reading }) => {
    const [none, all] = [quantity(at0, unitOf(told.criterion)), quantity(atMax, unitOf(told.criterion))];
    const scale = atMax < at0 ? `đủ điểm ở ${all}, 0 điểm từ ${none}` : `0 điểm ở ${none}, đủ điểm từ ${all}`;
    return { cause: measured(told, reading), scale };
  },
  stepped: (told, { bands, reading }) => {
    const value = told.input.values[told.criterion.code];
    const position = isExactValue(value) ? bands.findIndex((band) => fits(value, band)) : -1;
    const band = bands[position];
    const cause = measured(told, reading);
    return band ? { cause, scale: `mức ${bandInWords(band, bands[position - 1], unitOf(told.criterion))}` } : { cause };
  },
  choice: ({ edition, criterion, input }, { options, reading }) => {
    const chosen = options.find(({ value }) => value === input.values[criterion.code]);
    const figure = "figure" in reading ? edition.figures[reading.figure] : undefined;
    const asked = chosen && figure?.kind === "choice" ? figure.options[chosen.value] : undefined;
    return { cause: `Đã chọn “${asked ?? chosen?.label ?? ""}”` };
  },
  threshold: (told, rule) => {
    const { criterion, input } = told;
    if ("min" in rule)
      return { cause: measured(told, rule.reading), scale: `đạt từ ${quantity(rule.min, unitOf(criterion))} trở lên` };
    const met = input.values[criterion.code] === true;
    return { cause: `${met ? "Đạt" : "Chưa đạt"} điều kiện “${criterion.indicator?.title ?? criterion.title}”` };
  },
  perUnit: (told, { pointsEach, reading }) => ({
    cause: measured(told, reading),
    scale: `mỗi ${unitOf(told.criterion)} ${formatNumber(pointsEach)} điểm`,
  }),
  deduct: (told, { pointsEach, reading }) => ({
    cause: measured(told, reading),
    scale: `mỗi ${unitOf(told.criterion)} trừ ${formatNumber(pointsEach)} điểm`,
  }),
  checklist: ({ criterion, input }, { items }) => {
    const ticks = input.checklists[criterion.code] ?? [];
    const absent = items.filter((_, position) => ticks[position] !== true).map(({ label }) => `“${label}”`);
    const count = `${items.length - absent.length}/${items.length} mục`;
    return { cause: absent.length === 0 ? `Có đủ ${count}` : `Có ${count}, còn thiếu ${absent.join(", ")}` };
  },
  judged: ({ edition, criterion, input }) => {
    const marks = input.judged[criterion.code] ?? [];
    const way = input.consolidation ?? edition.consolidation;
    const trimmed =
      way === "trimmedMean" && marks.length >= trimmedFrom ? " sau khi bỏ một điểm cao nhất và một điểm thấp nhất" : "";
    const sorted = marks.toSorted((one, other) => one - other);
    const range = `từ ${formatNumber(sorted.at(0) ?? 0)} đến ${formatNumber(sorted.at(-1) ?? 0)}`;
    return { cause: `${averages[way]} của ${marks.length} phiếu${trimmed} (${range})` };
  },
};

const policies: Readonly<Record<NonNullable<Criterion["notApplicable"]>, string>> = {
  full: "Không phát sinh nên được đủ điểm",
  zero: "Không phát sinh nên không có điểm",
  exclude: "Không phát sinh nên không tính tiêu chí này; điểm còn lại được quy về thang 100",
};

const causeOf = (told: Told): Cause => {
  const { rule } = told.criterion;
  // The table has one entry for each kind, which TypeScript cannot follow through the index.
  return (causes[rule.kind] as (told: Told, rule: Rule) => Cause)(told, rule);
};

const least = (floor: Floor, maximum: Rational): string =>
  "minShare" in floor
    ? `cần ít nhất ${formatNumber(multiply(rationalOf(floor.minShare), maximum))} điểm`
    : "phải trên 0 điểm";

const reasonFor = (told: Told, points: number | null, failed: boolean): string => {
  const { edition, criterion, input } = told;
  const { code, maxPoints, notApplicable } = criterion;
  const isClaimed = input.notApplicable?.includes(code) === true;
  if (points === null) return `${policies.exclude}.`;
  const earned = `được ${formatNumber(points)}/${formatNumber(maxPoints)} điểm`;
  const { cause, scale }: Cause = isClaimed ? { cause: policies[notApplicable ?? "zero"] } : causeOf(told);
  const limited =
    !isClaimed && input.capped?.includes(code)
      ? "; khảo sát có quá ít phiếu hợp lệ nên tiêu chí này chỉ được tối đa một nửa số điểm"
      : "";
  const floor = failed ? edition.floors.find((each) => "criterion" in each && each.criterion === code) : undefined;
  const barred = floor ? `. Dưới mức điểm liệt: ${least(floor, rationalOf(maxPoints))}` : "";
  return `${upperFirst(cause)}: ${earned}${scale === undefined ? "" : ` (${scale})`}${limited}${barred}.`;
};

const sum = (numbers: readonly number[]): Rational => numbers.map(rationalOf).reduce(add, rational(0n));

/** A failed floor in words: whose it is, what was earned and what was needed. */
const failedFloorInWords = (edition: Edition, { criteria }: Evaluation, floor: Floor): string => {
  const isMember = (criterion: Criterion) =>
    "group" in floor ? criterion.group === floor.group : criterion.code === floor.criterion;
  const counting = edition.criteria.flatMap((criterion, position) => {
    const points = criteria[position]?.points ?? null;
    return isMember(criterion) && points !== null ? [{ points, maxPoints: criterion.maxPoints }] : [];
  });
  const title =
    "group" in floor
      ? `nhóm ${floor.group} “${edition.groups.find(({ code }) => code === floor.group)?.title ?? ""}”`
      : `${floor.criterion} “${edition.criteria.find(({ code }) => code === floor.criterion)?.title ?? ""}”`;
  const maximum = sum(counting.map(({ maxPoints }) => maxPoints));
  const earned = `${formatNumber(sum(counting.map(({ points }) => points)))}/${formatNumber(maximum)} điểm`;
  return `${title} được ${earned}, ${least(floor, maximum)}`;
};

const short = (limit: number, total: number): string => formatNumber(subtract(rationalOf(limit), rationalOf(total)));

/** What stands between the class reached and the next better one; empty at the top. */
const wayToNextClass = (
  edition: Edition,
  { classification, total, criteria }: Evaluation,
  input: ScoringInput,
): string => {
  const better: Class | undefined = classes[classRank[classification] - 1];
  if (better === undefined || better === "notCompleted") return "";
  const label = edition.classLabels[better];
  const limit = limitsInForce(edition, input.classes)[better];
  if (total < limit) return `thiếu ${short(limit, total)} điểm để xếp loại ${label}`;
  if (input.classCap !== undefined && classRank[input.classCap] === classRank[classification])
    return `đủ điểm nhưng bị giới hạn nên không xếp loại ${label}`;
  const zeros = criteria.filter(({ points }) => points === 0).map(({ code }) => code);
  return `đủ điểm nhưng không xếp loại ${label} vì có tiêu chí 0 điểm (${zeros.join(", ")})`;
};

const wholeOf = (edition: Edition, evaluation: Evaluation, input: ScoringInput): string => {
  const { total, failedFloors, passed, classification } = evaluation;
  const { completed } = limitsInForce(edition, input.classes);
  const points = `Tổng ${formatNumber(total)} điểm`;
  const missing =
    total < completed ? `thiếu ${short(completed, total)} điểm so với mức ${formatNumber(completed)} điểm` : "";
  if (failedFloors.length > 0) {
    const floors = edition.floors.filter((floor) =>
      failedFloors.includes("group" in floor ? floor.group : floor.criterion),
    );
    const reasons = floors.map((floor) => failedFloorInWords(edition, evaluation, floor)).join("; ");
    return `${points}, chưa đạt vì dưới mức điểm liệt: ${reasons}${missing === "" ? "" : `; ngoài ra còn ${missing}`}.`;
  }
  if (!passed) return `${points}, chưa đạt: ${missing}.`;
  const way = wayToNextClass(edition, evaluation, input);
  const rest = way === "" ? "" : `; ${way}`;
  return `${points}, đạt mức ${formatNumber(completed)} điểm, xếp loại ${edition.classLabels[classification]}${rest}.`;
};

/**
 * A verdict in words: for each criterion the reason for its points, and one sentence for the whole. `evaluation` is what
 * `evaluate` gave for this edition and input; with the raw figures the reasons name them too.
 */
export const explain = (
  edition: Edition,
  evaluation: Evaluation,
  input: ScoringInput,
  figures?: FigureValues,
): Explanation => ({
  criteria: edition.criteria.map((criterion, position) => {
    const told: Told = { edition, criterion, input, figures };
    const failed = evaluation.failedFloors.includes(criterion.code);
    return { code: criterion.code, sentence: reasonFor(told, evaluation.criteria[position]?.points ?? null, failed) };
  }),
  whole: wholeOf(edition, evaluation, input),
});
