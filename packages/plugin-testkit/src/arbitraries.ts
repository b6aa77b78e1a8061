import type { Criterion, Edition, FigureDescription, FigureValue, FigureValues } from "@kheo/core/criteria";
import type { Sheet } from "@kheo/core/criteria/derive";
import { type Consolidation, consolidations } from "@kheo/core/criteria/edition";
import { type IndicatorValue, type Place, type ScoringInput, placeOf } from "@kheo/core/criteria/input";
import fc from "fast-check";

/** A decimal with at most six decimals, built from an integer so that its text is exact. */
const decimal = (least: number, most: number): fc.Arbitrary<number> =>
  fc
    .tuple(fc.integer({ min: least, max: most }), fc.constantFrom(1, 10, 100, 1_000, 1_000_000))
    .map(([digits, divisor]) => digits / divisor);

/** Quantities around the limits that rules have, and some far beyond. */
const quantity: fc.Arbitrary<number> = fc.oneof(
  fc.integer({ min: 0, max: 120 }),
  decimal(0, 200_000),
  fc.constantFrom(0, 1, 100, 1e9, 123_456_789.123456),
);

const fraction = fc
  .tuple(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 1, max: 300 }))
  .map(([part, whole]) => ({ fraction: `${part}/${whole}` }));

/** Any value a rule may be given. */
export const indicatorValue = ({ rule }: Criterion): fc.Arbitrary<IndicatorValue> => {
  if (rule.kind === "choice") return fc.constantFrom(...rule.options.map(({ value }) => value));
  if (rule.kind === "threshold" && "value" in rule) return fc.boolean();
  return fc.oneof(quantity, fraction);
};

/** Any tick for each item. */
const ticksOf = (criterion: Criterion): fc.Arbitrary<readonly boolean[]> => {
  const length = criterion.rule.kind === "checklist" ? criterion.rule.items.length : 0;
  return fc.array(fc.boolean(), { minLength: length, maxLength: length });
};

/** One to eleven marks on the steps of the rule. */
const marksOf = ({ rule, maxPoints }: Criterion): fc.Arbitrary<readonly number[]> => {
  const step = rule.kind === "judged" ? rule.step : 1;
  const steps = fc.integer({ min: 0, max: Math.round(maxPoints / step) });
  return fc.array(
    steps.map((count) => count * step),
    { minLength: 1, maxLength: 11 },
  );
};

const recordOf = <Value>(
  criteria: readonly Criterion[],
  value: (criterion: Criterion) => fc.Arbitrary<Value>,
): fc.Arbitrary<Readonly<Record<string, Value>>> =>
  fc.record(Object.fromEntries(criteria.map((criterion) => [criterion.code, value(criterion)])));

/** Any input that can be scored. */
export const scorableInput = ({ criteria }: Edition): fc.Arbitrary<ScoringInput> => {
  const claimable = criteria.filter(({ notApplicable }) => notApplicable !== undefined).map(({ code }) => code);
  const surveys = criteria.filter(({ survey }) => survey).map(({ code }) => code);
  return fc
    .record({
      notApplicable: fc.oneof(fc.constant<string[]>([]), fc.subarray(claimable)),
      capped: fc.subarray(surveys),
      consolidation: fc.constantFrom<Consolidation>(...consolidations),
      bonus: decimal(0, 9_000),
      penalty: decimal(0, 9_000),
    })
    .chain((options) => {
      const excluded: readonly string[] = options.notApplicable;
      const counting = criteria.filter(({ code }) => !excluded.includes(code));
      const placedIn = (place: Place) => counting.filter(({ rule }) => placeOf[rule.kind] === place);
      return fc
        .record({
          values: recordOf(placedIn("values"), indicatorValue),
          checklists: recordOf(placedIn("checklists"), ticksOf),
          judged: recordOf(placedIn("judged"), marksOf),
        })
        .map((given): ScoringInput => ({ ...options, ...given }));
    });
};

/** The usual case far more often than the odd one, so that most sheets are complete and some are not. */
const mostly = <Value>(usual: fc.Arbitrary<Value>, odd: fc.Arbitrary<Value>): fc.Arbitrary<Value> =>
  fc.oneof({ weight: 60, arbitrary: usual }, { weight: 1, arbitrary: odd });

const figureValue = (description: FigureDescription): fc.Arbitrary<FigureValue> => {
  switch (description.kind) {
    case "count":
      return mostly(fc.integer({ min: 1, max: 500 }), fc.constantFrom(0, 999_999_999_999_999));
    case "amount":
      return mostly(decimal(1, 200_000), quantity);
    case "yesNo":
      return fc.boolean();
    case "choice":
      return fc.constantFrom(...Object.keys(description.options));
    case "targets":
      return fc.array(
        fc.record({
          name: fc.constant("Chỉ tiêu"),
          planned: decimal(1, 100_000),
          done: decimal(0, 100_000),
        }),
        { minLength: 1, maxLength: 4 },
      );
  }
};

/** Anything a unit may have typed so far, contradictions included. */
export const anyFigures = ({ figures }: Edition): fc.Arbitrary<FigureValues> =>
  fc.record(
    Object.fromEntries(
      Object.entries(figures).map(([key, description]) => [
        key,
        mostly<FigureValue>(figureValue(description), fc.constant(null)),
      ]),
    ),
  );

/** Any sheet: figures as above, some ticks, some marks, any claims. */
export const anySheet = (edition: Edition): fc.Arbitrary<Sheet> => {
  const ofKind = (kind: string) => edition.criteria.filter(({ rule }) => rule.kind === kind);
  return fc.record({
    figures: anyFigures(edition),
    ticks: mostly(recordOf(ofKind("checklist"), ticksOf), fc.constant({})),
    marks: mostly(recordOf(ofKind("judged"), marksOf), fc.constant({})),
    claims: mostly(fc.constant<string[]>([]), fc.subarray(edition.criteria.map(({ code }) => code))),
  });
};
